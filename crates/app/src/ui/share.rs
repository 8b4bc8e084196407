//! What can be given to others: the report, and only when it is asked for a link with the texts.

use yew::{Html, classes, html};

use super::Link;
use super::dialog::Modal;
use super::text::{copy_button, on};
use crate::browser::Shared;
use crate::model::{self, Copy, Model};
use crate::msg::{TakeMsg, ViewMsg};
use crate::words;

/// Some programs cut addresses that are longer (characters).
const LONG: usize = 8_000;

/// The dialog.
pub(crate) fn dialog(model: &Model, link: &Link) -> Html {
    html! {
        <Modal class={classes!("card", "share")} title={html! { { "Share" } }} closed={link.callback(|()| ViewMsg::Closed)}>
            <h3>{ "The report" }</h3>
            <p>{ "The findings of all open files as Markdown. Your text is not in it." }</p>
            <p class="row">{ copy_button(model, link, &Copy::Report, "Copy report") }</p>
            <h3>{ "A link with your text" }</h3>
            <p>
                { "The text is in the part of the address after #. Browsers do not send that part to a server, but everyone \
                   who gets the link can read it. Secrets that tfe-check recognizes become dots: look at the text before you \
                   pass the link on." }
            </p>
            { made(model, link) }
        </Modal>
    }
}

fn made(model: &Model, link: &Link) -> Html {
    let Some(made) = &model.link else {
        return html! {
            <p class="row"><button class="btn" onclick={on(link, || TakeMsg::Share)}>{ "Make a link" }</button></p>
        };
    };
    html! {
        <>
            if let Some(address) = &made.address {
                <p class="row">{ copy_button(model, link, &Copy::Link, "Copy link") }</p>
                <p class="note">{ length(address) }</p>
            }
            if made.failed {
                <p class="note" role="alert">{ "This browser cannot make the link." }</p>
            }
            <p>{ "Exactly this is in the link:" }</p>
            { for made.files.iter().map(file) }
        </>
    }
}

fn length(address: &str) -> String {
    let characters = words::count(address.len(), "character");
    let long = address.len() > LONG;
    let but = if long { " Some programs cut addresses of this length." } else { "" };
    format!("The link has {characters}.{but}")
}

fn file(file: &Shared) -> Html {
    let dots: usize =
        [model::MASK, model::LETTERS].iter().map(|mask| file.text.matches(mask).count()).sum();
    let masked = match dots {
        0 => "no secret found".to_owned(),
        _ => format!("{} masked", words::count(dots, "secret")),
    };
    html! {
        <>
            <h4>{ format!("{}, {masked}", file.name) }</h4>
            <pre class="made" tabindex="0" role="group" aria-label={file.name.clone()}>{ &file.text }</pre>
        </>
    }
}
