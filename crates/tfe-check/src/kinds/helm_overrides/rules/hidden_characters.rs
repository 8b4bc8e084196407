//! No-break spaces and characters without width where YAML wants blanks or nothing.

use std::collections::BTreeSet;

use text::{Edit, EditSet, Span};

use crate::base::finding::{Finding, Fix, Severity, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::{NO_BREAK_SPACE_IN_VALUES, ZERO_WIDTH_CHARACTERS};

const BLANKS: [char; 4] = ['\u{a0}', '\u{2007}', '\u{202f}', '\u{3000}'];
const ZERO: [char; 4] = ['\u{200b}', '\u{2060}', '\u{feff}', '\u{ad}'];

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.text.is_ascii() {
        return;
    }
    let mut at = 0;
    let mut here = Vec::new();
    let mut lines = facts.text.split_inclusive('\n').peekable();
    let mut before = "";
    while let Some(line) = lines.next() {
        let comment = line.trim_start_matches(|c: char| c.is_whitespace() || ZERO.contains(&c));
        if !line.is_ascii() && !comment.starts_with('#') {
            let beside = [before, lines.peek().copied().unwrap_or("")];
            here.extend(blanks(line, at, beside));
            zero_width(line, at, out);
        }
        (at, before) = (at + line.len(), line);
    }
    // The parser sees some of the same characters as parts of keys and values.
    let places: BTreeSet<usize> = here.iter().flat_map(starts).collect();
    out.retain(|f| {
        f.rule != &NO_BREAK_SPACE_IN_VALUES || !starts(f).all(|start| places.contains(&start))
    });
    out.append(&mut here);
}

/// Where the edits of a finding begin.
fn starts(finding: &Finding) -> impl Iterator<Item = usize> {
    finding.fixes.iter().flat_map(|fix| fix.edits.edits()).map(|e| e.span.start)
}

/// In the indentation, after a `:` or `-`, and at the end of a line.
fn blanks(line: &str, start: usize, beside: [&str; 2]) -> Option<Finding> {
    let content = line.trim_end_matches(['\n', '\r']);
    let mut edits: Vec<Edit> = Vec::new();
    let blank = if one_too_many(content, beside) { "" } else { " " };
    for (at, c) in content.char_indices().filter(|(_, c)| BLANKS.contains(c)) {
        let before = content.get(..at).unwrap_or_default().trim_end();
        let behind = content.get(at..).unwrap_or_default().trim_start();
        let place = Span::new(start + at, start + at + c.len_utf8());
        if before.is_empty() {
            edits.push(Edit::replace(place, blank));
        } else if before.ends_with([':', '-']) || behind.is_empty() {
            edits.push(Edit::replace(place, " "));
        }
    }
    let words = (
        "This is a non-breaking space, as copied from web pages.",
        "YAML reads it as a letter of the key or the value.",
        "Type a space.",
    );
    let first = edits.first().map(|e| e.span)?;
    let found =
        NO_BREAK_SPACE_IN_VALUES.at(first).stage(Stage::Start).say(words.0, words.1, words.2);
    Some(found.fix(Fix::safe("Replace with spaces", EditSet::new(edits).ok()?)))
}

/// Whether a line has its neighbours' indentation without the no-break spaces, and not with them.
fn one_too_many(content: &str, beside: [&str; 2]) -> bool {
    let indent = |line: &str| line.chars().take_while(|c| c.is_whitespace()).count();
    let odd = content.chars().take_while(|c| c.is_whitespace()).filter(|c| BLANKS.contains(c));
    let with = indent(content);
    let without = with - odd.count();
    let beside = beside.map(|line| indent(line.trim_end()));
    without > 0 && beside.contains(&without) && !beside.contains(&with)
}

fn zero_width(line: &str, start: usize, out: &mut Vec<Finding>) {
    let found = line.char_indices().filter(|(at, c)| ZERO.contains(c) && start + at > 0);
    let place = |(at, c): (usize, char)| Span::new(start + at, start + at + c.len_utf8());
    let edits: Vec<Edit> = found.map(|f| Edit::delete(place(f))).collect();
    let (Some(first), Ok(set)) = (edits.first().map(|e| e.span), EditSet::new(edits)) else {
        return;
    };
    let found = ZERO_WIDTH_CHARACTERS.at(first).severity(Severity::Error).stage(Stage::Start).say(
        "There is an invisible character here.",
        "YAML reads it as a letter of the key or the value.",
        "Delete it.",
    );
    out.push(found.fix(Fix::safe("Delete it", set)));
}
