//! Colour codes that a terminal leaves in what is copied or recorded from it.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use crate::carry::part::Escape;

pub(super) fn terminal(text: &str, _: Search<'_>) -> Option<Layer> {
    if !text.contains('\u{1b}') && text.matches("[0m").count() < 2 {
        return None;
    }
    let mut inner = new(Some(""), Escape::Nothing);
    let mut first = None;
    let (mut at, mut count) = (0, 0);
    while let Some(found) = next_code(text, at) {
        inner.same(text, Span::new(at, found.start));
        first.get_or_insert(found);
        count += 1;
        at = found.end;
    }
    inner.same(text, Span::new(at, text.len()));
    Some(Layer {
        wrapping: Wrapping::TerminalCodes,
        at: first?,
        count,
        inner: vec![inner],
        sure: true,
    })
}

/// The next escape sequence, with its escape character or without.
fn next_code(text: &str, from: usize) -> Option<Span> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        at += rest.find(['\u{1b}', '['])?;
        if let Some(end) = code_end(text.get(at..)?) {
            return Some(Span::new(at, at + end));
        }
        at += 1;
    }
}

fn code_end(rest: &str) -> Option<usize> {
    let bare = rest.strip_prefix('\u{1b}');
    let Some(body) = bare.unwrap_or(rest).strip_prefix('[') else { return bare.map(|_| 1) };
    let digits =
        body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').len();
    let last = body.get(digits..)?.chars().next()?;
    let fits = match bare {
        Some(_) => last.is_ascii_alphabetic(),
        None => last == 'm' && digits > 0,
    };
    let head = rest.len() - body.len();
    if fits { Some(head + digits + 1) } else { bare.map(|_| 1) }
}
