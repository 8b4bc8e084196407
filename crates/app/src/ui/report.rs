//! The menu of reports, and what is printed above one.

use yew::{Html, html};

use super::Link;
use super::icon::{Icon, icon};
use super::text::{copy_button, on};
use crate::model::{Copy, Dialog, Model};
use crate::msg::{TakeMsg, ViewMsg};

/// The button and its menu. The browser opens and closes it.
pub(crate) fn menu(model: &Model, link: &Link) -> Html {
    if model.judged().is_none() {
        return Html::default();
    }
    html! {
        <>
            <button class="btn quiet" popovertarget="report-menu">{ "Report" }</button>
            <div id="report-menu" popover="auto" class="menu" role="group" aria-label="Report">
                { copy_button(model, link, &Copy::Report, "Copy as Markdown") }
                { download(link, &Copy::Report, "Download Markdown") }
                { download(link, &Copy::Json, "Download JSON") }
                { download(link, &Copy::Sarif, "Download SARIF") }
                <button class="btn" onclick={on(link, || ViewMsg::Print)}>{ "Print" }</button>
                <button class="btn" onclick={on(link, || ViewMsg::Open(Dialog::Share))}>{ "Share" }</button>
                <a class="btn" href="#/upgrade">{ "What an upgrade changes" }</a>
                <p class="note">{ "The report covers all open files and does not contain your text; secrets are dots." }</p>
            </div>
        </>
    }
}

fn download(link: &Link, what: &Copy, words: &str) -> Html {
    let what = what.clone();
    html! {
        <button class="btn" onclick={on(link, move || TakeMsg::Download(what.clone()))}>
            { icon(Icon::Down) }<span>{ words.to_owned() }</span>
        </button>
    }
}

/// On paper only: of what, when, for which versions.
pub(crate) fn printed_head(model: &Model) -> Html {
    let Some(results) = model.results.as_ref().filter(|_| model.printing) else {
        return Html::default();
    };
    let day: String = js_sys::Date::new_0().to_iso_string().into();
    let day = day.get(..10).unwrap_or_default();
    let versions = &results.versions;
    let version = model.checking.version.as_deref().unwrap_or_default();
    html! {
        <p class="printed">
            { format!("{}, {day}. Checked for TFE {}, chart {}, Vault {} by tfe-check {version}.",
                model.active_name(), versions.tfe, versions.chart, versions.vault) }
        </p>
    }
}
