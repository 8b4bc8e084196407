//! Line numbers that came along from an editor, a web page or `cat -n`.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use super::lines::block;
use super::search::Search;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};
use crate::carry::signs;

pub(super) fn line_numbers(text: &str, search: Search<'_>) -> Option<Layer> {
    let digits = |line: &Line<'_>| number(line.content).is_some();
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let digit = |line: &&Line<'_>| line.content.starts_with(|c: char| c.is_ascii_digit());
    let joined = lines.first().filter(digit).is_some_and(|line| !digits(line));
    if joined {
        return glued(text, &lines);
    }
    if !lines.iter().take(30).any(digits) {
        return None;
    }
    if let [line] = lines.as_slice() {
        return only_line(text, line);
    }
    before(text, &lines, search).or_else(|| between(text, &lines)).or_else(|| glued(text, &lines))
}

/// Whether a number is before all lines of a text that has several.
pub(crate) fn is_numbered(text: &str) -> bool {
    let mut lines = lines_of(text).filter(|line| !line.is_blank());
    let mut count = 0;
    lines.all(|line| {
        count += 1;
        number(line.content).is_some_and(|number| number.value == count)
    }) && count > 2
}

/// JSON on one line with its number.
fn only_line(text: &str, line: &Line<'_>) -> Option<Layer> {
    let end = number(line.content)?.end;
    let body = line.content.get(end..)?;
    let start = line.start + line.content.len() - body.trim_start().len();
    if !body.trim_start().starts_with('{') || !body.trim_end().ends_with('}') {
        return None;
    }
    let mut inner = new(None, Escape::Nothing);
    inner.same(text, Span::new(start, line_end(line)));
    layer(Span::new(line.start + line.indent(), line.start + end), 1, inner)
}

/// A number and its sign before each line.
fn before(text: &str, lines: &[Line<'_>], search: Search<'_>) -> Option<Layer> {
    let inside = block(lines, |line| number(line.content).is_some(), search)?;
    let numbered: Vec<(&Line<'_>, Option<Number>)> =
        inside.iter().map(|l| (l, number(l.content))).collect();
    let mut last = None;
    for (line, found) in &numbered {
        match (found, last) {
            (None, _) if line.is_blank() => {}
            (None, _) => return None,
            (Some(n), Some(before)) if n.value <= before || n.value > before + 3 => return None,
            (Some(n), _) => last = Some(n.value),
        }
    }
    let filled = || {
        numbered
            .iter()
            .filter(|(l, n)| n.as_ref().is_some_and(|n| n.end < l.content.trim_end().len()))
    };
    let blanks = |l: &Line<'_>, n: &Number| {
        let body = l.content.get(n.end..).unwrap_or_default();
        body.len() - body.trim_start_matches([' ', '\t']).len()
    };
    let cut = filled().filter_map(|(l, n)| n.as_ref().map(|n| blanks(l, n))).min().unwrap_or(0);
    let mut inner = new(None, Escape::Nothing);
    for (line, n) in &numbered {
        let from = n.as_ref().map_or(0, |n| n.end);
        let body = line.content.get(from..).unwrap_or_default();
        let blanks = body.len() - body.trim_start_matches([' ', '\t']).len();
        inner.same(text, Span::new(line.start + from + cut.min(blanks), line_end(line)));
    }
    let (line, n) = numbered.first()?;
    let at = Span::new(line.start + line.indent(), line.start + n.as_ref()?.end);
    let count = numbered.iter().filter(|(_, n)| n.is_some()).count();
    layer(at, count, inner)
}

/// A number on a line of its own before each line, as tables of web pages give them.
fn between(text: &str, lines: &[Line<'_>]) -> Option<Layer> {
    let alone = |line: &&Line<'_>| {
        let bare = line.content.trim();
        !bare.is_empty() && bare.len() < 7 && bare.bytes().all(|b| b.is_ascii_digit())
    };
    let values: Vec<usize> =
        lines.iter().filter(alone).filter_map(|l| l.content.trim().parse().ok()).collect();
    let steady = values.windows(2).all(|w| matches!(w, [a, b] if *b == a + 1));
    let first = lines.iter().find(alone)?;
    let full = lines.iter().filter(|l| !l.is_blank()).count();
    if values.len() < 3 || !steady || values.len() * 3 < full {
        return None;
    }
    let others = || lines.iter().filter(|l| !alone(l));
    // The cell of a table begins with a tab.
    let cells = others().all(|l| l.is_blank() || l.content.starts_with('\t'));
    let mut inner = new(None, Escape::Nothing);
    for line in others() {
        let tab = usize::from(cells && line.content.starts_with('\t'));
        inner.same(text, Span::new(line.start + tab, line_end(line)));
    }
    layer(first.span(), values.len(), inner)
}

/// Each line after its own number, with nothing between them: a table that was copied as text.
fn glued(text: &str, lines: &[Line<'_>]) -> Option<Layer> {
    let first = lines.first()?;
    let digits = first.content.bytes().take_while(u8::is_ascii_digit).count();
    let from: usize = first.content.get(..digits)?.parse().ok()?;
    let mut inner = new(None, Escape::Nothing);
    for (line, value) in lines.iter().zip(from..) {
        let body = line.whole.strip_prefix(value.to_string().as_str())?;
        inner.same(text, Span::new(line_end(line) - body.len(), line_end(line)));
    }
    let at = Span::new(first.start, first.start + digits);
    if lines.len() > 3 { layer(at, lines.len(), inner) } else { None }
}

const fn line_end(line: &Line<'_>) -> usize {
    line.start + line.whole.len()
}

fn layer(at: Span, count: usize, inner: Embedded) -> Option<Layer> {
    let believed = count > 1 || signs::has_rules(&inner.text);
    let inner = vec![inner];
    believed.then_some(Layer { wrapping: Wrapping::LineNumbers, at, count, inner, sure: false })
}

struct Number {
    value: usize,
    /// One past the number and the sign after it.
    end: usize,
}

/// `12 `, `12:`, `12 | `, `12.` or `12` and a tab at the start of a line.
fn number(line: &str) -> Option<Number> {
    let bare = line.trim_start();
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let value = bare.get(..digits).filter(|d| !d.is_empty() && d.len() < 7)?.parse().ok()?;
    let lead = line.len() - bare.len();
    let rest = bare.get(digits..)?;
    let sign = rest.trim_start_matches(' ');
    let signed = sign.strip_prefix([':', '|', '│', '.', ')', '→']);
    let end = match signed {
        Some(behind) => line.len() - behind.len(),
        None if rest.is_empty() || rest.starts_with([' ', '\t']) => lead + digits,
        None => return None,
    };
    Some(Number { value, end })
}
