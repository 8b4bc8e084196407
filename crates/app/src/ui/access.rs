//! The access table: every call that TFE makes to Vault, and the rule that decides it.

use std::cmp::Reverse;

use text::Span;
use tfe_check::Severity;
use tfe_check::view::{AccessGroup, AccessRow, Outcome, State};
use yew::{FocusEvent, Html, classes, html};

use super::icon::{Icon, icon};
use super::text::{on, point, rich};
use super::{Link, ask, outcomes};
use crate::model::{Judged, Model};
use crate::msg::FindingMsg;

/// The view.
pub(crate) fn view(model: &Model, link: &Link) -> Html {
    let Some(judged) = model.judged() else { return Html::default() };
    let mut groups: Vec<_> = judged.view.access.iter().collect();
    text::sort_by_key(&mut groups, |g| Reverse(denied(g) > 0));
    let is_own = |o: &&Outcome| judged.view.access.iter().any(|group| group.id == o.group);
    let own = judged.view.outcomes.iter().filter(is_own);
    html! {
        <>
        <div class="scroll">
            <div class="verdict">
                <h2 id="verdict" tabindex="-1">{ summary(judged) }</h2>
                { for outcomes::until(own).into_iter().map(|why| html! { <p>{ model.said(why) }</p> }) }
                <p>{ "Each row is a request TFE makes, checked against your policy as Vault does it. The most specific rule decides." }</p>
            </div>
            <table class="access">
                <thead>
                    <tr>
                        <th scope="col">{ "Request" }</th>
                        <th scope="col" class="says">{ "Vault says" }</th>
                        <th scope="col" class="by">{ "Decided by" }</th>
                    </tr>
                </thead>
                { for groups.into_iter().map(|g| group(model, link, judged, g)) }
            </table>
        </div>
        if judged.report.kind.is_some_and(|kind| kind.profiles) { { ask::form(model, link) } }
        </>
    }
}

fn denied(group: &AccessGroup) -> usize {
    group.rows.iter().filter(|r| !r.allowed).count()
}

fn summary(judged: &Judged) -> String {
    let groups = &judged.view.access;
    let all: usize = groups.iter().map(|g| g.rows.len()).sum();
    let no: usize = groups.iter().map(denied).sum();
    let names: Vec<_> =
        groups.iter().filter(|g| denied(g) > 0).map(|g| g.name.to_ascii_lowercase()).collect();
    let allowed = if judged.view.access.iter().any(|g| is_moot(judged, g)) {
        "would be allowed once Vault accepts the policy"
    } else {
        "allowed"
    };
    if names.is_empty() {
        return format!("All {all} requests {allowed}");
    }
    format!("{} of {all} requests {allowed}. Denied: {}.", all - no, names.join(", "))
}

/// Whether nothing of it counts yet, because Vault rejects the policy.
fn is_moot(judged: &Judged, group: &AccessGroup) -> bool {
    let waits = |o: &Outcome| o.group == group.id && o.state == State::Waits;
    let rejected = |o: &Outcome| {
        let fails = matches!(o.state, State::Fails | State::MayFail);
        o.group == group.id && !o.until.is_empty() && fails
    };
    judged.view.outcomes.iter().any(|o| waits(o) || rejected(o))
}

fn group(model: &Model, link: &Link, judged: &Judged, group: &AccessGroup) -> Html {
    let allowed = group.rows.len() - denied(group);
    let outcome = |o: &&Outcome| o.group == group.id;
    let certain = judged.view.outcomes.iter().find(outcome).is_none_or(|o| o.state == State::Fails);
    let moot = is_moot(judged, group);
    html! {
        <tbody id={format!("group-{}", group.id)} class={classes!(moot.then_some("waits"))}>
            <tr>
                <th class="gh" colspan="3" scope="rowgroup">
                    { &group.name }{ " " }<span>{ format!("{allowed} of {}", group.rows.len()) }</span>
                </th>
            </tr>
            { for group.rows.iter().map(|r| row(model, link, r, (certain, moot))) }
        </tbody>
    }
}

fn row(model: &Model, link: &Link, row: &AccessRow, (certain, moot): (bool, bool)) -> Html {
    let class = match (row.allowed, certain) {
        (true, _) => None,
        (false, true) => Some("no"),
        (false, false) => Some("mb"),
    };
    let here = row.document.is_none() && row.line == Some(model.cursor.0);
    let (sign, word) = match row.allowed {
        true if moot => (Icon::Dash, "Not yet"),
        true => (Icon::Tick, "Allowed"),
        false => (Icon::Barred, "Denied"),
    };
    let colour = match class {
        None if moot => "unjudged",
        None => "ok",
        Some("no") => super::icon::class(Severity::Error),
        Some(_) => super::icon::class(Severity::Warning),
    };
    html! {
        <tr class={classes!(class, here.then_some("here"))} onmouseenter={point(link, row.span)} onmouseleave={point(link, None)}>
            <td>
                { about(row) }
                if !row.allowed && !row.consequence.is_empty() {
                    <p class="conseq">{ rich(&row.consequence) }</p>
                }
            </td>
            <td><span class={classes!("v", colour)}>{ icon(sign) }<span>{ word }</span></span></td>
            <td class="orig">{ decided(model, link, row) }</td>
        </tr>
    }
}

/// The request, and after it what TFE does with it.
fn about(row: &AccessRow) -> Html {
    let request = html! {
        <><span class="op"><code>{ &row.operation }</code></span><code>{ &row.path }</code></>
    };
    let since = match row.since.as_str() {
        "" => String::new(),
        since => format!(" Documented since TFE {since}."),
    };
    html! {
        <details class="about">
            <summary>{ request }</summary>
            <p>{ format!("To {}.", row.purpose) }{ since }</p>
            if let Some(rule) = &row.rule { <p>{ "Decided by the rule " }<code>{ rule }</code>{ "." }</p> }
        </details>
    }
}

fn decided(model: &Model, link: &Link, row: &AccessRow) -> Html {
    if let Some(name) = &row.document {
        return html! { <span title={row.rule.clone()}>{ format!("a rule in {}", model.shown_name_of(name)) }</span> };
    }
    let (Some(line), Some((start, end))) = (row.line, row.span) else {
        // Vault asks no policy for a login.
        return html! { { if row.allowed { "needs no rule" } else { "no rule matches" } } };
    };
    let place = Span::new(start, end);
    let current = model.current().is_some();
    let shown = |span| link.callback(move |_: FocusEvent| FindingMsg::Point(span));
    html! {
        <>
            <button class="a" disabled={!current} title={row.rule.clone()}
                onfocus={shown(Some(place))} onblur={shown(None)}
                onclick={on(link, move || FindingMsg::Reveal(place))}>{ format!("line {line}") }</button>
            if !row.allowed { { format!(" lacks {}", row.operation) } }
        </>
    }
}
