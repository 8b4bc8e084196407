//! What is missing between two items in brackets or braces: a comma, the colon after a name, or the quote that
//! closes a text. Seen where the reader stops, which is at the second of them.

use text::{Edit, Span};

use crate::line::{content, indent};
use crate::problem::ProblemKind as Kind;
use text::line_start;

use crate::shape::line_end;

/// What is missing, where, and the character that surely belongs there.
pub(crate) struct Gap {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
    pub(crate) edit: Option<Edit>,
}

/// The last item, the first one since a comma, bracket or colon, and whether they may be the name of another.
struct Items {
    first: Span,
    span: Span,
    is_name: bool,
}

/// `open` is the bracket, `at` where the reader stops.
pub(crate) fn gap(work: &str, open: usize, at: usize, is_map: bool) -> Option<Gap> {
    let next = work.get(at..)?;
    let here = next.chars().next()?;
    let Items { first, span, is_name } = last_items(work, open, at)?;
    let item = span.of(work);
    if let Some(gap) = template(work, span, at) {
        return Some(gap);
    }
    let quote = item.chars().next().filter(|c| matches!(c, '"' | '\''));
    if here == ':' && is_map && !is_name && quote.is_some() {
        let comma = Edit::insert(first.end, ",");
        return Some(match first == span {
            true => Gap { kind: Kind::MissingBrace, span, edit: None },
            // A value without quotes goes on over the line's end, up to the colon of the next member.
            false => Gap { kind: Kind::MissingComma, span: first, edit: Some(comma) },
        });
    }
    if ":]},".contains(here) {
        return None;
    }
    // The next item is up to its line's end; its own colon may follow.
    let is_pair = next.lines().next().unwrap_or_default().contains(':');
    let glued = span.end == at && here.is_alphanumeric();
    match quote {
        // A text in quotes over several lines is two that lack a quote each, and what was between them.
        Some(quote) if glued || item.contains('\n') => {
            let span = Span::new(span.start, content(work, span.start).end);
            let value = span.of(work).trim_end_matches(',');
            // The comma after the value is not a part of it.
            let edit = (!glued || item.contains('\n')).then(|| span.start + value.len());
            let edit = edit.map(|at| Edit::insert(at, quote.to_string()));
            Some(Gap { kind: Kind::UnclosedQuote(quote), span, edit })
        }
        _ if is_map && is_name => {
            let sign = ";=".contains(here);
            let place = if sign { Span::new(at, at + 1) } else { Span::at(span.end) };
            let one =
                !work.get(span.end..at)?.contains('\n') && (!is_pair || ";={[".contains(here));
            let edit = one.then(|| Edit::replace(place, ":"));
            Some(Gap { kind: Kind::MissingColon, span, edit })
        }
        // A map is no name.
        _ if is_map && here == '{' => None,
        // Without its own colon the next item is not a member, and with one it is no item of a list.
        _ if is_map != is_pair && here != '{' => None,
        _ => Some(Gap { kind: Kind::MissingComma, span, edit: Some(Edit::insert(span.end, ",")) }),
    }
}

/// A mark of a template engine right after other letters of a value: `tfe-${ENV}`, `tfe_{{ env }}`. YAML takes its
/// brace for the begin of a map, and a comma before it would cut the value in two.
fn template(work: &str, item: Span, at: usize) -> Option<Gap> {
    let (before, next) = (item.of(work), work.get(at..)?);
    let variable = next.starts_with("${") || before.ends_with('$') && next.starts_with('{');
    let action = next.starts_with("{{") && !before.ends_with(['}', ']']);
    if item.end != at || !(variable || action) {
        return None;
    }
    let (kind, close) = match action {
        true => (Kind::GoTemplate, "}}"),
        false => (Kind::TerraformTemplate, "}"),
    };
    let line = next.lines().next().unwrap_or_default();
    let end = line.find(close).map_or(line.len(), |found| found + close.len());
    Some(Gap { kind, span: Span::new(item.start, at + end), edit: None })
}

/// What cannot be read with a bracket at `open`: its line and all deeper ones, also after empty lines.
pub(crate) fn around(work: &str, open: usize) -> Span {
    let start = line_start(work, open);
    let line = |at: usize| work.get(at..line_end(work, at)).unwrap_or_default();
    let depth = indent(line(start));
    let mut end = start + line(start).len();
    while end < work.len() {
        let next = line(end);
        let closes = indent(next) == depth && next.trim().starts_with(['}', ']']);
        if !(next.trim().is_empty() || indent(next) > depth || closes) {
            break;
        }
        end += next.len();
        if closes {
            break;
        }
    }
    Span::new(start, end)
}

/// The items before `at` in the bracket at `open`.
fn last_items(work: &str, open: usize, at: usize) -> Option<Items> {
    let (mut first, mut last) = (None, None);
    // A name is what follows a bracket or a comma.
    let mut is_name = true;
    let mut from = open + 1;
    while let Some(here) = work.get(from..at)?.chars().next() {
        let rest = work.get(from..at)?;
        let mut end = from + here.len_utf8();
        match here {
            ',' | '{' | '[' => (is_name, first) = (true, None),
            ':' => (is_name, first) = (false, None),
            '}' | ']' => {
                let span = Span::new(from, end);
                (is_name, first, last) = (false, Some(span), Some(span));
            }
            '#' => end = from + rest.find('\n').unwrap_or(rest.len()),
            _ if here.is_whitespace() => {}
            _ => {
                let inside =
                    if matches!(here, '"' | '\'') { quoted(rest, here) } else { plain(rest) };
                end = from + inside.unwrap_or(rest.len());
                last = Some(Span::new(from, end));
                first = first.or(last);
            }
        }
        from = end;
    }
    Some(Items { first: first?, span: last?, is_name })
}

/// The length of a text in quotes.
fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let ends = |(_, c): &(usize, char)| {
        let ends = *c == quote && !escaped;
        escaped = quote == '"' && *c == '\\' && !escaped;
        ends
    };
    rest.char_indices().skip(1).find(ends).map(|(at, _)| at + 1)
}

/// The length of a text without quotes.
fn plain(rest: &str) -> Option<usize> {
    let end = rest.find([',', '{', '}', '[', ']', '\n']);
    let colon = rest.find(": ").unwrap_or(rest.len());
    let text = rest.get(..end.unwrap_or(rest.len()).min(colon))?;
    Some(text.trim_end().len().max(1))
}
