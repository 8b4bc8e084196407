//! A disruption budget that no pod may leave.

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::DISRUPTION_BUDGET_BLOCKS;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    budget(facts).into_iter().collect()
}

fn budget(facts: &Facts<'_>) -> Option<Finding> {
    if !facts.is_on("pdb.enabled") {
        return None;
    }
    let number = |key: &str| match facts.key(key) {
        Some(value) if !value.is_null() => value.as_number(),
        _ => Some(1.0),
    };
    let (least, pods) = (number("pdb.replicaCount")?, number("replicaCount")?);
    let at = facts.key("pdb.replicaCount").or(facts.key("pdb.enabled"))?;
    (least >= pods).then(|| {
        DISRUPTION_BUDGET_BLOCKS.at(place::key(at)).say(
            format!("At least {least} of {pods} pods must keep running, so none can be evicted."),
            "Draining a node waits forever.",
            "Lower `pdb.replicaCount`, or raise `replicaCount`.",
        )
    })
}
