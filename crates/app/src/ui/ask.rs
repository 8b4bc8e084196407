//! Any request, put to the policy as Vault would.

use text::Span;
use tfe_check::Severity;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::{Event, Html, InputEvent, html};

use super::Link;
use super::icon::{Icon, icon, severity_mute};
use super::text::on;
use crate::model::Model;
use crate::msg::{FindingMsg, ViewMsg};
use crate::words;

const OPERATIONS: [&str; 6] = ["read", "create", "update", "patch", "delete", "list"];

/// The line below the access table.
pub(crate) fn form(model: &Model, link: &Link) -> Html {
    let question = &model.question;
    let (operation, path) = (question.operation.clone(), question.path.clone());
    let chosen = if operation.is_empty() { "read".to_owned() } else { operation };
    // A line of a log says itself what was asked for.
    let shown = question.answer.as_ref().map_or_else(|| chosen.clone(), |a| a.operation.clone());
    let turned = {
        let path = path.clone();
        link.callback(move |event: Event| {
            let select = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            ViewMsg::Ask(select.map(|s| s.value()).unwrap_or_default(), path.clone())
        })
    };
    let typed = {
        let operation = chosen.clone();
        link.callback(move |event: InputEvent| {
            let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            let path = input.map(|i| i.value()).unwrap_or_default();
            ViewMsg::Ask(operation.clone(), path)
        })
    };
    html! {
        <div class="ask" role="group" aria-label="Ask Vault">
            <span>{ "Ask Vault" }</span>
            <select aria-label="Operation" onchange={turned}>
                { for OPERATIONS.map(|o| html! { <option key={o} value={o} selected={o == shown}>{ o }</option> }) }
            </select>
            <input class="field" aria-label="Path" placeholder="transit/keys/atlas_vcs" spellcheck="false"
                autocapitalize="off" value={path} oninput={typed}/>
            <span class="v" role="status">{ answer(model, link) }</span>
            if let Some(note) = note(model) { <p class="read-as">{ note }</p> }
        </div>
    }
}

/// How the path was read, where that is not as it was typed.
fn note(model: &Model) -> Option<String> {
    let notes = &model.question.answer.as_ref()?.notes;
    (!notes.is_empty()).then(|| format!("{}.", words::capital(&notes.join("; "))))
}

fn answer(model: &Model, link: &Link) -> Html {
    let Some(asked) = &model.question.answer else { return Html::default() };
    // TFE never deletes; a policy that allows it is worth a look.
    let sign = match (asked.allowed, asked.operation.as_str()) {
        (true, _) if asked.rejected => icon(Icon::Dash),
        (true, "delete") => {
            html! { <span class="warning">{ severity_mute(Severity::Warning) }</span> }
        }
        (true, _) => html! { <span class="ok">{ icon(Icon::Tick) }</span> },
        (false, _) => html! { <span class="error">{ icon(Icon::Barred) }</span> },
    };
    let word = match asked.allowed {
        true if asked.rejected => "Not yet: Vault rejects the policy. Once fixed, allowed",
        true => "Allowed",
        false => "Denied",
    };
    let by = match (asked.line, asked.span) {
        (Some(line), Some((start, end))) => {
            let place = Span::new(start, end);
            let go = on(link, move || FindingMsg::Reveal(place));
            html! { <>{ " by " }<button class="a" onclick={go}>{ format!("line {line}") }</button></> }
        }
        _ => html! { { ": no rule matches" } },
    };
    html! { <>{ sign }<span>{ word }{ by }</span></> }
}
