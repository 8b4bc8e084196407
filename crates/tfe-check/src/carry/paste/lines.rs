//! Marks at the line starts: those of a quoted mail or a table, and those of a diff.

use text::Span;

use super::{Layer, Line, Look, Wrapping, lines_of, one_of};
use crate::carry::signs;

/// The marks with which mail programs and tables begin a line.
const MARKS: [char; 6] = ['>', '|', '│', '┃', '║', '▏'];

/// So many lines may stand before and behind what is marked.
const MOST_AROUND: usize = 30;

pub(super) fn quote_marks(text: &str, look: Look) -> Option<Layer> {
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let marked = |line: &&Line<'_>| line.content.trim_start().starts_with(MARKS);
    let mark = lines.iter().take(MOST_AROUND).find(marked)?.content.trim_start().chars().next()?;
    let has = |line: &Line<'_>| line.content.trim_start().starts_with(mark);
    let inside = block(&lines, has, look)?;
    let rest = |line: &Line<'_>| line.content.trim_start().strip_prefix(mark).map(str::to_owned);
    let bodies: Vec<(String, &str)> = inside
        .iter()
        .map(|line| {
            let end = line.whole.get(line.content.len()..).unwrap_or_default();
            (rest(line).unwrap_or_else(|| line.content.to_owned()), end)
        })
        .collect();
    let full = |body: &&(String, &str)| !body.0.trim().is_empty();
    let blank = bodies.iter().filter(full).all(|(body, _)| body.starts_with([' ', '\t']));
    let closed =
        mark != '>' && bodies.iter().filter(full).all(|(b, _)| b.trim_end().ends_with(mark));
    let mut inner = String::with_capacity(text.len());
    for (body, end) in &bodies {
        let body = if blank { body.get(1..).unwrap_or_default() } else { body };
        let body = match closed {
            true => body.trim_end().strip_suffix(mark).unwrap_or(body).trim_end(),
            false => body,
        };
        inner.push_str(body);
        inner.push_str(end);
    }
    let at = inside.first()?;
    let at = Span::new(at.start + at.indent(), at.start + at.indent() + mark.len_utf8());
    let count = inside.iter().filter(|line| has(line)).count();
    Some(Layer { wrapping: Wrapping::QuoteMarks, at, count, inner: Some(inner), sure: false })
}

/// The same name before every line, as `grep` and log viewers put it: `tfe.hcl:`, `vault-1  | `.
pub(super) fn shared_start(text: &str, _: Look) -> Option<Layer> {
    let first = lines_of(text).find(|l| !l.is_blank())?;
    let bar = first.content.find("| ").map(|at| at + 2);
    let file = first.content.find(':').map(|at| at + 1);
    let file = file.filter(|end| first.content.get(..*end).is_some_and(|s| s.contains('.')));
    let shared = first.content.get(..bar.or(file)?)?;
    let filled = || lines_of(text).filter(|l| !l.is_blank());
    let named = |line: &Line<'_>| line.content.starts_with(shared.trim_end());
    if shared.contains(['"', '{']) || filled().nth(2).is_none() || !filled().all(|l| named(&l)) {
        return None;
    }
    let bare = |line: Line<'_>| {
        let whole = line.whole.strip_prefix(shared);
        whole.or(line.whole.strip_prefix(shared.trim_end())).unwrap_or(line.whole).to_owned()
    };
    let inner = lines_of(text).map(bare).collect();
    let at = Span::new(first.start, first.start + shared.trim_end().len());
    let count = filled().count();
    Some(Layer { wrapping: Wrapping::QuoteMarks, at, count, inner: Some(inner), sure: false })
}

/// The lines from the first marked one to the last, where nearly all of them are marked and what
/// stands around says nothing.
pub(super) fn block<'l, 't>(
    lines: &'l [Line<'t>],
    marked: impl Fn(&Line<'t>) -> bool,
    look: Look,
) -> Option<&'l [Line<'t>]> {
    let first = lines.iter().position(&marked)?;
    let last = lines.iter().rposition(&marked)?;
    let inside = lines.get(first..=last)?;
    let bare = inside.iter().filter(|l| !l.is_blank() && !marked(l)).count();
    let around = lines.get(..first)?.iter().chain(lines.get(last + 1..)?);
    let mut around = around.filter(|l| !l.is_blank()).take(MOST_AROUND + 1);
    let silent = around.by_ref().take(MOST_AROUND).all(|l| !(look.is_ours)(l.content));
    (bare * 5 < inside.len() && silent && around.next().is_none()).then_some(inside)
}

/// What begins a line of a diff that is about the diff itself.
const HEADERS: [&str; 9] = [
    "diff --git ",
    "index ",
    "--- ",
    "+++ ",
    "@@ ",
    "\\ No newline",
    "new file mode",
    "deleted file mode",
    "similarity index",
];

pub(super) fn diff_marks(text: &str, look: Look) -> Option<Layer> {
    let starts = |mark: &str| text.starts_with(mark) || text.contains(&format!("\n{mark}"));
    if !starts("+") && !starts("-") {
        return None;
    }
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let is_header = |line: &Line<'_>| HEADERS.iter().any(|h| line.content.starts_with(h));
    let hunk = lines.iter().any(|l| l.content.starts_with("@@ "));
    let headed = hunk || starts("diff --git ") || starts("+++ ") && starts("--- ");
    let marks =
        |mark: char| lines.iter().filter(move |l| !is_header(l) && l.content.starts_with(mark));
    let (plus, minus) = (marks('+').count(), marks('-').count());
    // What is pasted has often lost the blank before its first line.
    let body = || lines.iter().skip(1).filter(|l| !l.is_blank() && !is_header(l));
    let all = body().all(|l| l.content.starts_with(['+', '-', ' ', '\t']));
    let removed = |l: &Line<'_>| {
        let bare = l.content.strip_prefix('-').unwrap_or_default();
        signs::has_rules(bare) || signs::has_chart_keys(bare)
    };
    let removed_rule = || marks('-').any(removed);
    let rules = signs::has_rules(text);
    let believed = headed || all && (plus > 0 || removed_rule()) || rules && plus > 0;
    if !believed || plus + minus == 0 {
        return None;
    }
    let new = sections(&lines, '-', is_header);
    let old = || sections(&lines, '+', is_header);
    let inner = one_of(new, look).or_else(|| one_of(old(), look))?;
    let first = lines.iter().find(|l| is_header(l) || l.content.starts_with(['+', '-']))?;
    let end = if is_header(first) { first.content.len() } else { 1 };
    Some(Layer {
        wrapping: Wrapping::DiffMarks,
        at: Span::new(first.start, first.start + end),
        count: plus + minus,
        inner,
        sure: headed,
    })
}

/// Each file's text without the lines that begin with `gone`.
fn sections(lines: &[Line<'_>], gone: char, is_header: impl Fn(&Line<'_>) -> bool) -> Vec<String> {
    let mut texts = vec![String::new()];
    let mut hunks = 0;
    for line in lines {
        if is_header(line) {
            hunks = if line.content.starts_with("@@ ") { hunks + 1 } else { 0 };
            if line.content.starts_with("+++ ") {
                texts.push(String::new());
            }
            continue;
        }
        let Some(text) = texts.last_mut().filter(|_| !line.content.starts_with(gone)) else {
            continue;
        };
        text.push_str(line.whole.strip_prefix(['+', '-', ' ']).unwrap_or(line.whole));
    }
    texts
}
