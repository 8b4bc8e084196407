//! The right side once there is a text: the views and their tabs.

use tfe_check::Severity;
use tfe_check::report::FindingReport;
use yew::{Html, KeyboardEvent, classes, html};

use super::text::on;
use super::{Link, access, all_clear, damaged, findings, fixed, kind, report, settings, start};
use crate::model::{Judged, Model, View};
use crate::msg::ViewMsg;

/// The right side.
pub(crate) fn results(model: &Model, link: &Link) -> Html {
    let wide = matches!(model.view, View::Access | View::Settings)
        && model.fact_views().contains(&model.view);
    let waiting = model.judged().is_none() || model.is_blank();
    html! {
        <section class={classes!("right", wide.then_some("wide"))} id="results" aria-label="Results" tabindex="-1">
            <div class="bar">{ tabs(model, link) }{ report::menu(model, link) }</div>
            { report::printed_head(model) }
            <div class={classes!("view", model.is_old().then_some("old"))} role="tabpanel" id="panel"
                aria-labelledby={tab_id(model.view)}>
                if waiting { { not_yet(model, link) } } else { { view(model, link) } }
            </div>
        </section>
    }
}

fn view(model: &Model, link: &Link) -> Html {
    // A byte that no program can read is reported, whatever the file is.
    let unknown = model.judged().is_some_and(|j| {
        let broken = |f: &FindingReport| f.severity == Severity::Error;
        j.report.kind.is_none() && !j.report.findings.iter().any(broken)
    });
    match model.view {
        View::Fixed if model.waits_for_fixes() => {
            soon("Trying the fixes", "The findings are already there.")
        }
        View::Fixed if !model.hunks.is_empty() => fixed::view(model, link),
        View::Access if model.fact_views().contains(&View::Access) => access::view(model, link),
        View::Settings if model.fact_views().contains(&View::Settings) => {
            settings::view(model, link)
        }
        _ if is_binary(model) => kind::not_text(),
        _ if unknown => kind::ask(model, link),
        _ if model.repair_offered() => damaged::view(model, link),
        _ if model.judged().is_some_and(|j| j.report.findings.is_empty()) => {
            all_clear::view(model, link)
        }
        _ => findings::view(model, link),
    }
}

/// Bytes that no text has, in a file of no kind.
fn is_binary(model: &Model) -> bool {
    let of_no_kind = model.judged().is_some_and(|j| j.report.kind.is_none());
    of_no_kind && model.doc().is_some_and(|d| d.text.contains('\0'))
}

fn not_yet(model: &Model, link: &Link) -> Html {
    if model.is_blank() {
        let what = match model.doc().and_then(|d| d.name.as_ref()) {
            Some(name) => format!("{name} is empty"),
            None => "Paste a file to check it".to_owned(),
        };
        return html! {
           <div class="verdict">
               <h2 id="verdict" tabindex="-1">{ what }</h2>
               { start::buttons(model, link) }
               <p><a class="a" href="#/new">{ "Start a new file" }</a>{ " from a few answers." }</p>
           </div>
        };
    }
    if model.checking.lost.is_some() || model.checking.dead {
        return soon("Not checked", "The check stopped before it had a result.");
    }
    let ready = model.checking.version.is_some();
    let what = if ready { "Checking" } else { "Getting ready" };
    soon(what, "The check starts by itself. Your text is already there.")
}

fn soon(what: &str, why: &str) -> Html {
    html! {
        <div class="verdict soon">
            <h2 id="verdict" tabindex="-1">{ what }</h2>
            <p>{ why }</p>
        </div>
    }
}

fn tabs(model: &Model, link: &Link) -> Html {
    // What is not checked has nothing that counts.
    let checked =
        |j: &&Judged| !model.is_blank() && (j.report.kind.is_some() || j.summary().error > 0);
    let count = model.judged().filter(checked).map(|j| (j.counted().count(), j.summary().error));
    let safe = model.hunks.len();
    let waits = model.waits_for_fixes();
    let views = [
        Some((View::File, "File", None)),
        Some((View::Findings, "Findings", count)),
        (safe > 0 || waits).then_some((
            View::Fixed,
            "Fixed version",
            (!waits).then_some((safe, 0)),
        )),
    ];
    let more = model.fact_views().into_iter().map(|view| {
        (view, if view == View::Access { "Access" } else { "Effective settings" }, None)
    });
    let views: Vec<_> = views.into_iter().flatten().chain(more).collect();
    let shown = views.iter().any(|(v, ..)| *v == model.view);
    let on_screen = if shown { model.view } else { View::Findings };
    let order: Vec<View> = views.iter().map(|(v, ..)| *v).collect();
    let moved = {
        let order = order.clone();
        link.batch_callback(move |event: KeyboardEvent| {
            let at = order.iter().position(|v| *v == on_screen)?;
            let next = match event.key().as_str() {
                "ArrowRight" => order.get(at + 1).or(order.first()),
                "ArrowLeft" => at.checked_sub(1).and_then(|b| order.get(b)).or(order.last()),
                _ => None,
            }?;
            event.prevent_default();
            Some(ViewMsg::Tab(*next))
        })
    };
    html! {
        <div class="tabs" role="tablist" aria-label="Results" id="views" onkeydown={moved}>
            { for views.iter().map(|(view, name, count)| tab(link, *view, name, *count, on_screen == *view)) }
        </div>
    }
}

fn tab(link: &Link, view: View, name: &str, count: Option<(usize, usize)>, selected: bool) -> Html {
    html! {
        <button key={name.to_owned()} class={classes!("tab", (view == View::File).then_some("tab-file"))} role="tab" id={tab_id(view)}
            aria-controls="panel" aria-selected={selected.to_string()}
            tabindex={if selected { "0" } else { "-1" }} onclick={on(link, move || ViewMsg::View(view))}>
            { name }
            if let Some((count, errors)) = count {
                <span class={classes!("n", (errors > 0).then_some("error"))}>{ count }</span>
            }
        </button>
    }
}

fn tab_id(view: View) -> &'static str {
    match view {
        View::File => "tab-file",
        View::Findings => "tab-findings",
        View::Fixed => "tab-fixed",
        View::Access => "tab-access",
        View::Settings => "tab-settings",
    }
}
