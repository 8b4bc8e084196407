//! Paths that begin with the address of Vault: they match no request.

use super::path_prefix;
use crate::base::finding::Finding;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::PATH_WITH_ADDRESS;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for rule in &facts.document.rules {
        let bare = rule.path.value.trim_start_matches('/');
        let Some(rest) = after_address(bare) else { continue };
        let found = PATH_WITH_ADDRESS.at(rule.path.span);
        out.push(
            found
                .severity(path_prefix::severity(facts, rule, rest))
                .say(
                    "This rule can never match: a path does not include an address.",
                    "Vault compares only the path after /v1/. This rule grants nothing.",
                    "Remove the address.",
                )
                .when_repeated()
                .fix(path_prefix::without(facts, rule, "Remove the address", rest)),
        );
    }
    out
}

fn after_address(path: &str) -> Option<&str> {
    let lower = path.to_ascii_lowercase();
    let scheme = ["https://", "http://"].iter().find(|s| lower.starts_with(**s))?;
    let (_, rest) = path.get(scheme.len()..)?.split_once('/')?;
    Some(rest.strip_prefix("v1/").unwrap_or(rest))
}
