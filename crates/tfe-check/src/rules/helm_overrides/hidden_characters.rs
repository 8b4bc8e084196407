//! No-break spaces and characters without width where YAML wants blanks or nothing.

use text::{Edit, EditSet, Span};

use super::syntax_words::{NO_BREAK, ZERO_WIDTH};
use crate::finding::{Finding, Fix, Severity, Stage};
use crate::overrides::facts::Facts;

const BLANKS: [char; 4] = ['\u{a0}', '\u{2007}', '\u{202f}', '\u{3000}'];
const ZERO: [char; 4] = ['\u{200b}', '\u{2060}', '\u{feff}', '\u{ad}'];

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.text.is_ascii() {
        return;
    }
    let mut at = 0;
    for line in facts.text.split_inclusive('\n') {
        let comment = line.trim_start_matches(|c: char| c.is_whitespace() || ZERO.contains(&c));
        if !line.is_ascii() && !comment.starts_with('#') {
            blanks(line, at, out);
            zero_width(line, at, out);
        }
        at += line.len();
    }
}

/// In the indentation, behind a `:` or `-`, and at the end of a line.
fn blanks(line: &str, start: usize, out: &mut Vec<Finding>) {
    let content = line.trim_end_matches(['\n', '\r']);
    let mut edits: Vec<Edit> = Vec::new();
    for (at, c) in content.char_indices().filter(|(_, c)| BLANKS.contains(c)) {
        let before = content.get(..at).unwrap_or_default().trim_end();
        let behind = content.get(at..).unwrap_or_default().trim_start();
        if before.is_empty() || before.ends_with([':', '-']) || behind.is_empty() {
            let place = Span::new(start + at, start + at + c.len_utf8());
            edits.push(Edit::replace(place, " "));
        }
    }
    let words = (
        "A no-break space stands here, as web pages have it.",
        "YAML takes it for a letter of the key or the value.",
        "Type a space.",
    );
    let (Some(first), Ok(set)) = (edits.first().map(|e| e.span), EditSet::new(edits)) else {
        return;
    };
    let found = NO_BREAK.at(first).stage(Stage::Start).say(words.0, words.1, words.2);
    out.push(found.fix(Fix::safe("Replace by spaces", set)));
}

fn zero_width(line: &str, start: usize, out: &mut Vec<Finding>) {
    let found = line.char_indices().filter(|(at, c)| ZERO.contains(c) && start + at > 0);
    let place = |(at, c): (usize, char)| Span::new(start + at, start + at + c.len_utf8());
    let edits: Vec<Edit> = found.map(|f| Edit::delete(place(f))).collect();
    let (Some(first), Ok(set)) = (edits.first().map(|e| e.span), EditSet::new(edits)) else {
        return;
    };
    let found = ZERO_WIDTH.at(first).severity(Severity::Error).stage(Stage::Start).say(
        "A character that nobody can see stands here.",
        "YAML takes it for a letter of the key or the value.",
        "Delete it.",
    );
    out.push(found.fix(Fix::safe("Delete it", set)));
}
