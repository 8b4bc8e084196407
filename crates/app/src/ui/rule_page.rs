//! A rule's page, as a drawer over the file. The pages came with the page itself.

use tfe_check::Kind;
use yew::{Html, classes, html};

use super::Link;
use super::code;
use super::dialog::Modal;
use super::icon::{Icon, icon, severity_mute};
use super::text::{on, rich};
use crate::boot;
use crate::markdown::{Block, Page, is_caret, without_carets};
use crate::msg::{DocMsg, ViewMsg};

/// The drawer.
pub(crate) fn drawer(name: &str, link: &Link) -> Html {
    let closed = link.callback(|()| ViewMsg::Closed);
    let title = html! { <code>{ name }</code> };
    let Some(text) = boot::rule_page(name) else {
        return html! {
            <Modal key={name.to_owned()} class={classes!("drawer")} {title} {closed}>
                <p>{ "There is no rule with this name." }</p>
            </Modal>
        };
    };
    let page = Page::read(&text);
    let beside = html! { <>{ severity(&page) }{ fix(&page) }</> };
    html! {
        <Modal key={name.to_owned()} class={classes!("drawer")} {title} {beside} {closed}>
            { blocks(&page, link) }
            <h3>{ "Facts" }</h3>
            <dl class="dl wide">
                { fact("Applies to", page.fact("versions")) }
                { fact("Strikes at", page.fact("stage")) }
                { fact("Evidence", page.fact("evidence")) }
                { fact("Source", page.fact("sources")) }
                { fact("Since", page.fact("since")) }
                <dt>{ "Link" }</dt><dd><a href={format!("#/rules/{name}")}>{ format!("#/rules/{name}") }</a></dd>
                <dt>{ "Command line" }</dt><dd><code>{ format!("tfe-check rules show {name}") }</code></dd>
            </dl>
            <p><a href="#/rules">{ "All rules" }</a></p>
        </Modal>
    }
}

fn severity(page: &Page) -> Html {
    let severity = match page.fact("severity").first().map(String::as_str) {
        Some("error") => tfe_check::Severity::Error,
        Some("warning") => tfe_check::Severity::Warning,
        Some("info") => tfe_check::Severity::Info,
        _ => return Html::default(),
    };
    let word = crate::words::severity(severity);
    html! { <span class={classes!("v", word)}>{ severity_mute(severity) }{ word }</span> }
}

fn fix(page: &Page) -> Html {
    match page.fact("fix").first().map(String::as_str) {
        None | Some("none") => Html::default(),
        Some(fix) => html! { <span class="tag">{ format!("{fix} fix") }</span> },
    }
}

fn fact(name: &str, values: &[String]) -> Html {
    if values.is_empty() {
        return Html::default();
    }
    html! { <><dt>{ name.to_owned() }</dt><dd>{ for values.iter().map(|v| html! { <p>{ rich(v) }</p> }) }</dd></> }
}

fn blocks(page: &Page, link: &Link) -> Html {
    let kind = page.fact("kind").first().and_then(|k| Kind::named(k));
    let mut example = None;
    let mut out = Vec::new();
    for block in &page.blocks {
        out.push(match block {
            // The drawer's own title says the rule's name; this one says it in words.
            Block::Heading(1, title) => html! { <p class="lead">{ rich(title) }</p> },
            Block::Heading(_, title) => {
                example = ["Bad", "Fixed", "Good"].into_iter().find(|word| title.starts_with(word));
                if example.is_some() { continue } else { html! { <h3>{ title }</h3> } }
            }
            Block::Text(text) => html! { <p>{ linked(text) }</p> },
            Block::List(items) => html! { <ul class="points">{ for items.iter().map(|i| html! { <li>{ linked(i) }</li> }) }</ul> },
            Block::Quote(text) => html! { <p class="seen">{ text.replace('`', "") }</p> },
            Block::Table(head, rows) => table(head, rows),
            Block::Code(_, text) => match example {
                Some(word) => shown_example(word, text, kind, link),
                None => html! { <pre class="plain" tabindex="0">{ text }</pre> },
            },
        });
    }
    out.into_iter().collect()
}

fn table(head: &[String], rows: &[Vec<String>]) -> Html {
    html! {
        <table class="points">
            <thead><tr>{ for head.iter().map(|c| html! { <th>{ linked(c) }</th> }) }</tr></thead>
            <tbody>{ for rows.iter().map(|row| html! {
                <tr>{ for row.iter().map(|c| html! { <td>{ linked(c) }</td> }) }</tr>
            }) }</tbody>
        </table>
    }
}

fn shown_example(word: &str, text: &str, kind: Option<Kind>, link: &Link) -> Html {
    let plain = without_carets(text);
    let sign = if word == "Bad" {
        html! { <span class="error">{ severity_mute(tfe_check::Severity::Error) }</span> }
    } else {
        html! { <span class="ok">{ icon(Icon::Tick) }</span> }
    };
    let beside = if word == "Fixed" { "exactly what the fix writes" } else { "" };
    let line = |line: &str| {
        if is_caret(line) {
            html! { <span class="caret">{ line.replacen('#', " ", 1) }{ "\n" }</span> }
        } else {
            html! { <>{ code::line(line, kind, &(0..0)) }{ "\n" }</> }
        }
    };
    html! {
        <div class="ex">
            <div class="exh">
                { sign }<b>{ word.to_owned() }</b><span class="dim">{ beside }</span><span class="grow"></span>
                <button class="btn" onclick={on(link, move || DocMsg::Try(plain.clone(), kind))}>{ "Open in editor" }</button>
            </div>
            <pre tabindex="0" role="group" aria-label={format!("{word} example")}>{ for text.lines().map(line) }</pre>
        </div>
    }
}

/// Text in which the name of a rule between backticks leads to its page.
fn linked(text: &str) -> Html {
    let part = |(at, part): (usize, &str)| match at % 2 {
        1 if boot::rule_page(part).is_some() => {
            html! { <a href={format!("#/rules/{part}")}><code>{ part }</code></a> }
        }
        1 => html! { <code>{ part }</code> },
        _ => html! { { part } },
    };
    text.split('`').enumerate().map(part).collect()
}
