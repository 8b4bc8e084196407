//! A snapshot policy that can restore and not save, and `create` where Vault asks for `update`.

use vault_policy::{Capability, Rule as PolicyRule, RuleKey, edit};

use crate::base::finding::{Finding, Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Facts, SNAPSHOT, Wanted};
use crate::knowledge::rules::vault_policy::{
    SNAPSHOT_CREATE_WITHOUT_EFFECT, SNAPSHOT_RESTORE_ONLY,
};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::RaftSnapshot {
        return;
    }
    let rules = &facts.document.rules;
    let wanted = Wanted::of(&facts.document);
    let on_snapshot = |r: &&PolicyRule| r.read.pattern.matches(SNAPSHOT);
    if wanted.only_restores()
        && let Some(rule) = rules.iter().find(on_snapshot)
    {
        out.push(only_restores(facts, rule, wanted.forces()));
    }
    let grants = |r: &PolicyRule, c| r.read.capabilities.contains(c);
    let updates = rules.iter().filter(on_snapshot).any(|r| grants(r, Capability::Update));
    // A rule for more than this path may create elsewhere.
    let exact = |r: &&PolicyRule| r.read.pattern.text == SNAPSHOT;
    for rule in rules.iter().filter(exact).filter(|r| grants(r, Capability::Create)) {
        if !updates {
            out.push(creates(facts, rule));
        }
    }
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

/// Without the word restore it may just be more than what saving needs.
fn creates(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let mut words = rule.all(RuleKey::Capabilities).flat_map(|a| a.elements());
    let word = words.find(|e| e.value.as_deref() == Some(Capability::Create.word()));
    let restores = |text: &str| text.to_ascii_lowercase().contains("restor");
    let mut comments = facts.document.comments.iter().map(|c| c.of(facts.text));
    let meant = comments.any(restores) || facts.name.is_some_and(restores);
    let severity = if meant { Severity::Warning } else { Severity::Info };
    SNAPSHOT_CREATE_WITHOUT_EFFECT
        .at(word.map_or(rule.path.span, |e| e.span))
        .severity(severity)
        .say(
            "`create` has no effect on `sys/storage/raft/snapshot`: a restore needs \"update\".",
            "This endpoint cannot tell what exists, so Vault requires \"update\" and answers 403.",
            "Write \"update\" to restore (by force: on `sys/storage/raft/snapshot-force`), \
         or remove \"create\".",
        )
}
