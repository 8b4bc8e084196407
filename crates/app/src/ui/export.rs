//! The policy as it reaches Vault: a command to paste, a Terraform resource.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Html, InputEvent, html};

use super::Link;
use super::text::{copy_button, on};
use crate::model::{Copy, Model};
use crate::msg::{TakeMsg, ViewMsg};

/// A name and a button for each form; nothing for other kinds, nor where Vault refuses the text.
pub(crate) fn row(model: &Model, link: &Link) -> Html {
    if !model.exportable() {
        return Html::default();
    }
    let typed = link.callback(|event: InputEvent| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        ViewMsg::PolicyName(input.map(|i| i.value()).unwrap_or_default())
    });
    html! {
        <div class="take" role="group" aria-label="Take the policy to Vault">
            <label>
                <span>{ "Policy name" }</span>
                <input class="field" spellcheck="false" autocapitalize="off" placeholder={model.usual_policy_name()}
                    value={model.policy_name.clone()} oninput={typed}/>
            </label>
            <span class="row">
                { copy_button(model, link, &Copy::VaultCommand, "Copy vault command") }
                { copy_button(model, link, &Copy::Terraform, "Copy as Terraform") }
            </span>
        </div>
    }
}

/// The same as a part of a view without changes to take or leave.
pub(crate) fn section(model: &Model, link: &Link) -> Html {
    if !model.exportable() {
        return Html::default();
    }
    let made = model.made_policy();
    html! {
        <>
            <h3 class="sec">{ if made.is_some() { "The policy that runs need" } else { "Take the policy to Vault" } }</h3>
            if let Some(policy) = made {
                <pre class="made" tabindex="0">{ policy }</pre>
                <p class="row">
                    { copy_button(model, link, &Copy::Policy, "Copy policy") }
                    <button class="btn" onclick={on(link, || TakeMsg::Download(Copy::Policy))}>{ "Download policy" }</button>
                </p>
            }
            { row(model, link) }
        </>
    }
}

impl Model {
    /// Vault takes the text that would be exported.
    fn exportable(&self) -> bool {
        let Some(judged) = self.current() else { return false };
        if !judged.view.policy.is_empty() {
            return true;
        }
        let fixed = self.preview.as_ref().filter(|_| !self.hunks.is_empty());
        let report = fixed.and_then(|p| p.report.as_ref()).unwrap_or(&judged.report);
        report.kind.is_some_and(|kind| kind.exports) && report.accepted == Some(true)
    }

    /// The policy that the file asks of Vault, where it is not one itself.
    pub(crate) fn made_policy(&self) -> Option<&str> {
        let policy = self.current().map(|judged| judged.view.policy.as_str());
        policy.filter(|policy| !policy.is_empty())
    }

    /// The name that the policy gets in Vault where the user gave none: the file's.
    fn usual_policy_name(&self) -> String {
        if self.made_policy().is_some() {
            return "tfe-runs".to_owned();
        }
        let name = self.active_name();
        let stem = name.split('.').next().unwrap_or_default();
        if stem.is_empty() || stem.starts_with("untitled") {
            "tfe".to_owned()
        } else {
            stem.to_owned()
        }
    }

    /// The name that the policy gets in Vault.
    pub(crate) fn chosen_policy_name(&self) -> String {
        let own = self.policy_name.trim();
        if own.is_empty() { self.usual_policy_name() } else { own.to_owned() }
    }
}
