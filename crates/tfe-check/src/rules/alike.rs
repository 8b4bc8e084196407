//! One damage is told once, however many places it struck.

use std::collections::HashMap;

use text::Gathered;

use crate::finding::{Finding, Rule};

/// So many of the other places are named.
const MOST_PLACES: usize = 20;

/// Joins the findings of each of these rules that say the same: the first stays, with the number of
/// places, the others as related places, and one fix for all.
pub(crate) fn join_alike(findings: &mut Vec<Finding>, rules: &[&'static Rule]) {
    let mut groups: HashMap<(&str, String, bool), Group> = HashMap::new();
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        if !rules.contains(&finding.rule) {
            kept.push(finding);
            continue;
        }
        let key = (finding.rule.name, finding.message.what.clone(), finding.fixes.is_empty());
        match groups.get_mut(&key) {
            Some(group) => group.add(finding, &mut kept),
            None => {
                groups.insert(key, Group::of(&finding, kept.len()));
                kept.push(finding);
            }
        }
    }
    for group in groups.into_values().filter(|group| group.count > 1) {
        if let Some(finding) = kept.get_mut(group.at) {
            group.tell(finding);
        }
    }
    *findings = kept;
}

/// Findings that say the same.
struct Group {
    /// Where the first of them is kept.
    at: usize,
    count: usize,
    edits: Gathered,
}

impl Group {
    fn of(first: &Finding, at: usize) -> Self {
        let mut edits = Gathered::default();
        if let Some(fix) = first.fixes.first() {
            let _ = edits.add(&fix.edits);
        }
        Self { at, count: 1, edits }
    }

    fn add(&mut self, finding: Finding, kept: &mut Vec<Finding>) {
        // A fix that another one stands in the way of stays a finding of its own.
        if finding.fixes.first().is_some_and(|fix| self.edits.add(&fix.edits).is_err()) {
            kept.push(finding);
            return;
        }
        self.count += 1;
        if self.count <= MOST_PLACES
            && let Some(first) = kept.get_mut(self.at)
        {
            first.related.push(crate::finding::Related {
                document: None,
                span: finding.primary,
                note: "here too".to_owned(),
            });
        }
    }

    fn tell(self, finding: &mut Finding) {
        let what = finding.message.what.trim_end_matches('.');
        finding.message.what = format!("{what} ({} times).", self.count);
        if let Some(fix) = finding.fixes.first_mut() {
            fix.edits = self.edits.finish();
        }
    }
}
