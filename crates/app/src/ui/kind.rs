//! What a file is: asked where it is not clear, changed where it was seen wrongly.

use tfe_check::{Kind, Profile};
use yew::{Html, classes, html};

use super::Link;
use super::dialog::Modal;
use super::text::on;
use super::top;
use crate::model::Model;
use crate::msg::Msg;
use crate::words;

/// In place of the findings, where the kind is not clear.
pub(crate) fn ask(model: &Model, link: &Link) -> Html {
    let reason = model.judged().map(|j| j.report.kind_reason.clone()).unwrap_or_default();
    html! {
        <div class="scroll">
            <div class="verdict">
                <h2 id="verdict" tabindex="-1">{ "What is this file?" }</h2>
                <p>{ format!("Nothing is judged until you choose: {reason}.") }</p>
                <div class="row">
                    { for Kind::all().map(|kind| html! {
                        <button class="btn" onclick={on(link, move || Msg::Kind(Some(kind)))}>{ kind.title }</button>
                    }) }
                </div>
            </div>
            <p class="note in">
                { "Recognised by themselves are Vault policies, Helm values of the chart terraform-enterprise, \
                   and Terraform configuration that holds one of them." }
            </p>
        </div>
    }
}

/// The dialog behind "Change".
pub(crate) fn dialog(model: &Model, link: &Link) -> Html {
    let by_hand = model.doc().and_then(|d| d.kind);
    let policy = model.kind().is_some_and(|kind| kind.profiles);
    html! {
        <Modal class={classes!("card", "narrow")} title={html! { { "What is judged, and for what" } }}
            closed={link.callback(|()| Msg::Closed)}>
            <fieldset class="choice">
                <legend>{ "This file is" }</legend>
                { option(link, "kind", "recognised by its content", by_hand.is_none(), || Msg::Kind(None)) }
                { for Kind::all().map(|kind| {
                    option(link, "kind", kind.title, by_hand == Some(kind), move || Msg::Kind(Some(kind)))
                }) }
            </fieldset>
            if policy { { profiles(model, link) } }
            <fieldset class="choice">
                <legend>{ "Judged for" }</legend>
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
            { option(link, "profile", "what its paths say", by_hand.is_none(), || Msg::Profile(None)) }
            { for Profile::ALL.map(|profile| {
                let chosen = by_hand == Some(profile);
                option(link, "profile", words::profile(profile), chosen, move || Msg::Profile(Some(profile)))
            }) }
        </fieldset>
    }
}

fn option(
    link: &Link,
    name: &'static str,
    words: &str,
    checked: bool,
    msg: impl Fn() -> Msg + 'static,
) -> Html {
    html! {
        <label class="pick">
            <input type="radio" {name} {checked} onchange={link.callback(move |_: yew::Event| msg())}/>
            <span>{ words.to_owned() }</span>
        </label>
    }
}
