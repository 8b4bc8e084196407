//! The strip under the verdict: what the operator wants to do, and whether it works.

use tfe_check::Severity;
use tfe_check::view::{Outcome, State};
use yew::{Html, classes, html};

use super::Link;
use super::icon::{Icon, icon, severity_mute};
use super::text::on;
use crate::model::Model;
use crate::msg::ViewMsg;

/// The strip; nothing for kinds without outcomes.
pub(crate) fn strip(model: &Model, link: &Link) -> Html {
    let outcomes = model.judged().map(|j| j.view.outcomes.as_slice()).unwrap_or_default();
    if outcomes.is_empty() {
        return Html::default();
    }
    let opens = !model.fact_views().is_empty();
    let moot = is_moot(model);
    html! {
        <>
            if moot { <p class="moot">{ NOT_YET }</p> }
            <div class={classes!("can", moot.then_some("hatched"))} role="group" aria-label="What works with this file">
                { for outcomes.iter().map(|o| cell(link, o, opens)) }
            </div>
        </>
    }
}

/// What is said above outcomes and requests that count only once the text is accepted.
pub(super) const NOT_YET: &str = "Until this is fixed, the policy grants nothing. The list shows what it grants once it is fixed.";

/// Whether Vault rejects the text, so that nothing in it works as it is.
pub(super) fn is_moot(model: &Model) -> bool {
    model.judged().is_some_and(|j| j.report.accepted == Some(false) && !j.view.access.is_empty())
}

/// A state's class, shape and word.
pub(super) fn sign(state: State) -> (&'static str, Html, &'static str) {
    match state {
        State::Works => ("works", icon(Icon::Tick), "works"),
        State::Fails => ("fails", icon(Icon::Barred), "fails"),
        State::MayFail => ("maybe", severity_mute(Severity::Warning), "may fail"),
        State::NotJudged => ("unjudged", icon(Icon::Dash), "not checked"),
    }
}

fn cell(link: &Link, outcome: &Outcome, opens: bool) -> Html {
    let (class, sign, word) = sign(outcome.state);
    let inside = html! {
        <>
            { sign }<b>{ &outcome.name }</b><span class="sr">{ format!(": {word}") }</span>
            if outcome.total > 0 {
                <span class="x">{ format!("{} of {}", outcome.passed, outcome.total) }</span>
            }
        </>
    };
    if opens {
        let group = outcome.group.clone();
        html! {
            <button key={outcome.name.clone()} class={classes!("cell", class)}
                onclick={on(link, move || ViewMsg::Group(group.clone()))}>{ inside }</button>
        }
    } else {
        html! { <div key={outcome.name.clone()} class={classes!("cell", class)}>{ inside }</div> }
    }
}
