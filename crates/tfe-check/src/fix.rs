//! Applying fixes until nothing is left to fix.

use std::collections::BTreeMap;

use text::{EditSet, Gathered};

use crate::finding::{Finding, Safety};

/// How often a fixed text is judged and fixed again. Each round leaves fewer findings; a text that is
/// still not settled has fixes that stand in each other's way.
const ROUNDS: usize = 50;

/// How many fixes are tried each alone when they do harm together. More findings than that in one
/// text are a damage that no single fix repairs.
const TRIALS: usize = 100;

/// From this size on a text is fixed in one go only: each further judgement takes a second.
const LARGE: usize = 1024 * 1024;

/// The readers keep so many problems of a text; where there are more, not all are known.
const MANY: usize = 10_000;

/// The text after all fixes of at least this safety, or `None` where they change nothing.
///
/// A fix that does not remove its finding, or that adds one, is not applied. Repairs rebuild the
/// whole text, so one of them has a round of its own.
pub(crate) fn fix(
    text: &str,
    first: &[Finding],
    least: Safety,
    judge: impl Fn(&str) -> Vec<Finding>,
) -> Option<String> {
    // Where not even all findings are known, what the known ones leave looks as bad as before.
    if text.len() > LARGE && first.len() >= MANY {
        return None;
    }
    let mut now = text.to_owned();
    let mut findings = first.to_vec();
    let rounds = if text.len() > LARGE { 1 } else { ROUNDS };
    for _ in 0..rounds {
        let Some((next, left)) = round(&now, &findings, least, &judge) else { break };
        (now, findings) = (next, left);
    }
    (now != text).then_some(now)
}

fn round(
    text: &str,
    findings: &[Finding],
    least: Safety,
    judge: &impl Fn(&str) -> Vec<Finding>,
) -> Option<(String, Vec<Finding>)> {
    let wanted: Vec<(&Finding, &EditSet, Safety)> = findings
        .iter()
        .filter(|f| f.suppressed.is_none())
        .filter_map(|f| f.fixes.iter().find(|x| x.safety >= least).map(|x| (f, &x.edits, x.safety)))
        .collect();
    if let Some((finding, edits, _)) = wanted.iter().find(|(_, _, s)| *s == Safety::Repair) {
        let next = edits.apply(text).ok()?;
        let left = judge(&next);
        return (next != text && !has(&left, finding.rule.name)).then_some((next, left));
    }
    together(text, findings, &wanted, judge).or_else(|| one_by_one(text, findings, &wanted, judge))
}

/// All that do not touch each other at once; `None` unless that is as good as each alone.
fn together(
    text: &str,
    before: &[Finding],
    wanted: &[(&Finding, &EditSet, Safety)],
    judge: &impl Fn(&str) -> Vec<Finding>,
) -> Option<(String, Vec<Finding>)> {
    let mut all = Gathered::default();
    let mut cleared = BTreeMap::new();
    for (finding, edits, _) in wanted {
        if all.add(edits).is_ok() {
            *cleared.entry(finding.rule.name).or_insert(0) += 1;
        }
    }
    let next = all.finish().apply(text).ok()?;
    if next == text {
        return None;
    }
    let left = judge(&next);
    let (old, new) = (counts(before), counts(&left));
    let count = |m: &BTreeMap<_, usize>, name| m.get(name).copied().unwrap_or(0);
    let fewer = cleared.iter().all(|(name, n)| count(&new, name) + n <= count(&old, name));
    (fewer && adds_nothing(&old, &new)).then_some((next, left))
}

/// Leaves out the fixes that do harm alone, then tries the others together again.
fn one_by_one(
    text: &str,
    before: &[Finding],
    wanted: &[(&Finding, &EditSet, Safety)],
    judge: &impl Fn(&str) -> Vec<Finding>,
) -> Option<(String, Vec<Finding>)> {
    if wanted.len() < 2 || wanted.len() > TRIALS || text.len() > LARGE {
        return None;
    }
    let good = |fix: &&_| together(text, before, &[**fix], judge).is_some();
    let good: Vec<_> = wanted.iter().filter(good).copied().collect();
    let first = good.first().copied();
    together(text, before, &good, judge).or_else(|| together(text, before, &[first?], judge))
}

fn has(findings: &[Finding], rule: &str) -> bool {
    findings.iter().any(|f| f.rule.name == rule)
}

fn counts(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule.name).or_insert(0) += 1;
    }
    counts
}

fn adds_nothing(old: &BTreeMap<&str, usize>, new: &BTreeMap<&str, usize>) -> bool {
    new.iter().all(|(name, n)| old.get(name).is_some_and(|o| n <= o))
}
