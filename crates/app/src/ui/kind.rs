//! What a file is: asked where it is not clear, changed where it was seen wrongly.

use tfe_check::{Kind, Profile};
use yew::{Html, classes, html};

use super::Link;
use super::dialog::Modal;
use super::text::on;
use super::top;
use crate::model::Model;
use crate::msg::{DocMsg, Msg, ViewMsg};
use crate::words;

/// So many kinds, the first ones, are what most files are.
const USUAL: usize = 3;

/// In place of the findings, where the kind is not clear.
pub(crate) fn ask(model: &Model, link: &Link) -> Html {
    let reason = model.judged().map(|j| j.report.kind_reason.clone()).unwrap_or_default();
    let button = |kind: Kind| {
        html! {
            <button class="btn" onclick={on(link, move || DocMsg::Kind(Some(kind)))}>{ kind.title }</button>
        }
    };
    let choices = |from, to| html! { <div class="row">{ for Kind::all().skip(from).take(to).map(button) }</div> };
    let verdict = match unchecked(&reason) {
        // To check a log as a policy helps nobody.
        Some(what) => html! {
            <>
                <h2 id="verdict" tabindex="-1">{ format!("Not checked: this looks like {what}.") }</h2>
                <p>{ "Open the file it is about: the policy (tfe.hcl), the Helm values (overrides.yaml) or another one of the kinds below." }</p>
                <div class="row">
                    <button class="btn pri" onclick={on(link, || DocMsg::NewFile)}>{ "Open another file" }</button>
                </div>
                <details class="anyway"><summary>{ "Check it anyway as" }</summary>{ choices(0, usize::MAX) }</details>
            </>
        },
        None => html! {
            <>
                <h2 id="verdict" tabindex="-1">{ "What is this file?" }</h2>
                <p>{ format!("Nothing is checked until you choose: {reason}.") }</p>
                { choices(0, USUAL) }
                <details class="anyway"><summary>{ "Another kind" }</summary>{ choices(USUAL, usize::MAX) }</details>
            </>
        },
    };
    html! {
        <div class="scroll">
            <div class="verdict">{ verdict }</div>
            <p class="note in">
                { format!("Recognized by their content, by themselves or in pages, emails and other files: {}.", titles()) }
            </p>
        </div>
    }
}

/// The kinds that are checked.
fn titles() -> String {
    let all: Vec<&str> = Kind::all().map(|kind| kind.title).collect();
    all.join(", ")
}

/// What the text is, where it is nothing that is checked here.
fn unchecked(reason: &str) -> Option<&str> {
    reason.strip_prefix("it looks like ")
}

/// In place of the findings, where the bytes are no text.
pub(crate) fn not_text() -> Html {
    html! {
        <div class="scroll">
            <div class="verdict">
                <h2 id="verdict" tabindex="-1">{ "This is not text." }</h2>
                <p>{ "The file has bytes that are not text, so nothing in it is checked. Open the policy or the values as a text file." }</p>
            </div>
        </div>
    }
}

/// The dialog after "Change".
pub(crate) fn dialog(model: &Model, link: &Link) -> Html {
    let by_hand = model.doc().and_then(|d| d.kind);
    let policy = model.kind().is_some_and(|kind| kind.profiles);
    html! {
        <Modal class={classes!("card", "narrow")} title={html! { { "What to check, and for which versions" } }}
            closed={link.callback(|()| ViewMsg::Closed)}>
            <fieldset class="choice">
                <legend>{ "This file is" }</legend>
                { option(link, "kind", "detected from its content", by_hand.is_none(), || DocMsg::Kind(None)) }
                { for Kind::all().map(|kind| {
                    option(link, "kind", kind.title, by_hand == Some(kind), move || DocMsg::Kind(Some(kind)))
                }) }
            </fieldset>
            if policy { { profiles(model, link) } }
            <fieldset class="choice">
                <legend>{ "Checked for" }</legend>
                <div class="vers all">{ top::versions(model, link, true) }</div>
            </fieldset>
        </Modal>
    }
}

fn profiles(model: &Model, link: &Link) -> Html {
    let by_hand = model.doc().and_then(|d| d.profile);
    html! {
        <fieldset class="choice">
            <legend>{ "The policy is for" }</legend>
            { option(link, "profile", "detected from its paths", by_hand.is_none(), || DocMsg::Profile(None)) }
            { for Profile::ALL.map(|profile| {
                let chosen = by_hand == Some(profile);
                option(link, "profile", words::profile(profile), chosen, move || DocMsg::Profile(Some(profile)))
            }) }
        </fieldset>
    }
}

fn option<M: Into<Msg>>(
    link: &Link,
    name: &'static str,
    words: &str,
    checked: bool,
    msg: impl Fn() -> M + 'static,
) -> Html {
    html! {
        <label class="pick">
            <input type="radio" {name} {checked} onchange={link.callback(move |_: yew::Event| msg())}/>
            <span>{ words.to_owned() }</span>
        </label>
    }
}
