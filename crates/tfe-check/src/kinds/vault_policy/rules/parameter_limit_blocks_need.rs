//! Limits of parameters that stand in the way of what a rule grants.

use vault_policy::RuleKey;

use super::limits;
use crate::base::finding::Finding;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::PARAMETER_LIMIT_BLOCKS_NEED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let keys = [RuleKey::RequiredParameters, RuleKey::DeniedParameters, RuleKey::AllowedParameters];
    let mut found = Vec::new();
    for rule in limits::with(facts, &keys) {
        let denied = limits::denied(facts, rule);
        let blocked =
            |key| limits::blocked(facts, rule, &PARAMETER_LIMIT_BLOCKS_NEED, &[key], &denied);
        found.extend(keys.into_iter().filter_map(blocked));
    }
    found
}
