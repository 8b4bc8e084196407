//! Characters without width in keys and values.

use text::{Edit, EditSet, Span};

use crate::base::finding::{Finding, Fix, Severity, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::ZERO_WIDTH_CHARACTERS;

const ZERO: [char; 4] = ['\u{200b}', '\u{2060}', '\u{feff}', '\u{ad}'];

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.text.is_ascii() {
        return Vec::new();
    }
    let mut at = 0;
    let mut found = Vec::new();
    for line in facts.text.split_inclusive('\n') {
        if !line.is_ascii() && !is_comment(line) {
            found.extend(zero_width(line, at));
        }
        at += line.len();
    }
    found
}

/// Whether a line is a comment, whatever is before its `#` without being seen.
pub(super) fn is_comment(line: &str) -> bool {
    let shown = line.trim_start_matches(|c: char| c.is_whitespace() || ZERO.contains(&c));
    shown.starts_with('#')
}

fn zero_width(line: &str, start: usize) -> Option<Finding> {
    let found = line.char_indices().filter(|(at, c)| ZERO.contains(c) && start + at > 0);
    let place = |(at, c): (usize, char)| Span::new(start + at, start + at + c.len_utf8());
    let edits: Vec<Edit> = found.map(|f| Edit::delete(place(f))).collect();
    let first = edits.first().map(|e| e.span)?;
    let found = ZERO_WIDTH_CHARACTERS.at(first).severity(Severity::Error).stage(Stage::Start).say(
        "There is an invisible character here.",
        "YAML reads it as part of the key or value.",
        "Delete it.",
    );
    Some(found.fix(Fix::safe("Delete it", EditSet::new(edits).ok()?)))
}
