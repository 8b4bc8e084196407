//! A text that was damaged on its way: what is lost, the rebuilt text, and what comes after.

use text::{MASK, Span};
use tfe_check::report::FindingReport;
use tfe_check::{Kind, Safety};
use yew::{Html, classes, html};

use super::text::{on, rich};
use super::{Link, code, finding};
use crate::diff;
use crate::model::{Judged, Model};
use crate::msg::FixMsg;
use crate::words;

/// So many lines of a rebuilt text are drawn.
const MOST: usize = 400;
/// So many rules are named that a repair reveals.
const NAMED: usize = 4;

/// The view.
pub(crate) fn view(model: &Model, link: &Link) -> Html {
    let Some(judged) = model.judged() else { return Html::default() };
    let Some((at, damage)) = judged.damage() else { return Html::default() };
    let others: Vec<_> = judged.counted().filter(|(other, _)| *other != at).collect();
    html! {
        <>
            <div class="scroll">
                <div class="verdict">
                    <h2 id="verdict" tabindex="-1">{ rich(&damage.message.what) }</h2>
                    <p>{ rich(&damage.message.why) }</p>
                </div>
                <h3 class="sec">{ title(judged) }</h3>
                { rebuilt(model, judged) }
                { choice(model, link, damage) }
                { after(model, judged) }
                if !others.is_empty() {
                    <h3 class="sec">{ "Also found in the text as pasted" }</h3>
                    <ol class="fl">{ for others.iter().map(|(at, f)| finding::item(model, link, *at, f)) }</ol>
                }
            </div>
            <div class="act foot">
                <button class={classes!("btn", (!still_refused(model)).then_some("pri"))} onclick={on(link, || FixMsg::Repair)}>
                    { "Use the repaired text " }<kbd>{ "." }</kbd>
                </button>
                <button class="btn" onclick={on(link, || FixMsg::KeepDamage(true))}>{ "Keep as pasted" }</button>
                <span class="grow"></span>
                <span class="note">{ "Undo with " }<kbd>{ "Ctrl Z" }</kbd></span>
            </div>
        </>
    }
}

/// The repaired text would still be rejected: the repair is no way out by itself.
fn still_refused(model: &Model) -> bool {
    let report = model.preview.as_ref().and_then(|p| p.report.as_ref());
    report.is_some_and(|report| report.accepted == Some(false))
}

/// Where the engine says of no line why it stands there, nothing was rebuilt: something around the text
/// was taken away.
fn title(judged: &Judged) -> &'static str {
    match judged.report.kind {
        _ if !has_reasons(judged) => "The text after the repair",
        Some(kind) if kind.charts => "Rebuilt from the chart's own keys",
        Some(kind) if kind.profiles => "Rebuilt from Vault's own syntax",
        _ => "Rebuilt",
    }
}

fn has_reasons(judged: &Judged) -> bool {
    judged.view.rebuilt.iter().any(|line| !line.reason.is_empty())
}

/// The repaired text; next to it why each line stands where it stands, where the engine says so.
fn rebuilt(model: &Model, judged: &Judged) -> Html {
    let Some(text) = model.repaired_text() else { return Html::default() };
    let lines: Vec<&str> = diff::lines(&text);
    let before: Vec<&str> = diff::lines(&judged.text).iter().map(|l| l.trim_end()).collect();
    let more = lines.len().saturating_sub(MOST);
    let shown: String = lines.iter().take(MOST).copied().collect();
    let secrets = tfe_check::secrets_in(&shown);
    let mut start = 0;
    let with_reasons = has_reasons(judged);
    html! {
        <div class="rebuilt">
            <table aria-label="Rebuilt file">
                <thead>
                    <tr>
                        <th scope="col">{ "Line" }</th>
                        if with_reasons { <th scope="col" class="why">{ "Why there" }</th> }
                    </tr>
                </thead>
                <tbody>
                    { for lines.iter().take(MOST).enumerate().map(|(at, whole)| {
                        let line = whole.trim_end_matches(['\n', '\r']);
                        let changed = !line.trim().is_empty() && !before.contains(&line);
                        // Of another choice than the first the engine has said nothing.
                        let here = Span::new(start, start + whole.len());
                        start = here.end;
                        let masked = secrets.excerpt(&shown, Span::new(here.start, here.start + line.len()));
                        let told = judged.view.rebuilt.get(at).filter(|told| is_same(&told.line, line));
                        let masked = told.map_or(masked, |told| told.line.clone());
                        let reason = told.map(|told| told.reason.as_str()).unwrap_or_default();
                        rebuilt_line(at, &masked, changed, with_reasons.then_some(reason), judged.report.kind)
                    }) }
                </tbody>
            </table>
            if more > 0 { <p class="more">{ format!("{more} more lines") }</p> }
        </div>
    }
}

/// Whether a line of the engine, with dots over its secrets, is this one.
fn is_same(told: &str, line: &str) -> bool {
    let (head, hidden) = told.split_once(MASK).map_or((told, false), |(head, _)| (head, true));
    told == line || hidden && line.starts_with(head)
}

fn rebuilt_line(
    at: usize,
    line: &str,
    changed: bool,
    reason: Option<&str>,
    kind: Option<Kind>,
) -> Html {
    html! {
        <tr key={at} class={classes!(changed.then_some("new"))}>
            <td>
                if changed { <span class="sr">{ "changed: " }</span> }
                <code>{ code::line(line, kind, &(0..0)) }</code>
            </td>
            if let Some(reason) = reason { <td class="why">{ rich(reason) }</td> }
        </tr>
    }
}

/// The ways to repair, where there is more than one.
fn choice(model: &Model, link: &Link, damage: &FindingReport) -> Html {
    let repairs: Vec<_> = damage.fixes.iter().filter(|f| f.safety == Safety::Repair).collect();
    if repairs.len() < 2 {
        return Html::default();
    }
    html! {
        <fieldset class="choice">
            <legend>{ "Choose how to repair it" }</legend>
            { for repairs.iter().enumerate().map(|(at, repair)| html! {
                <label class="pick" key={at}>
                    <input type="radio" name="repair" checked={model.repair == at}
                        onchange={link.callback(move |_: yew::Event| FixMsg::RepairChoice(at))}/>
                    <span>{ rich(&repair.title) }</span>
                </label>
            }) }
        </fieldset>
    }
}

/// What the engine says of the repaired text: a repair may reveal what the damage hid.
fn after(model: &Model, judged: &Judged) -> Html {
    let Some(report) = model.preview.as_ref().and_then(|p| p.report.as_ref()) else {
        return html! { <p class="recheck" role="status">{ "Checking the repaired text." }</p> };
    };
    let hidden = |f: &&FindingReport| {
        f.suppressed.is_none() && !judged.report.findings.iter().any(|b| b.rule == f.rule)
    };
    let mut revealed: Vec<_> = report.findings.iter().filter(hidden).collect();
    text::sort_by_key(&mut revealed, |f| std::cmp::Reverse(f.severity));
    let safe = revealed.iter().filter(|f| f.fixes.iter().any(|x| x.safety == Safety::Safe)).count();
    let accepted = words::accepted(report).unwrap_or_default();
    let error =
        still_refused(model) || revealed.iter().any(|f| f.severity == tfe_check::Severity::Error);
    let mut names: Vec<&str> = Vec::new();
    for finding in &revealed {
        if !names.contains(&finding.rule.as_str()) {
            names.push(&finding.rule);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    html! {
        <p class={classes!("recheck", if error { "e" } else { "ok" })} role="status">
            <b>{ "After the repair: " }</b>{ accepted }{ " " }
            if revealed.is_empty() {
                { "Nothing else appears." }
            } else {
                { format!("{} that the damage was hiding", appears(revealed.len())) }
                { for names.iter().take(NAMED).map(|name| html! { <>{ ", " }<code>{ *name }</code></> }) }
                if more > 0 { { format!(" and {more} more") } }
                { if safe == 0 { ".".to_owned() } else { format!("; {safe} with a safe fix.") } }
            }
        </p>
    }
}

fn appears(count: usize) -> String {
    if count == 1 { "1 finding appears".to_owned() } else { format!("{count} findings appear") }
}
