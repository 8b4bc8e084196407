//! The two halves of an `AppRole` login, filled from the same source or from each other's.

use helm_values::{Entry, NodeId};
use text::{Edit, Span};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::knowledge::rules::kubernetes_manifest::{
    APPROLE_IDS_CROSSED, APPROLE_IDS_FROM_ONE_SOURCE,
};

/// One half: its name, and where its value comes from.
struct Half<'t> {
    name: &'t str,
    key: Span,
    source: Span,
}

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let maps = facts.objects.iter().filter(|object| object.kind == "Secret").flat_map(|object| {
        ["data", "stringData"].into_iter().filter_map(|key| facts.tree.at(object.node, &[key]))
    });
    for map in maps {
        let halves: Vec<Half<'_>> =
            facts.tree.entries(map).iter().filter_map(|entry| of_secret(facts, entry)).collect();
        compare(facts, &halves, out);
    }
    for worker in facts.pods.iter().flat_map(|pod| &pod.containers) {
        let all = worker.container.variables(facts.tree).into_iter();
        let halves: Vec<Half<'_>> =
            all.filter_map(|(name, item)| of_variable(facts, name, item)).collect();
        compare(facts, &halves, out);
    }
}

fn of_secret<'t>(facts: &Facts<'t>, entry: &'t Entry) -> Option<Half<'t>> {
    let name = entry.name.as_deref()?;
    let source = facts.tree.span(entry.value);
    let given = facts.is_template(source);
    given.then(|| Half { name, key: facts.tree.key(entry), source })
}

fn of_variable<'t>(facts: &Facts<'t>, name: &'t str, item: NodeId) -> Option<Half<'t>> {
    let from = facts.tree.at(item, &["valueFrom", "secretKeyRef"])?;
    let source = facts.tree.span(facts.tree.at(from, &["key"])?);
    let key = facts.tree.span(facts.tree.at(item, &["name"])?);
    Some(Half { name, key, source })
}

fn is_role(name: &str) -> bool {
    plain(name).contains("roleid")
}

fn is_secret(name: &str) -> bool {
    plain(name).contains("secretid")
}

fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn compare(facts: &Facts<'_>, halves: &[Half<'_>], out: &mut Vec<Finding>) {
    let role = halves.iter().find(|half| is_role(half.name));
    let secret = halves.iter().find(|half| is_secret(half.name));
    let (Some(role), Some(secret)) = (role, secret) else { return };
    let (first, second) = (role.source.of(facts.text), secret.source.of(facts.text));
    if first == second {
        out.push(same(facts, role, secret));
    } else if is_secret(first) && !is_role(first) && is_role(second) && !is_secret(second) {
        out.push(
            APPROLE_IDS_CROSSED
                .at(role.source)
                .say(
                    "The role ID and the secret ID seem to be swapped.",
                    "Vault answers the login with: invalid role or secret ID. Inferred from the names of the sources; the values are not compared.",
                    "Swap the two sources.",
                )
                .related(secret.source, "The secret ID comes from here."),
        );
    }
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
