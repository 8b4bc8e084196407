//! Problems of the parser that are still there once their cause is away.

use std::collections::HashMap;

use text::{EditSet, EditSetBuilder};
use vault_policy::{Problem, ProblemKind as P};

use super::{damage, rule_in_comment};
use crate::kinds::vault_policy::Facts;

/// The problems that are still there once the rules that comments swallowed are on lines of their own.
pub(super) fn not_of_comments<'f>(facts: &'f Facts<'_>) -> Vec<&'f Problem> {
    let problems: Vec<&Problem> = facts.document.problems.iter().collect();
    if problems.is_empty() {
        return problems;
    }
    let mut all = EditSetBuilder::default();
    for swallowed in damage::in_comments(facts).iter().filter(|swallowed| swallowed.sure) {
        let edits: EditSet = rule_in_comment::on_its_own_line(facts, swallowed).into();
        // What does not go together with an earlier one stays in its comment.
        let _ = all.add(&edits);
    }
    left_after(facts, &all.finish(), problems)
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
