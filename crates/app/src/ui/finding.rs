//! One finding of the list: closed a line, open the whole answer.

use text::Lines;
use tfe_check::report::{FindingReport, FixReport, RelatedReport};
use tfe_check::{Evidence, Safety};
use yew::{Html, KeyboardEvent, MouseEvent, classes, html};

use super::icon::{Icon, class, icon, severity};
use super::text::{on, rich};
use super::{Link, code, ignore};
use crate::model::{Model, edit_set, span};
use crate::msg::{FindingMsg, FixMsg};
use crate::words;

/// The finding with this place in the report.
pub(crate) fn item(model: &Model, link: &Link, at: usize, finding: &FindingReport) -> Html {
    let open = model.printing || model.doc().is_some_and(|d| d.chosen == Some(at));
    let toggle = link.callback(move |event: MouseEvent| {
        event.prevent_default();
        FindingMsg::Toggle(at)
    });
    let enter = link.batch_callback(move |event: KeyboardEvent| {
        (event.key() == "Enter").then(|| {
            event.prevent_default();
            FindingMsg::GoTo(at)
        })
    });
    let stale = model.current().is_none();
    let quick = finding.fixes.first().filter(|_| !open && finding.suppressed.is_none());
    html! {
        <li key={at} data-finding={at.to_string()} class={classes!(stale.then_some("stale"))}>
            <details id={format!("finding-{at}")} class={classes!("f", class(finding.severity))} {open}>
                <summary onclick={toggle} onkeydown={enter}>
                    { severity(finding.severity) }
                    <span class="what">{ rich(&model.said(&finding.message.what)) }{ tags(finding) }</span>
                    <span class="loc">
                        { format!("line {}:{}, {}", finding.span.line, finding.span.column, finding.rule) }
                    </span>
                </summary>
                if open { { body(model, link, at, finding) } }
            </details>
            if let Some(fix) = quick { { quick_fix(link, at, finding, fix) } }
        </li>
    }
}

fn tags(finding: &FindingReport) -> Html {
    html! {
        if finding.evidence == Evidence::Inferred {
            { " " }<span class="tag">{ "inferred" }</span>
        }
    }
}

fn quick_fix(link: &Link, at: usize, finding: &FindingReport, fix: &FixReport) -> Html {
    let (word, how) = match fix.safety {
        Safety::Safe => ("Fix", "safe fix"),
        Safety::Review => ("Review", "needs your review"),
        Safety::Repair => ("Repair", "rewrites the file"),
    };
    let best = finding.fixes.iter().position(|f| f.safety != Safety::Repair).unwrap_or(0);
    html! {
        <button class="btn qf" aria-label={format!("{word}: {}, {how}, {}", words::plain(&fix.title), finding.rule)}
            onclick={on(link, move || FixMsg::Fix(at, best))}>{ word }</button>
    }
}

fn body(model: &Model, link: &Link, at: usize, finding: &FindingReport) -> Html {
    let message = &finding.message;
    html! {
        <div class="body">
            <dl class="dl">
                <dt>{ "Why" }</dt><dd>{ why(&model.said(&message.why)) }</dd>
                <dt>{ "Do" }</dt>
                <dd>{ rich(&message.action) }{ change(model, finding) }</dd>
                if !finding.related.is_empty() {
                    <dt>{ "See" }</dt>
                    <dd>{ for finding.related.iter().map(|r| related(model, link, r)) }</dd>
                }
                if let Some(reason) = &finding.suppressed {
                    <dt>{ "Ignored" }</dt><dd>{ reason.clone() }</dd>
                }
            </dl>
            <div class="row">
                { for finding.fixes.iter().enumerate().map(|(n, fix)| fix_button(link, at, n, fix)) }
                <button class={classes!("btn")} onclick={on(link, move || FindingMsg::GoTo(at))}>
                    { "Show in file " }<kbd>{ "Enter" }</kbd>
                </button>
                if model.can_ignore(finding) {
                    <button class="btn quiet" aria-label="Ignore, with a reason" title="Ignore, with a reason"
                        onclick={on(link, move || FixMsg::Ignoring(Some(at)))}>{ "Ignore" }</button>
                }
            </div>
            { ignore::form(model, link, at) }
            <p class="meta">
                <span class="ev">{ icon(Icon::Book) }{ source(finding) }</span>
                <a href={format!("#/rules/{}", finding.rule)}><code>{ &finding.rule }</code></a>
            </p>
        </div>
    }
}

/// The reason; a log line that stands in it on a line of its own looks like one.
fn why(text: &str) -> Html {
    text.split('\n')
        .enumerate()
        .map(|(at, part)| {
            if at == 0 {
                rich(part)
            } else {
                html! { <p class="seen">{ part.replace('`', "") }</p> }
            }
        })
        .collect()
}

fn source(finding: &FindingReport) -> String {
    let evidence = words::evidence(finding.evidence);
    if finding.source.to_ascii_lowercase().contains(evidence) {
        finding.source.clone()
    } else {
        format!("{}, {evidence}", finding.source)
    }
}

/// What the fix does, where that is short enough to be read here.
fn change(model: &Model, finding: &FindingReport) -> Html {
    let Some(judged) = model.current() else { return Html::default() };
    let Some(fix) = finding.fixes.first().filter(|f| f.safety != Safety::Repair) else {
        return Html::default();
    };
    let Some(edits) = edit_set(fix) else { return Html::default() };
    let rows = judged.rows_of(&Lines::new(&judged.text), &edits, 0);
    if rows.is_empty() || rows.len() > 8 {
        return Html::default();
    }
    html! { <div class="snip">{ code::rows(&rows, judged.report.kind, "Change") }</div> }
}

fn fix_button(link: &Link, at: usize, fix: usize, report: &FixReport) -> Html {
    let first = fix == 0;
    let look = match report.safety {
        Safety::Safe => None,
        Safety::Review => Some("review"),
        Safety::Repair => Some("repair"),
    };
    html! {
        <button class={classes!("btn", first.then_some("pri"))} onclick={on(link, move || FixMsg::Fix(at, fix))}>
            { rich(&report.title) }
            if let Some(look) = look { <span class="tag">{ look }</span> }
            if first { { " " }<kbd>{ "." }</kbd> }
        </button>
    }
}

fn related(model: &Model, link: &Link, related: &RelatedReport) -> Html {
    let own = model.judged().is_some_and(|j| j.name == related.document);
    let (document, place) = (related.document.clone(), span(related.span));
    let go = on(link, move || {
        if own { FindingMsg::Reveal(place) } else { FindingMsg::GoToOther(document.clone(), place) }
    });
    let name =
        if own { String::new() } else { format!("{} ", model.shown_name_of(&related.document)) };
    html! {
        <p><button class="a" onclick={go}>{ format!("{name}line {}", related.span.line) }</button>{ ": " }{ rich(&related.note) }</p>
    }
}
