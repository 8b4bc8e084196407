//! Automated snapshots without sudo in a policy that is for something else, such as a health check:
//! Vault protects their settings from every token.

use vault_policy::{Capability, Denial, Operation, Request, Rule as PolicyRule, edit};

use crate::base::finding::{Finding, Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::SNAPSHOT_SUDO_MISSING;

const CONFIG: &str = "sys/storage/raft/snapshot-auto/config";

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    // What the snapshot agent needs is asked as such.
    if facts.profile == Profile::RaftSnapshot {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, rule) in facts.document.rules.iter().enumerate() {
        if rule.read.pattern.text.starts_with(CONFIG) && lacks_sudo(facts, at, rule) {
            found.push(say(facts, rule));
        }
    }
    found
}

/// Whether a rule decides for a call that it grants, and Vault asks for sudo too.
fn lacks_sudo(facts: &Facts<'_>, at: usize, rule: &PolicyRule) -> bool {
    let calls = [
        (Operation::List, format!("{CONFIG}/")),
        (Operation::Read, example(rule)),
        (Operation::Update, example(rule)),
        (Operation::Delete, example(rule)),
    ];
    calls.iter().any(|(operation, path)| {
        let granted = operation.needs().is_some_and(|c| rule.read.capabilities.contains(c));
        let answer = facts.access.answer(&Request::new(*operation, path));
        granted && answer.rule == Some(at) && answer.denial == Some(Denial::MissingSudo)
    })
}

/// A configuration that the rule may be for.
fn example(rule: &PolicyRule) -> String {
    let name = rule.read.pattern.text.strip_prefix(CONFIG).unwrap_or("").trim_start_matches('/');
    let name = name.trim_end_matches(['*', '+']);
    format!("{CONFIG}/{}", if name.is_empty() { "daily" } else { name })
}

fn say(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let edits = edit::add_capabilities(facts.text, rule, &[Capability::Sudo]);
    SNAPSHOT_SUDO_MISSING
        .at(rule.path.span)
        .severity(Severity::Warning)
        .say(
            "Without \"sudo\" this rule gives no access to automated snapshots.",
            "Vault protects their settings and answers 403; `snapshot-auto/status` needs no sudo.",
            "Add \"sudo\" if the token should do this; otherwise nothing is missing.",
        )
        .fix(edits.map(|edits| Fix::review("Add \"sudo\"", edits)))
}
