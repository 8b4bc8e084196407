//! A snapshot policy that can restore and not save.

use vault_policy::{Capability, Rule as PolicyRule, edit};

use crate::base::finding::{Finding, Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Facts, SNAPSHOT, Wanted};
use crate::knowledge::rules::vault_policy::SNAPSHOT_RESTORE_ONLY;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.profile != Profile::RaftSnapshot {
        return Vec::new();
    }
    let wanted = Wanted::of(&facts.document);
    let mut on_snapshot = facts.document.rules.iter().filter(|r| r.read.pattern.matches(SNAPSHOT));
    let mut found = Vec::new();
    if let Some(rule) = on_snapshot.next().filter(|_| wanted.only_restores()) {
        found.push(only_restores(facts, rule, wanted.forces()));
    }
    found
}

fn only_restores(facts: &Facts<'_>, rule: &PolicyRule, forces: bool) -> Finding {
    let fix = edit::add_capabilities(facts.text, rule, &[Capability::Read]);
    // Who may restore by force too, or calls the policy so, restores on purpose.
    let named = facts.name.is_some_and(|n| n.to_ascii_lowercase().contains("restore"));
    let severity = if forces || named { Severity::Info } else { Severity::Warning };
    SNAPSHOT_RESTORE_ONLY
        .at(rule.path.span)
        .severity(severity)
        .say(
            "This policy can restore a snapshot, but not save one.",
            "Saving is a GET and needs \"read\"; a backup job would get 403.",
            "Add \"read\" if the token saves snapshots. To restore, nothing is missing.",
        )
        .fix(fix.map(|edits| Fix::review("Add \"read\"", edits)))
}
