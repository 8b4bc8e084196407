//! Texts as Terraform writes them: heredocs and strings in quotes.

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::template::{Element, HeredocTemplate};
use text::Span;

use crate::carry::part::{Embedded, Fills, Form};

/// A text expression as its text; `None` for every other expression.
pub(crate) fn read(file: &str, expression: &Expression, name: &str) -> Option<Embedded> {
    match expression {
        Expression::Parenthesis(inner) => read(file, inner.inner(), name),
        Expression::HeredocTemplate(heredoc) => Some(self::heredoc(file, heredoc, name)),
        Expression::String(_) => quoted(file, span(expression.span())?, &[], name),
        Expression::StringTemplate(template) => {
            quoted(file, span(template.span())?, &filled_in(template.iter()), name)
        }
        _ => None,
    }
}

pub(crate) fn span(range: Option<std::ops::Range<usize>>) -> Option<Span> {
    range.map(|r| Span::new(r.start, r.end))
}

fn filled_in<'e>(elements: impl Iterator<Item = &'e Element>) -> Vec<Span> {
    elements.filter(|e| !matches!(e, Element::Literal(_))).filter_map(|e| span(e.span())).collect()
}

/// A heredoc; with `<<-` the indentation that all its lines have is taken away.
pub(crate) fn heredoc(file: &str, heredoc: &HeredocTemplate, name: &str) -> Embedded {
    let mut whole: Option<Span> = None;
    for span in heredoc.template.iter().filter_map(|e| span(e.span())) {
        whole = Some(whole.map_or(span, |w| w.cover(span)));
    }
    let whole = whole.unwrap_or_default();
    let start = whole.start;
    let opened = file.get(..start).unwrap_or("").trim_end_matches(['\n', '\r']);
    let indented = opened.rfind("<<").is_some_and(|at| opened.get(at..at + 3) == Some("<<-"));
    let indent = if indented { common_indent(whole.of(file)) } else { "" };
    let mut found = Embedded::new(name, Form::Lines(indent.to_owned(), Fills::Terraform));
    let filled_in = filled_in(heredoc.template.iter());
    let mut gaps = filled_in.iter().copied().peekable();
    let mut at = start;
    while at < whole.end {
        if let Some(gap) = gaps.next_if(|g| g.start <= at) {
            found.fill(gap);
            at = gap.end;
            continue;
        }
        let end = gaps.peek().map_or(whole.end, |g| g.start);
        let rest = Span::new(at, end).of(file);
        if (found.text.is_empty() || found.text.ends_with('\n')) && !indent.is_empty() {
            let cut = rest.len() - rest.strip_prefix(indent).unwrap_or(rest).len();
            if cut > 0 {
                at += cut;
                // The line itself comes now, even if it is nothing.
                if file.get(at..at + 1) == Some("\n") {
                    found.same(file, Span::new(at, at + 1));
                    at += 1;
                }
                if at >= end {
                    continue;
                }
            }
        }
        let rest = Span::new(at, end).of(file);
        let line = rest.find('\n').map_or(rest.len(), |n| n + 1);
        literal(file, Span::new(at, at + line), &mut found);
        at += line;
    }
    found
}

/// Text in which only `$${` and `%%{` stand for something else.
fn literal(file: &str, span: Span, into: &mut Embedded) {
    let text = span.of(file);
    let mut done = 0;
    for (at, _) in text.match_indices("$${").chain(text.match_indices("%%{")) {
        if at < done {
            continue;
        }
        into.same(file, Span::new(span.start + done, span.start + at));
        let escape = Span::new(span.start + at, span.start + at + 3);
        into.other(text.get(at + 1..at + 3).unwrap_or(""), escape);
        done = at + 3;
    }
    into.same(file, Span::new(span.start + done, span.end));
}

/// The white space that all lines begin with that are not blank.
fn common_indent(text: &str) -> &str {
    let mut common: Option<&str> = None;
    for line in text.split_inclusive('\n').filter(|l| !l.trim().is_empty()) {
        let indent = line.get(..line.len() - line.trim_start_matches([' ', '\t']).len());
        let indent = indent.unwrap_or("");
        common = Some(match common {
            Some(before) if before.len() <= indent.len() => before,
            _ => indent,
        });
    }
    common.unwrap_or("")
}

/// A string in quotes.
fn quoted(file: &str, span: Span, filled_in: &[Span], name: &str) -> Option<Embedded> {
    let written = span.of(file);
    if !written.starts_with('"') || !written.ends_with('"') || written.len() < 2 {
        return None;
    }
    let mut found = Embedded::new(name, Form::Quoted);
    inside(file, Span::new(span.start + 1, span.end - 1), filled_in, &mut found)?;
    Some(found)
}

/// What is between quotes.
pub(crate) fn inside(
    file: &str,
    span: Span,
    filled_in: &[Span],
    found: &mut Embedded,
) -> Option<()> {
    let mut gaps = filled_in.iter().copied().peekable();
    let (mut at, end) = (span.start, span.end);
    while at < end {
        if let Some(gap) = gaps.next_if(|g| g.start <= at) {
            found.fill(gap);
            at = gap.end;
            continue;
        }
        let stop = gaps.peek().map_or(end, |g| g.start);
        let rest = Span::new(at, stop).of(file);
        let plain = rest.find('\\').unwrap_or(rest.len());
        if plain > 0 {
            literal(file, Span::new(at, at + plain), found);
            at += plain;
            continue;
        }
        let (length, meant) = escape(rest)?;
        found.other(meant.encode_utf8(&mut [0; 4]), Span::new(at, at + length));
        at += length;
    }
    Some(())
}

/// The place of an object's key.
pub(crate) fn key_span(key: &ObjectKey) -> Option<Span> {
    match key {
        ObjectKey::Ident(ident) => span(ident.span()),
        ObjectKey::Expression(expression) => span(expression.span()),
    }
}

/// An object's key as the file has it; none where it is an expression.
pub(crate) fn key(file: &str, key: &ObjectKey) -> Option<String> {
    let at = key_span(key)?;
    match key {
        ObjectKey::Ident(_) => Some(at.of(file).to_owned()),
        ObjectKey::Expression(expression) => match expression {
            Expression::Parenthesis(_) => None,
            expression => read(file, expression, "")
                .filter(|read| read.first_unknown().is_none())
                .map(|read| read.text),
        },
    }
}

/// What an escape stands for, and how long it is.
fn escape(text: &str) -> Option<(usize, char)> {
    let hex = |digits: usize| {
        let code = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
        Some((2 + digits, char::from_u32(code)?))
    };
    match text.as_bytes().get(1)? {
        b'n' => Some((2, '\n')),
        b'r' => Some((2, '\r')),
        b't' => Some((2, '\t')),
        b'"' => Some((2, '"')),
        b'\\' => Some((2, '\\')),
        b'u' => hex(4),
        b'U' => hex(8),
        _ => None,
    }
}
