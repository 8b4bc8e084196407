//! The strip under the verdict: what the operator wants to do, and whether it works.

use text::Span;
use tfe_check::Severity;
use tfe_check::view::{Outcome, State};
use yew::{Html, classes, html};

use super::Link;
use super::icon::{Icon, icon, severity_mute};
use super::text::on;
use crate::model::Model;
use crate::msg::{FindingMsg, ViewMsg};

/// The strip; nothing for kinds without outcomes.
pub(crate) fn strip(model: &Model, link: &Link) -> Html {
    let outcomes = model.judged().map(|j| j.view.outcomes.as_slice()).unwrap_or_default();
    if outcomes.is_empty() {
        return Html::default();
    }
    let opens = !model.fact_views().is_empty();
    html! {
        <>
            { for until(outcomes.iter()).into_iter().map(|why| html! { <p class="moot">{ model.said(why) }</p> }) }
            <div class="can" role="group" aria-label="What works with this file">
                { for outcomes.iter().map(|o| cell(link, o, opens)) }
            </div>
        </>
    }
}

/// Where the error is in another file that makes this one fail; that one is needed where nobody gave it.
pub(super) fn elsewhere(model: &Model, link: &Link) -> Html {
    let Some(judged) = model.judged() else { return Html::default() };
    if let Some(place) = &judged.view.elsewhere {
        let (document, (start, end)) = (place.document.clone(), place.span);
        let go = on(link, move || FindingMsg::GoToOther(document.clone(), Span::new(start, end)));
        let there = format!("{} line {}", model.shown_name_of(&place.document), place.line);
        return html! { <p>{ "Fails because of " }<button class="a" onclick={go}>{ there }</button></p> };
    }
    if judged.uses_vault() && !model.has_policy() {
        return html! { <p>{ "External Vault is on, but no policy is open here. Add it to check both together." }</p> };
    }
    Html::default()
}

/// Why nothing of these works yet, each reason once.
pub(super) fn until<'o>(outcomes: impl Iterator<Item = &'o Outcome>) -> Vec<&'o str> {
    let mut reasons: Vec<&str> = Vec::new();
    for outcome in outcomes.filter(|o| !o.until.is_empty()) {
        if !reasons.contains(&outcome.until.as_str()) {
            reasons.push(&outcome.until);
        }
    }
    reasons
}

/// A state's class, shape and word.
pub(super) fn sign(state: State) -> (&'static str, Html, &'static str) {
    match state {
        State::Works => ("works", icon(Icon::Tick), "works"),
        State::Waits => ("unjudged", icon(Icon::Dash), "would work once this is fixed"),
        State::Fails => ("fails", icon(Icon::Barred), "fails"),
        State::MayFail => ("maybe", severity_mute(Severity::Warning), "may fail"),
        State::NotJudged => ("unjudged", icon(Icon::Dash), "not checked"),
    }
}

fn cell(link: &Link, outcome: &Outcome, opens: bool) -> Html {
    let (class, sign, word) = sign(outcome.state);
    let class = classes!("cell", class, (!outcome.until.is_empty()).then_some("hatched"));
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
            <button key={outcome.name.clone()} class={class}
                onclick={on(link, move || ViewMsg::Group(group.clone()))}>{ inside }</button>
        }
    } else {
        html! { <div key={outcome.name.clone()} class={class}>{ inside }</div> }
    }
}
