//! The two halves of an `AppRole` login, each filled from the other's source.

use super::approle_halves::{Half, is_role, is_secret};
use super::{Facts, Finding, approle_halves};
use crate::knowledge::rules::kubernetes_manifest::APPROLE_IDS_CROSSED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let pairs = approle_halves::pairs(facts);
    pairs.iter().filter_map(|(role, secret)| crossed(facts, role, secret)).collect()
}

fn crossed(facts: &Facts<'_>, role: &Half<'_>, secret: &Half<'_>) -> Option<Finding> {
    let (first, second) = (role.source.of(facts.text), secret.source.of(facts.text));
    if !is_secret(first) || is_role(first) || !is_role(second) || is_secret(second) {
        return None;
    }
    let finding = APPROLE_IDS_CROSSED.at(role.source).say(
        "The role ID and the secret ID seem to be swapped.",
        "Vault answers the login with: invalid role or secret ID. Inferred from the names of the \
         sources; the values are not compared.",
        "Swap the two sources.",
    );
    Some(finding.related(secret.source, "The secret ID comes from here."))
}
