//! Limits of wrapped answers that stand in the way of what a rule grants.

use vault_policy::RuleKey;

use super::limits;
use crate::base::finding::Finding;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::WRAPPING_LIMIT_BLOCKS_NEED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let keys = [RuleKey::MinWrappingTtl, RuleKey::MaxWrappingTtl];
    let mut found = Vec::new();
    for rule in limits::with(facts, &keys) {
        let denied = limits::denied(facts, rule);
        found.extend(limits::blocked(facts, rule, &WRAPPING_LIMIT_BLOCKS_NEED, &keys, &denied));
    }
    found
}
