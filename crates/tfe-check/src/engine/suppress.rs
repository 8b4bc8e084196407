//! Comments that silence findings: `tfe-check: ignore RULE reason`, also with several rules and a
//! `--` before the reason.
//!
//! At the end of a line it applies to that line. On its own line it applies to the `path` rule that it
//! is in or above, or to the key below with its whole block; at the top of the file also to findings
//! without a place, such as a missing rule.

mod comments;

use std::collections::HashMap;

use text::Lines;

use crate::base::document::Ignored;
use crate::base::finding::Finding;
use crate::base::kind::{Kind, Language};
use crate::engine::registry;
use crate::engine::rules::{refused, stale};
use comments::{Comments, Suppression};

/// Marks the findings that the text says to ignore, and adds findings about comments that ignore
/// nothing or may not.
pub(crate) fn apply(text: &str, kind: Option<Kind>, own: &[String], findings: &mut Vec<Finding>) {
    if !text.contains("tfe-check:") {
        return;
    }
    let lines = Lines::new(text);
    let mut said = Vec::new();
    let mut comments = comments::find(text, &lines, is_hcl(kind));
    let mut places = Places::of(findings, &lines, &comments);
    for comment in &mut comments.all {
        let rules = comment.rules.len();
        comment.rules.retain(|rule| !own.iter().any(|name| name == rule));
        // What is looked for elsewhere is ignored there.
        let only_own = comment.rules.is_empty() && rules > 0 && !comment.reason.is_empty();
        if !only_own {
            said.extend(one(text, comment, &mut places, findings));
        }
    }
    findings.append(&mut said);
}

fn is_hcl(kind: Option<Kind>) -> bool {
    kind.is_none_or(|kind| kind.language != Language::Yaml)
}

/// The reason for which a comment of a text ignores a rule on a line that is one of the document's `own_rules`.
pub fn ignored_by_comment(
    text: &str,
    kind: Option<Kind>,
    rule: &str,
    line: usize,
) -> Option<String> {
    if !text.contains("tfe-check:") {
        return None;
    }
    let comments = comments::find(text, &Lines::new(text), is_hcl(kind)).all;
    let here = |comment: &&Suppression<'_>| {
        // A rule without a place is said of the first line.
        let whole = comment.before_all && line == 1;
        comment.rules.contains(&rule)
            && (whole || comment.line == line || comment.target.contains(&line))
    };
    let reasons = comments.iter().filter(here).map(|comment| comment.reason);
    reasons.filter(|reason| !reason.is_empty()).map(str::to_owned).next()
}

/// Marks the findings of rules that are ignored from outside of the text. A comment's own reason stays.
pub(crate) fn ignore(ignored: &[Ignored], findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|f| f.suppressed.is_none()) {
        let entry = ignored.iter().find(|i| i.rule == finding.rule.name);
        finding.suppressed = entry.map(|i| i.reason.clone());
    }
}

/// The findings by rule, so no comment has to be compared with each of them.
struct Places {
    /// Line and number of each.
    by_rule: HashMap<&'static str, Vec<(usize, usize)>>,
    /// The numbers of those that belong to no path rule, until a comment before all content
    /// ignores them; then none is left, and that one was found.
    outside: HashMap<&'static str, Vec<usize>>,
}

impl Places {
    fn of(findings: &[Finding], lines: &Lines<'_>, comments: &Comments<'_>) -> Self {
        let mut places = Self { by_rule: HashMap::new(), outside: HashMap::new() };
        for (number, finding) in findings.iter().enumerate() {
            let line = lines.position(finding.primary.start).line;
            let rule = finding.rule.name;
            places.by_rule.entry(rule).or_default().push((line, number));
            if comments.is_outside(line) {
                places.outside.entry(rule).or_default().push(number);
            }
        }
        for all in places.by_rule.values_mut() {
            text::sort_by(all, Ord::cmp);
        }
        places
    }

    /// The numbers of a rule's findings that a comment speaks of, and whether there are any: those
    /// that one before has ignored in the same place are not counted again.
    fn of_comment(&mut self, comment: &Suppression<'_>, rule: &str) -> (Vec<usize>, bool) {
        let all = self.by_rule.get(rule).map_or(&[][..], Vec::as_slice);
        let mut found = Vec::new();
        for range in [comment.line..=comment.line, comment.target.clone()] {
            let first = all.partition_point(|(line, _)| line < range.start());
            let here = all.iter().skip(first).take_while(|(line, _)| line <= range.end());
            found.extend(here.map(|(_, number)| *number));
        }
        let mut any = !found.is_empty();
        if let Some(outside) = self.outside.get_mut(rule).filter(|_| comment.before_all) {
            any = true;
            found.append(outside);
        }
        (found, any)
    }
}

/// Applies one comment; what is wrong with it comes back.
fn one(
    text: &str,
    comment: &Suppression<'_>,
    places: &mut Places,
    findings: &mut [Finding],
) -> Vec<Finding> {
    let refused = |why: &'static str, action: String| refused(comment.span, why, action);
    let unknown = comment.rules.iter().find(|name| registry::rule(name).is_none());
    if unknown.is_some() || comment.rules.is_empty() {
        let near = unknown.and_then(|name| registry::nearest(name));
        let action = match near {
            Some(name) => format!("Write `{name}`."),
            None => "Write the rule's name as in the finding.".to_owned(),
        };
        return vec![refused("There is no rule with that name.", action)];
    }
    if comment.reason.is_empty() {
        let action = "Add the reason after the rule's name.".to_owned();
        return vec![refused("The reason is missing, so the finding still counts.", action)];
    }
    let mut own = Vec::new();
    let mut idle = Vec::new();
    for rule in &comment.rules {
        let (hits, any) = places.of_comment(comment, rule);
        if !any {
            idle.push(*rule);
        } else if registry::rule(rule).is_some_and(|rule| rule.data_loss) {
            let action = "Fix it instead.".to_owned();
            own.push(refused("This rule is about data loss and cannot be ignored.", action));
        } else {
            for number in hits {
                if let Some(hit) = findings.get_mut(number) {
                    hit.suppressed = Some(comment.reason.to_owned());
                }
            }
        }
    }
    if !idle.is_empty() {
        let whole = comment.whole(text);
        own.push(stale(comment.span, whole, &idle, idle.len() == comment.rules.len()));
    }
    own
}
