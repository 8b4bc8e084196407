//! Paths that begin with `v1/`: they match no request.

use super::path_prefix;
use crate::base::finding::Finding;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::PATH_WITH_V1_PREFIX;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for rule in &facts.document.rules {
        let bare = rule.path.value.trim_start_matches('/');
        let Some(rest) = bare.strip_prefix("v1/") else { continue };
        let found = PATH_WITH_V1_PREFIX.at(rule.path.span);
        out.push(
            found
                .severity(path_prefix::severity(facts, rule, rest))
                .say(
                    "This rule can never match: Vault paths do not start with `v1/`.",
                    "`v1/` belongs to the API's URL. This rule grants nothing.",
                    "Remove `v1/`.",
                )
                .when_repeated()
                .fix(path_prefix::without(facts, rule, "Remove \"v1/\"", rest)),
        );
    }
    out
}
