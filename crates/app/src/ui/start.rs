//! The first visit: what this is, how to begin, and what nobody else will see.

use tfe_check::Severity;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Event, Html, NodeRef, html};

use super::Link;
use super::icon::{Icon, icon, severity};
use super::text::{on, rich};
use crate::browser::read_files;
use crate::examples::Example;
use crate::model::Model;
use crate::msg::DocMsg;

/// Below the empty editor.
pub(crate) fn left(model: &Model, link: &Link) -> Html {
    html! {
        <div class="start">
            <p>
                <kbd>{ "Ctrl V" }</kbd>
                { " works anywhere on the page. So does dropping files, one or several. Part of a file is fine." }
            </p>
            { buttons(model, link) }
            <figure>
                <figcaption>{ "An answer looks like this" }</figcaption>
                { sample() }
            </figure>
        </div>
    }
}

/// The right side.
pub(crate) fn right(model: &Model, link: &Link) -> Html {
    html! {
        <section class="right hello" id="results" aria-label="Start" tabindex="-1">
            <div class="in">
                <h2 class="title">{ "See what is wrong in your Terraform Enterprise files, why, and the fixed version." }</h2>
                <p class="lead">
                    { rich("For `tfe.hcl`, the Vault policy, and `overrides.yaml`, the Helm values. \
                        Checked the way Vault, Helm and the chart read them.") }
                </p>
                <div class="phone-only">{ buttons(model, link) }</div>
                <h3>{ "Start from what you see" }</h3>
                <ul class="sym">
                    { for Example::ALL.map(|example| symptom(link, example)) }
                    <li>
                        <a href="#/new">
                            <span class="q">{ "I have no file yet and want to start one" }</span><small>{ "new" }</small>{ icon(Icon::Go) }
                        </a>
                    </li>
                </ul>
                <ul class="prom">
                    <li>
                        { icon(Icon::Seal) }
                        <span>
                            <b>{ "Nothing leaves this page." }</b>{ " The browser blocks its connections. " }
                            <a class="a" href="#/verify">{ "Verify it yourself" }</a>
                        </span>
                    </li>
                    <li>
                        { icon(Icon::Plug) }
                        <span><b>{ "Needs no network." }</b>{ " Once loaded, it works without one." }</span>
                    </li>
                </ul>
            </div>
        </section>
    }
}

fn symptom(link: &Link, example: Example) -> Html {
    html! {
        <li key={example.symptom()}>
            <button onclick={on(link, move || DocMsg::Example(example))}>
                <span class="q">{ example.symptom() }</span><small>{ example.name() }</small>{ icon(Icon::Go) }
            </button>
        </li>
    }
}

/// Files or the clipboard, for those who do not paste.
pub(super) fn buttons(model: &Model, link: &Link) -> Html {
    html! {
        <>
            <div class="row">
                { choose_files(link) }
                <button class="btn" onclick={on(link, || DocMsg::ReadClipboard)}>
                    { icon(Icon::Copy) }{ "Paste from clipboard" }
                </button>
            </div>
            if model.no_clipboard {
                <p class="note" role="alert">
                    { "The clipboard is empty, or the browser does not let the page read it. " }
                    <span class="keyed">{ "Press " }<kbd>{ "Ctrl V" }</kbd>{ "." }</span>
                    <span class="touch">{ "Long-press the line above and choose Paste." }</span>
                </p>
            }
        </>
    }
}

/// A button with the file input after it.
fn choose_files(link: &Link) -> Html {
    let input = NodeRef::default();
    let opens = {
        let input = input.clone();
        move |_| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        }
    };
    let done = link.callback(DocMsg::Files);
    let chosen = move |event: Event| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        if let Some(files) = input.as_ref().and_then(HtmlInputElement::files) {
            read_files(&files, done.clone());
        }
    };
    html! {
        <>
            <button class="btn pri" onclick={opens}>{ icon(Icon::File) }{ "Choose files" }</button>
            <input ref={input} type="file" multiple=true hidden=true onchange={chosen} aria-label="Files"/>
        </>
    }
}

fn sample() -> Html {
    html! {
        <div class="demo">
            <pre>
                <span class="l"><i>{ "11" }</i><b class="kw">{ "path" }</b>{ " " }<b class="str">{ "\"transit/keys/archivist_*\"" }</b>{ " {" }</span>
                <span class="l hit"><i>{ severity(Severity::Error) }{ "12" }</i>{ "  capabilities = " }<u>{ "[" }<b class="str">{ "\"create\"" }</b>{ ", " }<b class="str">{ "\"update\"" }</b>{ "]" }</u></span>
            </pre>
            <p class="ttl">
                { severity(Severity::Error) }
                <span>{ rich("TFE cannot read the key `archivist_kdf`, so backups leave it out.") }</span>
            </p>
            <dl class="dl">
                <dt>{ "Why" }</dt>
                <dd>{ "Vault answers 403. The restore stops with “encryption key not found”." }</dd>
                <dt>{ "Do" }</dt>
                <dd>{ rich("Add `\"read\"` to this rule. One press of ") }<kbd>{ "." }</kbd>{ " does it." }</dd>
            </dl>
        </div>
    }
}
