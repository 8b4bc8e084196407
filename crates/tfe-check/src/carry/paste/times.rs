//! Times and names that logs and chats put before each line, or above a message.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::Escape;

/// A time before every line, with or without the name of who wrote it.
pub(super) fn stamps(text: &str, _: Search<'_>) -> Option<Layer> {
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let filled = || lines.iter().filter(|line| !line.is_blank());
    let first = filled().next()?;
    let end = stamp(first.content)?;
    if filled().nth(1).is_none() || filled().any(|line| stamp(line.content).is_none()) {
        return None;
    }
    let mut bodies: Vec<&str> = lines.iter().map(body).collect();
    let writer = common_writer(&bodies);
    for body in &mut bodies {
        // An empty line may lack the blank after the name.
        *body = body.get(writer.min(body.trim_end().len())..).unwrap_or_default();
    }
    let blank = |body: &&str| body.trim().is_empty() || body.starts_with([' ', '\t']);
    let cut = usize::from(bodies.iter().all(blank));
    let mut inner = new(None, Escape::Nothing);
    for (line, body) in lines.iter().zip(bodies) {
        let bare = match body.trim().is_empty() {
            true => body.trim_start_matches([' ', '\t']),
            false => body.get(cut..).unwrap_or_default(),
        };
        let end = line.start + line.whole.len();
        inner.same(text, Span::new(end - bare.len(), end));
    }
    let (at, count) = (Span::new(first.start, first.start + end), filled().count());
    let inner = vec![inner];
    Some(Layer { wrapping: Wrapping::QuoteMarks, at, count, inner, sure: false })
}

/// What follows the time, and the name of who wrote it.
fn body<'t>(line: &Line<'t>) -> &'t str {
    let body = line.whole.get(stamp(line.content).unwrap_or(0)..).unwrap_or_default();
    writer(body).map_or(body, |end| body.get(end..).unwrap_or_default())
}

/// Whether a line is what a chat shows above a message: a time and a name, and no text.
pub(super) fn is_heading(line: &str) -> bool {
    let Some(end) = stamp(line) else { return false };
    let rest = line.get(end..).unwrap_or_default();
    let words = rest.split_whitespace().count();
    words < 12 && line.starts_with('[') && !rest.contains(['{', '}', '"', '='])
}

/// Whether a line begins with a date and a time, as the lines of a log do.
pub(super) fn is_dated(line: &str) -> bool {
    stamp(line).is_some()
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line.contains(['-', '/'])
        && line.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a line has a time and nothing else, as a chat shows it next to a message.
pub(super) fn is_only_time(line: &str) -> bool {
    stamp(line) == Some(line.len())
}

/// `<bob>` or `bob |` after the time.
fn writer(body: &str) -> Option<usize> {
    let bare = body.trim_start_matches(' ');
    let name = bare.strip_prefix('<')?;
    let end = name.find('>').filter(|end| !name.get(..*end).is_some_and(|n| n.contains(' ')))?;
    Some(body.len() - bare.len() + 1 + end + 1)
}

/// One past the name that follows the time in all lines: ` Anna Smith: `, ` vault-0 cloud-init[12]: `.
fn common_writer(bodies: &[&str]) -> usize {
    let filled = || bodies.iter().filter(|body| !body.trim().is_empty());
    let Some(first) = filled().next() else { return 0 };
    let Some(end) = first.get(..first.floor_char_boundary(LONGEST_NAME)).and_then(|b| b.find(": "))
    else {
        return 0;
    };
    let name = first.get(..=end).unwrap_or_default();
    let is_name = name.trim().starts_with(|c: char| c.is_alphabetic() || c == '-')
        && !name.contains(['"', '{', '=', '#', '\'']);
    let all = filled().nth(1).is_some() && filled().all(|body| body.starts_with(name));
    if is_name && all { name.len() } else { 0 }
}

/// A longer name is none.
const LONGEST_NAME: usize = 60;

/// One past the date and time at the start of a line: `10:42`, `[Tue 10:42:11 PM]`,
/// `2024-05-21T10:42:11.123Z`.
fn stamp(line: &str) -> Option<usize> {
    let open = usize::from(line.starts_with('['));
    let colon = line.find(':').filter(|at| *at < 40)?;
    let before = line.get(open..colon)?;
    let hour = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if !matches!(hour, 1 | 2) || !is_date(before.get(..before.len() - hour)?) {
        return None;
    }
    let rest = line.get(colon + 1..)?;
    let time = |c: char| c.is_ascii_digit() || c == ':' || c == '.';
    let end = rest.find(|c| !time(c)).unwrap_or(rest.len());
    let minutes = rest.get(..2)?.bytes().all(|b| b.is_ascii_digit());
    if !minutes || rest.as_bytes().get(2).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let mut at = colon + 1 + end;
    for mark in ["Z", " AM", " PM", " am", " pm", "AM", "PM"] {
        if line.get(at..).is_some_and(|rest| rest.starts_with(mark)) {
            at += mark.len();
        }
    }
    at += zone(line.get(at..)?);
    if open == 1 {
        at += 1 + line.get(at..)?.find(']').filter(|gap| *gap == 0)?;
    }
    let next = line.get(at..).and_then(|rest| rest.chars().next());
    next.is_none_or(|c| c == ' ' || c == '\t').then_some(at)
}

/// How long the zone after a time is: `+01:00`, `-0500`.
fn zone(rest: &str) -> usize {
    let Some(digits) = rest.strip_prefix(['+', '-']) else { return 0 };
    let end = digits.find(|c: char| !(c.is_ascii_digit() || c == ':')).unwrap_or(digits.len());
    if matches!(end, 4 | 5) { end + 1 } else { 0 }
}

/// Whether what stands before a time is a date, a day of the week, both or nothing.
fn is_date(text: &str) -> bool {
    let word = |word: &str| {
        let day = word.len() >= 3 && word.chars().all(char::is_alphabetic);
        let date = word.bytes().all(|b| b.is_ascii_digit() || b"-/.T".contains(&b));
        day || date
    };
    text.len() < 30 && text.split([' ', ',']).filter(|w| !w.is_empty()).all(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_known() {
        let times = [
            "10:42 x",
            "[10:42] Bob",
            "[Tuesday 10:42 PM] Smith, Bob",
            "2024-05-21T10:42:11.123Z path",
            "2024-05-21 10:42:11 path",
            "[21/05/2024, 10:42:11] Bob",
            "2024-05-21T10:42:11.123+01:00 vault",
            "2024-05-21T10:42:11-0500 vault",
        ];
        for time in times {
            assert!(stamp(time).is_some(), "{time}");
        }
        let others =
            ["TFE_HOSTNAME: a", "a:10", "image: b:10", "12:345 a", "path \"a:10\"", "10:42x"];
        for other in others {
            assert_eq!(stamp(other), None, "{other}");
        }
        assert!(is_heading("[10:42] Bob Smith") && !is_heading("[10:42] path \"a\" {"));
    }
}
