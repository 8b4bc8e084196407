//! Characters without width in keys and values.

use text::{Edit, EditSet, Span};

use crate::base::finding::{Finding, Fix, Severity, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::ZERO_WIDTH_CHARACTERS;

const TURNS: &str = "An invisible character here turns the direction of the writing.";

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
    let shown = line.trim_start_matches(|c: char| c.is_whitespace() || text::is_invisible(c));
    shown.starts_with('#')
}

fn zero_width(line: &str, start: usize) -> Option<Finding> {
    let mark = start == 0 && line.starts_with('\u{feff}');
    let found = text::stray_characters(line).filter(|(at, _)| !(mark && *at == 0));
    let place = |(at, c): (usize, char)| Span::new(start + at, start + at + c.len_utf8());
    let edits: Vec<Edit> = found.map(|f| Edit::delete(place(f))).collect();
    let first = edits.first().map(|e| e.span)?;
    let turns = line.chars().any(text::turns_direction);
    let found = ZERO_WIDTH_CHARACTERS.at(first).severity(Severity::Error).stage(Stage::Start).say(
        if turns { TURNS } else { "There is an invisible character here." },
        "YAML reads it as part of the key or value.",
        "Delete it.",
    );
    Some(found.fix(Fix::safe("Delete it", EditSet::new(edits).ok()?)))
}
