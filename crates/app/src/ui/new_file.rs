//! The form that starts a file: answers on top, the file below them.

use tfe_check::compose::{self, Answers, Cloud, Login, Mode, Pod, Question, Refused, Vault};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Html, InputEvent, classes, html};

use super::Link;
use super::dialog::Modal;
use super::form::select;
use super::text::on;
use crate::model::Model;
use crate::msg::{ComposeMsg, ViewMsg};

/// The dialog.
pub(crate) fn dialog(model: &Model, link: &Link) -> Html {
    let answers = &model.answers;
    let made = compose::overrides(answers);
    let refused = made.as_ref().err();
    html! {
        <Modal class={classes!("card", "compose")} title={html! { { "Start a file" } }}
            closed={link.callback(|()| ViewMsg::Closed)}>
            <p>{ "The answers make an overrides.yaml, and with an external Vault also a tfe.hcl. Secrets are not asked for: the file names a Secret." }</p>
            <div class="asks">
                { choices(link, answers) }
                { texts(link, answers, refused) }
            </div>
            <p class="row">
                <button class="btn pri" disabled={refused.is_some()} onclick={on(link, || ComposeMsg::Open)}>{ "Open and check" }</button>
            </p>
            <pre class="made" tabindex="0" role="group" aria-label="overrides.yaml">{ made.unwrap_or_default() }</pre>
        </Modal>
    }
}

fn choices(link: &Link, answers: &Answers) -> Html {
    let cloud = titles(&Cloud::ALL, answers.cloud, Cloud::title);
    let login = titles(&Login::ALL, answers.login, Login::title);
    let mode = titles(&Mode::ALL, answers.mode, Mode::title);
    let pod = titles(&Pod::ALL, answers.pod, Pod::title);
    let vaults = vec![("Internal", answers.vault.is_none()), ("External", answers.vault.is_some())];
    html! {
        <>
            { select(link, "Cloud", &cloud, |at| Cloud::ALL.get(at).copied().map(ComposeMsg::Cloud)) }
            if answers.cloud.has_roles() {
                { select(link, "Login to the object storage", &login, |at| Login::ALL.get(at).copied().map(ComposeMsg::Login)) }
            }
            { select(link, "Pods", &mode, |at| Mode::ALL.get(at).copied().map(ComposeMsg::Mode)) }
            { select(link, "User of the pod", &pod, |at| Pod::ALL.get(at).copied().map(ComposeMsg::Pod)) }
            { select(link, "Vault", &vaults, |at| Some(ComposeMsg::Vault(at == 1))) }
        </>
    }
}

fn texts(link: &Link, answers: &Answers, refused: Option<&Refused>) -> Html {
    let vault = |vault: &Vault| {
        html! {
            <>
                { field(link, "Vault namespace", "none", &vault.namespace, Question::Namespace, refused, ComposeMsg::Namespace) }
                { field(link, "AppRole mount", "approle", &vault.mount, Question::Mount, refused, ComposeMsg::Mount) }
            </>
        }
    };
    html! {
        <>
            { for answers.vault.as_ref().map(vault) }
            { field(link, "Host name", "", &answers.host, Question::Host, refused, ComposeMsg::Host) }
            { field(link, "TFE release", "", &answers.release, Question::Release, refused, ComposeMsg::Release) }
        </>
    }
}

/// The words of all answers, and which of them is given.
fn titles<T: Copy + PartialEq>(
    all: &[T],
    own: T,
    title: fn(T) -> &'static str,
) -> Vec<(&'static str, bool)> {
    all.iter().map(|one| (title(*one), *one == own)).collect()
}

fn field(
    link: &Link,
    label: &'static str,
    usual: &'static str,
    value: &str,
    question: Question,
    refused: Option<&Refused>,
    answer: fn(String) -> ComposeMsg,
) -> Html {
    let typed = link.callback(move |event: InputEvent| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        answer(input.map(|i| i.value().trim().to_owned()).unwrap_or_default())
    });
    let why = refused.filter(|refused| refused.question == question).map(|refused| refused.why);
    html! {
        <label>
            <span>{ label }</span>
            <input class="field" spellcheck="false" autocapitalize="off" placeholder={usual}
                value={value.to_owned()} oninput={typed} aria-invalid={why.map(|_| "true")}/>
            if let Some(why) = why {
                <span class="note" role="alert">{ why }</span>
            }
        </label>
    }
}
