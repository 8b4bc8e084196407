//! The right side once there is a text: the views and their tabs.

use tfe_check::Severity;
use tfe_check::report::FindingReport;
use yew::{Html, KeyboardEvent, classes, html};

use super::text::on;
use super::{Link, access, all_clear, damaged, findings, fixed, kind, settings};
use crate::model::Model;
use crate::msg::{Msg, View};

/// The right side.
pub(crate) fn results(model: &Model, link: &Link) -> Html {
    let wide = model.view == View::Facts && facts(model).is_some();
    let waiting = model.judged().is_none() || model.is_blank();
    html! {
        <section class={classes!("right", wide.then_some("wide"))} id="results" aria-label="Results" tabindex="-1">
            { tabs(model, link) }
            <div class={classes!("view", model.checking.slow.then_some("old"))} role="tabpanel" id="panel"
                aria-labelledby={tab_id(model.view)}>
                if waiting { { not_yet(model) } } else { { view(model, link) } }
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
        View::Fixed if !model.hunks.is_empty() => fixed::view(model, link),
        View::Facts if facts(model) == Some("Access") => access::view(model, link),
        View::Facts if facts(model).is_some() => settings::view(model, link),
        _ if unknown => kind::ask(model, link),
        _ if model.repair_offered() => damaged::view(model, link),
        _ if model.judged().is_some_and(|j| j.report.findings.is_empty()) => {
            all_clear::view(model, link)
        }
        _ => findings::view(model, link),
    }
}

/// The name of the third view, where the kind has one.
pub(crate) fn facts(model: &Model) -> Option<&'static str> {
    let judged = model.judged()?;
    let kind = judged.report.kind?;
    if !judged.view.access.is_empty() {
        return Some("Access");
    }
    let settings = kind.charts || !judged.view.settings.is_empty();
    settings.then_some("Effective settings")
}

fn not_yet(model: &Model) -> Html {
    if model.is_blank() {
        let what = match model.doc().and_then(|d| d.name.as_ref()) {
            Some(name) => format!("{name} is empty"),
            None => "Paste a file to check it".to_owned(),
        };
        return html! { <div class="verdict"><h2 id="verdict" tabindex="-1">{ what }</h2></div> };
    }
    if model.checking.lost.is_some() || model.checking.dead {
        return html! {
            <div class="verdict soon">
                <h2 id="verdict" tabindex="-1">{ "Not checked" }</h2>
                <p>{ "The check stopped before it had a result." }</p>
            </div>
        };
    }
    let ready = model.checking.version.is_some();
    html! {
        <div class="verdict soon">
            <h2 id="verdict" tabindex="-1">{ if ready { "Checking" } else { "Getting ready" } }</h2>
            <p>{ "The check starts by itself. Your text is there already." }</p>
        </div>
    }
}

fn tabs(model: &Model, link: &Link) -> Html {
    let count = model.judged().map(|j| (j.counted().count(), j.summary().error));
    let safe = model.hunks.len();
    let views = [
        Some((View::File, "File", None)),
        Some((View::Findings, "Findings", count)),
        (safe > 0).then_some((View::Fixed, "Fixed version", Some((safe, 0)))),
        facts(model).map(|name| (View::Facts, name, None)),
    ];
    let views: Vec<_> = views.into_iter().flatten().collect();
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
            Some(Msg::Tab(*next))
        })
    };
    html! {
        <div class="bar" role="tablist" aria-label="Results" id="views" onkeydown={moved}>
            { for views.iter().map(|(view, name, count)| tab(link, *view, name, *count, on_screen == *view)) }
        </div>
    }
}

fn tab(link: &Link, view: View, name: &str, count: Option<(usize, usize)>, selected: bool) -> Html {
    html! {
        <button key={name.to_owned()} class={classes!("tab", (view == View::File).then_some("tab-file"))} role="tab" id={tab_id(view)}
            aria-controls="panel" aria-selected={selected.to_string()}
            tabindex={if selected { "0" } else { "-1" }} onclick={on(link, move || Msg::View(view))}>
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
        View::Facts => "tab-facts",
    }
}
