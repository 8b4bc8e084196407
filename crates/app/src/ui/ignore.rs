//! The question for a reason, where a finding is to be ignored.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Html, InputEvent, SubmitEvent, html};

use super::Link;
use super::text::on;
use crate::model::Model;
use crate::msg::FixMsg;

/// The question for the finding with this place; nothing where it was not asked for.
pub(crate) fn form(model: &Model, link: &Link, at: usize) -> Html {
    let Some((_, reason)) = model.ignoring.as_ref().filter(|(asked, _)| *asked == at) else {
        return Html::default();
    };
    let typed = link.callback(|event: InputEvent| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        FixMsg::Reason(input.map(|i| i.value()).unwrap_or_default())
    });
    let sent = link.callback(|event: SubmitEvent| {
        event.prevent_default();
        FixMsg::Ignore
    });
    let empty = reason.trim().is_empty();
    html! {
        <form class="ignore" onsubmit={sent}>
            <label for="reason">{ "Why is this fine? The reason goes into the file as a comment." }</label>
            <div class="row">
                <input class="field" id="reason" value={reason.clone()} oninput={typed} autocomplete="off"/>
                <button class="btn" type="submit" disabled={empty} title={empty.then_some("A reason is needed")}>
                    { "Write the comment" }
                </button>
                <button class="btn quiet" type="button" onclick={on(link, || FixMsg::Ignoring(None))}>{ "Cancel" }</button>
            </div>
        </form>
    }
}
