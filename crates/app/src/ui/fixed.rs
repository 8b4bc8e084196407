//! The fixed version: each change to be taken or left, and the check of what is taken.

use tfe_check::Safety;
use yew::{Html, classes, html};

use super::icon::{Icon, icon};
use super::text::{copy_button, on, rich};
use super::{Link, code, export};
use crate::model::{Copy, Hunk, Model};
use crate::msg::{FixMsg, TakeMsg};
use crate::words;

/// So many lines without a choice of their own are drawn.
const MOST: usize = 400;

/// The view.
pub(crate) fn view(model: &Model, link: &Link) -> Html {
    let hunks = &model.hunks;
    let taken = hunks.iter().filter(|h| h.taken).count();
    let safe = hunks.iter().filter(|h| h.taken && h.safety == Safety::Safe).count();
    let left = hunks.len() - taken;
    let what = if safe == taken && taken > 0 { "safe change" } else { "change" };
    let rest = if left == 0 { String::new() } else { format!(", {left} left to you") };
    html! {
        <>
            <div class="scroll">
                <div class="verdict">
                    <h2 id="verdict" tabindex="-1">
                        { format!("Fixed version: {} chosen{rest}", words::count(taken, what)) }
                    </h2>
                    <p>{ "Only the lines shown here change. Comments, order and line endings stay as they are." }</p>
                </div>
                { for of_safety(hunks, true).map(|(at, h)| hunk(model, link, at, h)) }
                { further(model) }
                if of_safety(hunks, false).next().is_some() {
                    <h3 class="sec">{ "To review first" }</h3>
                    <p class="note in">{ "Each of these may change more than the finding is about: what the file grants, or what it means." }</p>
                    { for of_safety(hunks, false).map(|(at, h)| hunk(model, link, at, h)) }
                }
                { export::row(model, link) }
            </div>
            { recheck(model) }
            { foot(model, link, taken) }
        </>
    }
}

/// The changes that are certain, or those that are not, with their place among all.
fn of_safety(hunks: &[Hunk], certain: bool) -> impl Iterator<Item = (usize, &Hunk)> {
    hunks.iter().enumerate().filter(move |(_, h)| (h.safety == Safety::Safe) == certain)
}

fn hunk(model: &Model, link: &Link, at: usize, hunk: &Hunk) -> Html {
    let turn = link.callback(move |_: yew::Event| FixMsg::Turn(at));
    let kind = model.kind();
    let about =
        if hunk.inferred { format!("{}, inferred", hunk.about) } else { hunk.about.clone() };
    let tag = if hunk.safety == Safety::Safe { "safe" } else { "review" };
    let why = format!("hunk-{at}-why");
    html! {
        <article key={at} class={classes!("hunk", (!hunk.taken).then_some("off"))}>
            <header>
                <label>
                    <input type="checkbox" checked={hunk.taken} onchange={turn} disabled={hunk.conflict.is_some()}
                        aria-describedby={hunk.conflict.is_some().then(|| why.clone())}/>
                    <span>{ rich(&hunk.title) }<em>{ rich(&hunk.what) }</em><small>{ about }</small></span>
                </label>
                <span class="tag">{ tag }</span>
            </header>
            if let Some(rival) = &hunk.conflict {
                <p class="why" id={why.clone()}>{ "Cannot be chosen: “" }{ rich(rival) }{ "” changes the same characters." }</p>
            }
            { code::rows(&hunk.rows, kind, &format!("Change: {}", words::plain(&hunk.title))) }
        </article>
    }
}

/// What changes with the chosen changes, without a choice of its own.
fn further(model: &Model) -> Html {
    let rows = &model.further;
    if rows.is_empty() {
        return Html::default();
    }
    let shown = rows.get(..MOST).unwrap_or(rows);
    let more = rows.len() - shown.len();
    html! {
        <article class="hunk">
            <p class="why">{ "These lines change too, with the safe changes above." }</p>
            { code::rows(shown, model.kind(), "Change of further lines") }
            if more > 0 { <p class="more">{ format!("{more} more lines") }</p> }
        </article>
    }
}

fn recheck(model: &Model) -> Html {
    let Some(judged) = model.current() else { return Html::default() };
    let report = model.preview.as_ref().and_then(|p| p.report.as_ref());
    let nothing_taken = !model.hunks.iter().any(|h| h.taken);
    let (class, said) = match report {
        _ if nothing_taken => ("", "Nothing is chosen.".to_owned()),
        None => ("", "Checking what is chosen.".to_owned()),
        Some(report) => {
            let bad = report.accepted == Some(false);
            (if bad { "e" } else { "ok" }, words::rechecked(&judged.report, report))
        }
    };
    let lead = if class.is_empty() { "" } else { "Checked again: " };
    html! { <p class={classes!("recheck", class)} role="status"><b>{ lead }</b>{ rich(&said) }</p> }
}

fn foot(model: &Model, link: &Link, taken: usize) -> Html {
    let only_safe = taken > 0 && model.hunks.iter().all(|h| h.taken == (h.safety == Safety::Safe));
    let words = if only_safe { "Apply all safe fixes" } else { "Apply the chosen changes" };
    let name = model.active_name();
    html! {
        <div class="act foot">
            <button class="btn pri" disabled={taken == 0} title={(taken == 0).then_some("Nothing is chosen")}
                onclick={on(link, || FixMsg::ApplyTaken)}>{ format!("{words} ({taken})") }</button>
            { copy_button(model, link, &Copy::Fixed, "Copy fixed file") }
            <button class="btn" aria-label={format!("Download {name}")} onclick={on(link, || TakeMsg::Download(Copy::Fixed))}>
                { icon(Icon::Down) }<span class="lbl">{ format!("Download {name}") }</span>
            </button>
        </div>
    }
}
