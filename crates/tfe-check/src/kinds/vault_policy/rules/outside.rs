//! What is outside of all rules and has no word of a rule in it: prose, what a terminal prints. Nothing of it is put
//! right.

use text::{Edit, Span};

use crate::base::finding::Finding;
use crate::carry::paste::depth_after;
use crate::carry::signs::is_of_rule;

/// Takes the fixes away that change such lines.
pub(super) fn leave(text: &str, found: &mut [Finding]) {
    if found.iter().all(|finding| finding.fixes.is_empty()) {
        return;
    }
    let outside = lines(text);
    let is_outside = |at: usize| {
        let before = outside.partition_point(|line| line.start <= at);
        let line = before.checked_sub(1).and_then(|place| outside.get(place));
        line.is_some_and(|line| at < line.end)
    };
    for finding in found {
        finding.fixes.retain(|fix| {
            // What is inserted at the end of a line belongs to it.
            let place = |edit: &Edit| {
                if edit.span.is_empty() {
                    edit.span.start.saturating_sub(1)
                } else {
                    edit.span.start
                }
            };
            !fix.edits.edits().iter().any(|edit| is_outside(place(edit)))
        });
    }
}

/// The lines that are no part of a rule, with what ends them.
fn lines(text: &str) -> Vec<Span> {
    let (mut at, mut depth) = (0, 0);
    let mut all = Vec::new();
    for line in text.split_inclusive('\n') {
        if depth == 0 && !is_of_rule(line.trim()) {
            all.push(Span::new(at, at + line.len()));
        }
        depth = depth_after(line, depth);
        at += line.len();
    }
    all
}
