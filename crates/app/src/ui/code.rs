//! Lines of code outside of the editor: lightly coloured, with what changed marked.

use std::ops::Range;

use tfe_check::{Kind, Language};
use yew::{Classes, Html, classes, html};

use crate::diff::{Row, Side};

/// A change, line by line. Secrets are dots; the lines as they are can be opened below.
pub(crate) fn rows(rows: &[Row], kind: Option<Kind>, name: &str) -> Html {
    let lines = |plain: bool| {
        html! {
            <pre class="rows" tabindex="0" role="group" aria-label={name.to_owned()}>
                { for rows.iter().map(|r| row(r, kind, plain)) }
            </pre>
        }
    };
    html! {
        <>
            { lines(false) }
            if rows.iter().any(|row| row.masked.is_some()) {
                <details class="unmask"><summary>{ "Show secrets" }</summary>{ lines(true) }</details>
            }
        </>
    }
}

/// `plain` shows the secrets of the line.
fn row(row: &Row, kind: Option<Kind>, plain: bool) -> Html {
    let (class, sign, word) = match row.side {
        Side::Same => ("same", " ", ""),
        Side::Old => ("del", "−", "removed: "),
        Side::New => ("add", "+", "added: "),
    };
    html! {
        <div class={classes!("r", class)}>
            <span class="no" aria-hidden="true">{ row.number }</span>
            <i aria-hidden="true">{ sign }</i><span class="sr">{ word }</span>
            <span>
                if let (Some(masked), false) = (&row.masked, plain) {
                    { line(masked, kind, &(0..0)) }
                } else {
                    { line(&row.text, kind, &row.changed) }
                }
                { "\n" }
            </span>
        </div>
    }
}

/// A line with its colours; the bytes of `changed` are marked.
pub(crate) fn line(text: &str, kind: Option<Kind>, changed: &Range<usize>) -> Html {
    let mut cuts = vec![changed.start, changed.end];
    let tokens = tokens(text, kind);
    cuts.extend(tokens.iter().flat_map(|(_, range)| [range.start, range.end]));
    cuts.extend([0, text.len()]);
    text::sort_by_key(&mut cuts, |cut| *cut);
    cuts.dedup();
    let piece = |pair: &[usize]| {
        let (&start, &end) = (pair.first()?, pair.last()?);
        // As the editor shows them; a mark that turns the writing would turn the line.
        let words = text.get(start..end)?.replace(text::is_invisible, "•");
        let colour =
            tokens.iter().find(|(_, r)| r.start <= start && end <= r.end).map(|(class, _)| *class);
        let marked = changed.start <= start && end <= changed.end && !changed.is_empty();
        let class: Classes = classes!(colour, marked.then_some("diff"));
        Some(if class.is_empty() {
            html! { { words } }
        } else {
            html! { <b class={class}>{ words }</b> }
        })
    };
    cuts.windows(2).filter_map(piece).collect()
}

/// Classes of the parts of a line that have a colour.
fn tokens(text: &str, kind: Option<Kind>) -> Vec<(&'static str, Range<usize>)> {
    let comment = comment_start(text);
    let code = text.get(..comment).unwrap_or(text);
    let mut tokens = Vec::new();
    if comment < text.len() {
        tokens.push(("com", comment..text.len()));
    }
    let quotes: Vec<usize> = code.match_indices('"').map(|(at, _)| at).collect();
    let strings = quotes.chunks_exact(2).filter_map(|p| Some(*p.first()?..p.last()? + 1));
    if kind.is_some_and(|kind| kind.language == Language::Yaml) {
        let indent = code.len() - code.trim_start_matches([' ', '-']).len();
        if let Some(colon) = code.find(": ").or_else(|| code.ends_with(':').then(|| code.len() - 1))
        {
            tokens.push(("kw", indent..colon.max(indent)));
            let start = colon + 1;
            let value = code.get(start..).unwrap_or_default();
            let plain = value.trim();
            if !plain.is_empty() {
                let at = start + value.len() - value.trim_start().len();
                let number =
                    plain.parse::<f64>().is_ok() || ["true", "false", "null"].contains(&plain);
                tokens.push((if number { "num" } else { "str" }, at..at + plain.len()));
            }
        }
        return tokens;
    }
    tokens.extend(strings.map(|range| ("str", range)));
    let indent = code.len() - code.trim_start().len();
    let word =
        code.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    if ["path", "resource", "data", "variable"].contains(&word) {
        tokens.push(("kw", indent..indent + word.len()));
    }
    tokens
}

/// Where the comment of a line begins; its length where there is none.
fn comment_start(text: &str) -> usize {
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted
                && text.get(..at).is_some_and(|t| t.is_empty() || t.ends_with([' ', '\t'])) =>
            {
                return at;
            }
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tfe_check::kind::{HELM_OVERRIDES, VAULT_POLICY};

    #[test]
    fn the_parts_of_a_line_have_their_colours() {
        let of = |text, kind| tokens(text, Some(kind));
        assert_eq!(
            of("path \"a#b\" { # c", VAULT_POLICY),
            [("com", 13..16), ("str", 5..10), ("kw", 0..4)]
        );
        assert_eq!(of("  a: 12", HELM_OVERRIDES), [("kw", 2..3), ("num", 5..7)]);
        assert_eq!(of("env:", HELM_OVERRIDES), [("kw", 0..3)]);
        assert_eq!(of("", HELM_OVERRIDES), []);
        assert_eq!(of("- :", HELM_OVERRIDES), [("kw", 2..2)]);
    }
}
