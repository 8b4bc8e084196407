//! What other versions change for the open documents: what is to be done first.

use tfe_check::upgrade::{Change, Effect};
use tfe_check::{NEWEST_CHART, NEWEST_TFE};
use yew::{Html, classes, html};

use super::Link;
use super::dialog::Modal;
use super::form::select;
use super::icon::severity;
use super::text::rich;
use super::top::{CHART, TFE};
use crate::model::Model;
use crate::msg::{UpgradeMsg, ViewMsg};

/// The headings, in the order in which they are read.
const SECTIONS: [(Effect, &str); 4] = [
    (Effect::Breaks, "To do"),
    (Effect::Changes, "Changes automatically"),
    (Effect::Goes, "Goes away"),
    (Effect::Comes, "New"),
];

/// The dialog.
pub(crate) fn dialog(model: &Model, link: &Link) -> Html {
    let Some(pair) = &model.upgrade else { return Html::default() };
    let found = pair.found.as_ref().map(|found| found.changes.as_slice());
    let same = pair.from.tfe == pair.to.tfe && pair.from.chart == pair.to.chart;
    let nothing = match same {
        true => "Choose the version that you have now, or the one that you want.",
        false => "No known change affects these files.",
    };
    html! {
        <Modal class={classes!("card", "upgrade")} title={html! { { "What an upgrade changes" } }}
            closed={link.callback(|()| ViewMsg::Closed)}>
            <p>{ "For all open files together. Only known changes are listed." }</p>
            <div class="asks">
                { versions(link, "TFE now", &TFE, NEWEST_TFE, &pair.from.tfe, UpgradeMsg::From) }
                { versions(link, "TFE after", &TFE, NEWEST_TFE, &pair.to.tfe, UpgradeMsg::To) }
                { versions(link, "Chart now", &CHART, NEWEST_CHART, &pair.from.chart, UpgradeMsg::ChartFrom) }
                { versions(link, "Chart after", &CHART, NEWEST_CHART, &pair.to.chart, UpgradeMsg::ChartTo) }
            </div>
            <div role="status">
                if found.is_none() { <p>{ "Checking" }</p> }
                if found.is_some_and(<[Change]>::is_empty) { <p>{ nothing }</p> }
            </div>
            { for found.into_iter().flat_map(|found| SECTIONS.map(|(effect, title)| section(model, found, effect, title))) }
        </Modal>
    }
}

/// A release of a list; the one of the files may be another.
fn versions(
    link: &Link,
    label: &'static str,
    known: &[&'static str],
    usual: &'static str,
    own: &str,
    answer: fn(String) -> UpgradeMsg,
) -> Html {
    let other = (!known.contains(&own)).then(|| own.to_owned());
    let all: Vec<String> = other.into_iter().chain(known.iter().map(|v| (*v).to_owned())).collect();
    let titles: Vec<(&str, bool)> = all.iter().map(|v| (v.as_str(), v == own)).collect();
    let values = all.clone();
    select(link, label, &titles, move |at| {
        Some(answer(values.get(at).cloned().unwrap_or_else(|| usual.to_owned())))
    })
}

fn section(model: &Model, changes: &[Change], effect: Effect, title: &str) -> Html {
    let own: Vec<&Change> = changes.iter().filter(|change| change.effect == effect).collect();
    if own.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ format!("{title} ({})", own.len()) }</h3>
            <ul class="changes">{ for own.into_iter().map(|change| item(model, change)) }</ul>
        </>
    }
}

fn item(model: &Model, change: &Change) -> Html {
    let line = change.span.map(|span| format!(":{}", span.line)).unwrap_or_default();
    let place =
        change.document.as_ref().map(|name| format!("{}{line}. ", model.shown_name_of(name)));
    let solved = change.effect == Effect::Goes && change.rule.is_some();
    let message = &change.message;
    html! {
        <li>
            if change.effect == Effect::Breaks { { severity(change.severity) } }
            <div>
                <p><b>{ rich(&message.what) }</b></p>
                <p class="note">
                    { place }
                    if solved { { "Resolved." } } else { { rich(&message.why) }{ " " }{ rich(&message.action) } }
                </p>
                <p class="note">{ &change.source }</p>
            </div>
        </li>
    }
}
