//! The left side: the files' tabs, what the file is, and the editor itself.

use yew::{Html, NodeRef, classes, html};

use super::icon::{Icon, icon};
use super::text::on;
use super::{Link, parts, start, trouble};
use crate::model::{Dialog, Doc, Judged, Model};
use crate::msg::{DocMsg, ViewMsg};
use crate::words;

/// The pane. The editor's place is always the same element: the editor lives in it.
pub(crate) fn pane(model: &Model, link: &Link, editor: &NodeRef) -> Html {
    let first = model.first_visit();
    html! {
        <section class="left" aria-label="File">
            <nav class="bar" aria-label="Files">
                { for model.docs.iter().map(|doc| tab(model, link, doc)) }
                if !first {
                    <button class="tab add" aria-label="Add a file" onclick={on(link, || DocMsg::NewFile)}>
                        { icon(Icon::Plus) }
                    </button>
                }
                if let Some((_, name)) = &model.closed {
                    <button class="tab back" onclick={on(link, || DocMsg::Reopen)}>
                        { format!("Reopen {name}") }
                    </button>
                }
            </nav>
            <div class="ctx">{ context(model, link) }</div>
            { trouble::banner(model, link) }
            <tfe-editor class="ed" id="editor" ref={editor.clone()}></tfe-editor>
            if first { { start::left(model, link) } }
        </section>
    }
}

fn tab(model: &Model, link: &Link, doc: &Doc) -> Html {
    let id = doc.id;
    let name = model.name(doc);
    let active = id == model.active;
    let judged = model.results.as_ref().and_then(|r| r.of(id));
    let summary = judged.map(|j| j.summary()).unwrap_or_default();
    let clear = judged.is_some_and(|j| {
        j.report.kind.is_some() && summary.error + summary.warning + summary.info == 0
    });
    let fails = judged.is_some_and(Judged::fails);
    let elsewhere = judged.and_then(|j| j.view.elsewhere.as_ref());
    let counted = if clear && fails {
        let why = elsewhere.map_or_else(
            || ", fails".to_owned(),
            |p| format!(", fails because of {} line {}", model.shown_name_of(&p.document), p.line),
        );
        html! { <span class="error">{ icon(Icon::Barred) }<span class="sr">{ why }</span></span> }
    } else if summary.error > 0 {
        html! { <span class="n error"><span class="sr">{ ", errors: " }</span>{ summary.error }</span> }
    } else if summary.warning > 0 {
        html! { <span class="n warning"><span class="sr">{ ", warnings: " }</span>{ summary.warning }</span> }
    } else if clear {
        html! { <span class="ok">{ icon(Icon::Tick) }<span class="sr">{ ", nothing to fix" }</span></span> }
    } else {
        Html::default()
    };
    let joint = model.is_joint(doc);
    let closes = active && !model.first_visit();
    html! {
        <span key={id} class={classes!("doc", active.then_some("on"), joint.then_some("joint"))}>
            <button class="tab" aria-current={active.then_some("page")}
                title={joint.then_some("Checked together with the other files")} onclick={on(link, move || DocMsg::Activate(id))}>
                { &name }{ counted }
            </button>
            if closes {
                <button class="tab x" aria-label={format!("Close {name}")} onclick={on(link, move || DocMsg::Close(id))}>
                    { icon(Icon::Cross) }
                </button>
            }
        </span>
    }
}

fn context(model: &Model, link: &Link) -> Html {
    if model.first_visit() {
        return html! {
            <span>{ "The kind is detected when you paste: Vault policy, Helm values or Terraform" }</span>
        };
    }
    let Some(judged) = model.judged().filter(|_| !model.is_blank()) else {
        return html! { <span>{ waiting(model) }</span> };
    };
    let reason = &judged.report.kind_reason;
    let what = match judged.report.kind {
        Some(_) if judged.is_page() => parts::chips(model, link, judged),
        Some(kind) => {
            html! { <span class="what"><strong>{ kind.title }</strong><span class="by">{ ", " }{ seen(reason) }</span></span> }
        }
        None => html! { <span><strong>{ "Not checked" }</strong>{ ": " }{ reason.clone() }</span> },
    };
    let versions = model.results.as_ref().map(|r| &r.versions);
    let charts = judged.report.kind.is_some_and(|kind| kind.charts);
    let against = match (judged.report.profile, versions) {
        // Each of its texts is for something else.
        _ if judged.is_page() => Html::default(),
        (Some(profile), _) => {
            html! { <span>{ "Checked for " }<strong>{ words::profile(profile) }</strong></span> }
        }
        (None, Some(versions)) if charts => {
            html! {
                <span>{ "Checked for " }<strong>{ format!("TFE {}, chart {}", versions.tfe, versions.chart) }</strong></span>
            }
        }
        _ => Html::default(),
    };
    html! {
        <>
            { what }{ against }
            <button class="btn quiet" onclick={on(link, || ViewMsg::Open(Dialog::Kind))}>{ "Change" }</button>
        </>
    }
}

fn seen(reason: &str) -> String {
    if reason == "chosen by hand" { reason.to_owned() } else { format!("detected from {reason}") }
}

fn waiting(model: &Model) -> &'static str {
    match &model.checking.lost {
        _ if model.is_blank() => "The kind is detected when you paste",
        Some(_) => "Not checked",
        None => "Checking",
    }
}
