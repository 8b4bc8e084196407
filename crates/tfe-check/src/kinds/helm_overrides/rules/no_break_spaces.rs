//! No-break spaces where YAML wants blanks or nothing.

use std::collections::BTreeSet;

use text::{Edit, EditSet, Span};

use super::zero_width_characters::is_comment;
use crate::base::finding::{Finding, Fix, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::NO_BREAK_SPACE_IN_VALUES;
use crate::knowledge::syntax::helm_overrides as rows;

const BLANKS: [char; 4] = ['\u{a0}', '\u{2007}', '\u{202f}', '\u{3000}'];

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.text.is_ascii() {
        return Vec::new();
    }
    let mut at = 0;
    let mut found = Vec::new();
    let mut lines = facts.text.split_inclusive('\n').peekable();
    let mut before = "";
    while let Some(line) = lines.next() {
        if !line.is_ascii() && !is_comment(line) {
            let beside = [before, lines.peek().copied().unwrap_or("")];
            found.extend(blanks(line, at, beside));
        }
        (at, before) = (at + line.len(), line);
    }
    found
}

/// Leaves out what the parser finds of the same characters, which it sees as parts of keys and values.
pub(super) fn known(read: Vec<Finding>, spaces: &[Finding]) -> Vec<Finding> {
    let places: BTreeSet<usize> = spaces.iter().flat_map(starts).collect();
    let is_known = |f: &Finding| {
        f.rule == &NO_BREAK_SPACE_IN_VALUES && starts(f).all(|start| places.contains(&start))
    };
    read.into_iter().filter(|f| !is_known(f)).collect()
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
    let first = edits.first().map(|e| e.span)?;
    let row = &rows::NO_BREAK_SPACE;
    let found = row.rule.at(first).stage(Stage::Start).say(row.what, row.why, row.action);
    Some(found.fix(Fix::safe(row.fix, EditSet::new(edits).ok()?)))
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
