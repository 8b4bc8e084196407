//! What programs print of a text: its lines as strings of a list, as Ansible does, or a recording of a terminal.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use super::strings;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};

/// The lists of strings in a text that are the lines of one of ours: `"stdout_lines": [`.
pub(super) fn lists(text: &str, search: Search<'_>) -> Option<Layer> {
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let opens = |line: &Line<'_>| line.content.trim_end().ends_with('[');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if !opens(line) {
            continue;
        }
        let body = lines.get(at..).unwrap_or_default();
        let items: Vec<Span> = body.iter().map_while(item).collect();
        at += items.len();
        if !items.is_empty() {
            found.push(joined(text, &items));
        }
    }
    output(found, search)
}

/// What a recording of a terminal shows: `[0.5, "o", "…"]`, after a line on the recording itself.
pub(super) fn recording(text: &str, search: Search<'_>) -> Option<Layer> {
    let is_head = |line: &Line<'_>| line.content.starts_with("{\"version\"");
    let lines = lines_of(text).skip_while(|line| !is_head(line));
    let mut into = new(None, Escape::Json { breaks: true });
    for line in lines {
        let Some(place) = event(&line) else { continue };
        strings::decode(text, place, &mut into);
    }
    output(vec![into], search)
}

/// The inside of what a recording shows at one time.
fn event(line: &Line<'_>) -> Option<Span> {
    let (time, _) = line.content.strip_prefix('[')?.split_once(", \"o\", \"")?;
    time.parse::<f64>().ok()?;
    let start = line.start + 1 + time.len() + ", \"o\", \"".len();
    let end = line.start + line.content.trim_end().strip_suffix("\"]")?.len();
    (start <= end).then(|| Span::new(start, end))
}

/// The inside of a line that is one string of a list.
fn item(line: &Line<'_>) -> Option<Span> {
    let bare = line.content.trim().trim_end_matches(',');
    let inside = bare.strip_prefix('"')?.strip_suffix('"')?;
    let start = line.start + line.indent() + 1;
    let mut escaped = false;
    for byte in inside.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return None,
            _ => {}
        }
    }
    (!escaped).then(|| Span::new(start, start + inside.len()))
}

fn joined(text: &str, items: &[Span]) -> Embedded {
    let mut into = new(None, Escape::Json { breaks: true });
    for item in items {
        strings::decode(text, *item, &mut into);
        if !item.of(text).ends_with("\\n") {
            into.frame("\n", Span::at(item.end));
        }
    }
    into
}

/// Words that are in all of ours, whatever is around them.
const OURS: [&str; 4] = ["path", "TFE_", "replicaCount", "apiVersion:"];

fn output(mut texts: Vec<Embedded>, search: Search<'_>) -> Option<Layer> {
    // A list of words may be anything, such as what a container is started with.
    texts.retain(|own| OURS.iter().any(|word| own.text.contains(word)));
    let inner = search.readable(texts)?;
    let at = inner.first()?.outer_span(Span::at(0));
    Some(Layer { wrapping: Wrapping::Output, at, count: inner.len(), inner, sure: true })
}
