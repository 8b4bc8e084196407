//! One cause is reported once, however many places it struck.

use std::collections::HashMap;

use text::EditSetBuilder;

use crate::base::finding::{Finding, Fix, Message, Related, Rule, Safety, Severity, Words};

/// So many of the other places are named.
const MOST_PLACES: usize = 20;

/// Joins the findings of each of these rules that say the same: the first stays, with the number of
/// places, the others as related places, and one fix for all.
pub(crate) fn join_alike(findings: &mut Vec<Finding>, rules: &[&'static Rule]) {
    for finding in findings.iter_mut().filter(|f| rules.contains(&f.rule)) {
        finding.when_repeated.get_or_insert_with(|| Box::new(finding.message.clone()));
    }
    join(findings, rules);
}

/// Joins what has one cause, for a report. While a text is being fixed each finding stays by
/// itself, so that a fix that does harm at one place is left out there alone.
pub(crate) fn join_causes(findings: &mut Vec<Finding>) {
    join(findings, &[]);
}

/// Those of some rules, or of all.
fn join(findings: &mut Vec<Finding>, rules: &[&'static Rule]) {
    let may_join = |finding: &Finding| {
        let asked = rules.is_empty() || rules.contains(&finding.rule);
        finding.when_repeated.is_some() && finding.suppressed.is_none() && asked
    };
    if !findings.iter().any(may_join) {
        return;
    }
    let mut groups: HashMap<(&str, Words, bool), Group> = HashMap::new();
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let joins = may_join(&finding);
        let Some(when_repeated) = finding.when_repeated.as_ref().filter(|_| joins) else {
            kept.push(finding);
            continue;
        };
        let key = (finding.rule.name, when_repeated.what.clone(), finding.fixes.is_empty());
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

/// Findings that have one cause.
struct Group {
    /// Where the first of them is kept.
    at: usize,
    count: usize,
    severity: Severity,
    /// The best fix of each.
    fixes: Vec<Fix>,
    edits: EditSetBuilder,
}

impl Group {
    fn of(first: &Finding, at: usize) -> Self {
        let mut edits = EditSetBuilder::default();
        let fixes: Vec<Fix> = first.fixes.first().cloned().into_iter().collect();
        for fix in &fixes {
            let _ = edits.add(&fix.edits);
        }
        Self { at, count: 1, severity: first.severity, fixes, edits }
    }

    fn add(&mut self, finding: Finding, kept: &mut Vec<Finding>) {
        let fix = finding.fixes.first();
        // A fix that another one stands in the way of stays a finding of its own.
        if fix.is_some_and(|fix| self.edits.add(&fix.edits).is_err()) {
            kept.push(finding);
            return;
        }
        self.count += 1;
        self.severity = self.severity.max(finding.severity);
        let place = finding.primary;
        self.fixes.extend(finding.fixes.into_iter().next());
        if self.count <= MOST_PLACES
            && let Some(first) = kept.get_mut(self.at)
        {
            let (document, note) = (None, Words::Borrowed("here too"));
            first.related.push(Related { document, span: place, note });
        }
    }

    fn tell(self, finding: &mut Finding) {
        // Once only: what was joined is no longer one place.
        let Some(when_repeated) = finding.when_repeated.take() else { return };
        let when_repeated = *when_repeated;
        let what = when_repeated.what.trim_end_matches('.');
        finding.message =
            Message { what: format!("{what} ({} times).", self.count).into(), ..when_repeated };
        finding.severity = self.severity;
        let same = self.fixes.windows(2).all(|f| matches!(f, [a, b] if a.title == b.title));
        let Some(first) = self.fixes.first() else { return };
        let title = match same {
            true => first.title.clone(),
            false => finding.message.action.trim_end_matches('.').to_owned().into(),
        };
        let safety = self.fixes.iter().map(|f| f.safety).min().unwrap_or(Safety::Review);
        let certain: Vec<&Fix> = self.fixes.iter().filter(|f| f.safety == Safety::Safe).collect();
        finding.fixes.clear();
        finding.fixes.push(Fix { title: title.clone(), safety, edits: self.edits.finish() });
        if safety < Safety::Safe && !certain.is_empty() {
            let title = format!("{title}, where that is certain");
            let mut edits = EditSetBuilder::default();
            for fix in certain {
                let _ = edits.add(&fix.edits);
            }
            finding.fixes.push(Fix::safe(title, edits.finish()));
        }
    }
}
