//! The two halves of an `AppRole` login, filled from the same source.

use text::{Edit, Span};

use super::approle_halves::{Half, is_secret};
use super::{Facts, Finding, approle_halves};
use crate::base::finding::Fix;
use crate::knowledge::rules::kubernetes_manifest::APPROLE_IDS_FROM_ONE_SOURCE;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (role, secret) in approle_halves::pairs(facts) {
        if role.source.of(facts.text) == secret.source.of(facts.text) {
            found.push(same(facts, &role, &secret));
        }
    }
    found
}

fn same(facts: &Facts<'_>, role: &Half<'_>, secret: &Half<'_>) -> Finding {
    let written = role.source.of(facts.text);
    let wrong = if is_secret(written) { role } else { secret };
    let words = [
        ("secretId", "roleId"),
        ("secretID", "roleID"),
        ("secret_id", "role_id"),
        ("secret-id", "role-id"),
        ("SECRET_ID", "ROLE_ID"),
    ];
    let meant = |(secret, role): &(&str, &str)| {
        let (from, to) = if is_secret(written) { (*secret, *role) } else { (*role, *secret) };
        let at = written.find(from)?;
        let place = Span::new(wrong.source.start + at, wrong.source.start + at + from.len());
        Some(Fix::review(format!("Use {to}"), Edit::replace(place, to)))
    };
    let fix = words.iter().find_map(meant);
    let other = if is_secret(written) { secret } else { role };
    APPROLE_IDS_FROM_ONE_SOURCE
        .at(wrong.source)
        .say(
            "The role ID and the secret ID come from the same source.",
            "Vault answers the login with: invalid role or secret ID.",
            format!("Fill {} from its own source.", wrong.name),
        )
        .related(other.key, "It comes from the same source.")
        .fix(fix)
}
