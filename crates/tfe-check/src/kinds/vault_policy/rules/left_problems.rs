//! Problems of the parser that are still there once their cause is away.

use std::collections::HashMap;

use text::{EditSet, Gathered};
use vault_policy::{Problem, ProblemKind as P};

use crate::base::finding::{Finding, Safety};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::RULE_IN_COMMENT;

/// The problems that are still there once the rules that comments swallowed stand on their lines.
pub(super) fn not_of_comments<'f>(facts: &'f Facts<'_>, out: &[Finding]) -> Vec<&'f Problem> {
    let problems = facts.document.problems.iter();
    let mut all = Gathered::default();
    for finding in out.iter().filter(|f| *f.rule == RULE_IN_COMMENT) {
        if let Some(fix) = finding.fixes.first().filter(|f| f.safety == Safety::Safe) {
            let _ = all.add(&fix.edits);
        }
    }
    left_after(facts, &all.finish(), problems.collect())
}

/// Those of the problems that are still there after a change.
pub(super) fn left_after<'f>(
    facts: &Facts<'_>,
    edits: &EditSet,
    problems: Vec<&'f Problem>,
) -> Vec<&'f Problem> {
    let Some(mended) = edits.apply(facts.text).ok().filter(|_| !edits.is_empty()) else {
        return problems;
    };
    let origins = edits.origins();
    let mut left: HashMap<usize, Vec<P>> = HashMap::new();
    for problem in vault_policy::parse(&mended).problems {
        left.entry(origins.of(problem.span.start)).or_default().push(problem.kind);
    }
    let stays = |p: &&Problem| left.get(&p.span.start).is_some_and(|all| all.contains(&p.kind));
    problems.into_iter().filter(stays).collect()
}
