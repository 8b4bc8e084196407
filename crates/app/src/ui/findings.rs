//! The list: verdict, outcomes, bulk fix, filters, groups.

use tfe_check::Severity;
use tfe_check::report::FindingReport;
use yew::{Html, classes, html};

use super::icon::severity_mute;
use super::text::{copy_button, on, rich};
use super::{Link, export, finding, outcomes, parts, startup};
use crate::model::{Copy, Judged, Model, View};
use crate::msg::{FindingMsg, FixMsg, ViewMsg};
use crate::words;

/// So many of one severity are drawn. More are a damage that no list cures.
const MOST: usize = 200;

/// The list.
pub(crate) fn view(model: &Model, link: &Link) -> Html {
    let Some(judged) = model.judged() else { return Html::default() };
    let found = judged.listed_in(model.part());
    html! {
        <div class="scroll">
            <div class="verdict">
                <h2 id="verdict" tabindex="-1">{ rich(&model.verdict(judged)) }</h2>
                <p>{ words::under_verdict(&judged.summary(), model.fixes(), model.fixed()) }</p>
                { outcomes::elsewhere(model, link) }
            </div>
            { outcomes::strip(model, link) }
            { parts::list(model, link, judged) }
            { actions(model, link, judged, &found) }
            { for [Severity::Error, Severity::Warning, Severity::Info].map(|s| group(model, link, &found, s)) }
            if found.is_empty() && model.part().is_some() { <p class="more">{ "No findings in this part." }</p> }
            { suppressed(model, link, judged) }
            { startup::section(model, link) }
            if model.hunks.is_empty() { { export::section(model, link) } }
        </div>
    }
}

fn actions(model: &Model, link: &Link, judged: &Judged, found: &[(usize, &FindingReport)]) -> Html {
    let safe = judged.summary().fixable;
    let chips = [Severity::Error, Severity::Warning, Severity::Info]
        .map(|severity| (severity, found.iter().filter(|(_, f)| f.severity == severity).count()));
    let damaged = judged.damage().is_some();
    html! {
        <div class="act">
            if damaged {
                <button class="btn pri" onclick={on(link, || FixMsg::KeepDamage(false))}>{ "Show the repair" }</button>
            } else if safe > 0 && judged.report.fixed.is_some() {
                <button class="btn pri" disabled={model.is_old() && model.current().is_none()}
                    onclick={on(link, || FixMsg::FixAll)}>
                    { format!("Apply all safe fixes ({safe})") }
                </button>
            }
            if safe == 0 && model.doc().is_some_and(|doc| doc.unsaved) {
                // What was fixed is taken away, although something is left to look at.
                { copy_button(model, link, &Copy::Text, "Copy file") }
            }
            if !model.hunks.is_empty() {
                <button class="btn pv" onclick={on(link, || ViewMsg::View(View::Fixed))}>{ "Preview" }</button>
            }
            <span class="grow"></span>
            <div class="filt" role="group" aria-label="Show">
                { for chips.into_iter().filter(|(_, n)| *n > 0).map(|(s, n)| chip(model, link, s, n)) }
            </div>
        </div>
    }
}

fn chip(model: &Model, link: &Link, severity: Severity, count: usize) -> Html {
    let shown = !model.hidden.contains(&severity);
    html! {
        <button class="chip" aria-pressed={shown.to_string()}
            aria-label={words::count(count, words::severity(severity)).replace("infos", "info")}
            onclick={on(link, move || FindingMsg::Show(severity))}>
            { severity_mute(severity) }{ count }
        </button>
    }
}

fn group(
    model: &Model,
    link: &Link,
    found: &[(usize, &FindingReport)],
    severity: Severity,
) -> Html {
    let of: Vec<_> = found.iter().filter(|(_, f)| f.severity == severity).collect();
    if of.is_empty() || model.hidden.contains(&severity) {
        return Html::default();
    }
    let title = match severity {
        Severity::Error => "Errors: something fails",
        Severity::Warning => "Warnings: a risk, or not fully documented",
        Severity::Info => "Info: good to know",
    };
    let error = (severity == Severity::Error).then_some("error");
    let more = of.len().saturating_sub(MOST);
    html! {
        <>
            <h3 class="grp">{ title }{ " " }<span class={classes!("n", error)}>{ of.len() }</span></h3>
            <ol class="fl">{ for of.iter().take(MOST).map(|(at, f)| finding::item(model, link, *at, f)) }</ol>
            if more > 0 {
                <p class="more">{ format!("{more} more follow in the file. Fix these first.") }</p>
            }
        </>
    }
}

fn suppressed(model: &Model, link: &Link, judged: &Judged) -> Html {
    let of: Vec<_> = judged.suppressed().collect();
    if of.is_empty() {
        return Html::default();
    }
    html! {
        <details class="ignored">
            <summary>{ format!("{} ignored by a comment in the file", of.len()) }</summary>
            <ol class="fl">{ for of.iter().map(|(at, f)| finding::item(model, link, *at, f)) }</ol>
        </details>
    }
}
