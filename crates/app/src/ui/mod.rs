//! What is drawn. Functions from the state to elements; nothing here decides anything.

mod access;
mod all_clear;
mod ask;
mod code;
mod damaged;
mod dialog;
mod editor_pane;
mod export;
mod finding;
mod findings;
mod fixed;
mod form;
mod icon;
mod ignore;
mod keys;
mod kind;
mod link;
mod new_file;
mod outcomes;
mod parts;
mod report;
mod results;
mod rule_page;
mod rules;
mod settings;
mod share;
mod start;
mod startup;
mod status;
mod text;
mod top;
mod trouble;
mod upgrade;
mod verify;

use yew::{Html, NodeRef, html};

pub(crate) use link::Link;

use crate::model::{Dialog, Model, View};

/// The whole page.
pub(crate) fn page(model: &Model, link: &Link, editor: &NodeRef) -> Html {
    let first = model.first_visit();
    let view = match model.view {
        View::File => "file",
        View::Findings => "findings",
        View::Fixed => "fixed",
        View::Access => "access",
        View::Settings => "settings",
    };
    let engine = match (&model.checking.version, model.checking.dead) {
        (_, true) => "dead",
        (None, _) => "starting",
        _ if model.checking.asked.is_some() => "busy",
        _ => "ready",
    };
    html! {
        <div class={yew::classes!("app", first.then_some("first"))} data-view={view} data-engine={engine}>
            <a class="skip" href="#results">{ "Skip to results" }</a>
            { top::top(model, link) }
            <main class="main">
                <h1 class="sr">{ heading(model) }</h1>
                { editor_pane::pane(model, link, editor) }
                if first { { start::right(model, link) } } else { { results::results(model, link) } }
            </main>
            { status::status(model, link) }
            <p class="sr" role="status" aria-live="polite">{ &model.said }</p>
            if model.dragging {
                <div class="drop" aria-hidden="true"><p>{ "Drop files to check them" }</p></div>
            }
            { front(model, link) }
        </div>
    }
}

fn heading(model: &Model) -> String {
    if model.first_visit() {
        return "tfe-check".to_owned();
    }
    let verdict = model.judged().map(|j| crate::words::plain(&j.view.verdict)).unwrap_or_default();
    format!("{}: {verdict}", model.active_name())
}

fn front(model: &Model, link: &Link) -> Html {
    match &model.dialog {
        None => Html::default(),
        Some(Dialog::Verify) => verify::dialog(model, link),
        Some(Dialog::Keys) => keys::dialog(model, link),
        Some(Dialog::Kind) => kind::dialog(model, link),
        Some(Dialog::New) => new_file::dialog(model, link),
        Some(Dialog::Share) => share::dialog(model, link),
        Some(Dialog::Upgrade) => upgrade::dialog(model, link),
        Some(Dialog::Rules) => rules::dialog(model, link),
        Some(Dialog::Rule(name)) => rule_page::drawer(name, link),
    }
}
