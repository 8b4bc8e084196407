//! `create` where Vault asks for `update`.

use text::{Edit, Span};
use vault_policy::{Capability, Rule as PolicyRule, RuleKey};

use crate::base::finding::{Finding, Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{FORCE, Facts, SNAPSHOT};
use crate::knowledge::rules::vault_policy::SNAPSHOT_CREATE_WITHOUT_EFFECT;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.profile != Profile::RaftSnapshot {
        return Vec::new();
    }
    let mut found = Vec::new();
    found.extend(creating(facts, SNAPSHOT).map(|rule| creates(facts, rule)));
    found.extend(creating(facts, FORCE).map(forces));
    found
}

/// The rules for exactly this path that grant `create`, where none grants `update`.
fn creating<'f>(
    facts: &'f Facts<'_>,
    path: &'static str,
) -> impl Iterator<Item = &'f PolicyRule> + use<'f> {
    let rules = &facts.document.rules;
    let grants = |r: &PolicyRule, c| r.read.capabilities.contains(c);
    let updates = |r: &PolicyRule| r.read.pattern.matches(path) && grants(r, Capability::Update);
    let updated = rules.iter().any(updates);
    // A rule for more than this path may create elsewhere.
    let exact = rules.iter().filter(move |r| !updated && r.read.pattern.text == path);
    exact.filter(move |r| grants(r, Capability::Create))
}

/// Where the word is; the path, where it comes from the old `policy` key.
fn word(rule: &PolicyRule) -> Option<Span> {
    let mut words = rule.all(RuleKey::Capabilities).flat_map(|a| a.elements());
    let word = words.find(|e| e.value.as_deref() == Some(Capability::Create.word()));
    word.map(|e| e.span)
}

/// That path is only for restores.
fn forces(rule: &PolicyRule) -> Finding {
    let word = word(rule);
    let fix = word.map(|at| Fix::review("Write \"update\"", Edit::replace(at, "\"update\"")));
    SNAPSHOT_CREATE_WITHOUT_EFFECT
        .at(word.unwrap_or(rule.path.span))
        .say(
            "`create` has no effect on `sys/storage/raft/snapshot-force`; a restore needs \"update\".",
            WHY,
            "Write \"update\" if the token restores by force; otherwise remove the rule.",
        )
        .fix(fix)
}

const WHY: &str =
    "This endpoint cannot tell what exists, so Vault requires \"update\" and answers 403.";

/// Without the word restore it may just be more than what saving needs.
fn creates(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let restores = |text: &str| text.to_ascii_lowercase().contains("restor");
    let mut comments = facts.document.comments.iter().map(|c| c.of(facts.text));
    let meant = comments.any(restores) || facts.name.is_some_and(restores);
    let severity = if meant { Severity::Warning } else { Severity::Info };
    SNAPSHOT_CREATE_WITHOUT_EFFECT.at(word(rule).unwrap_or(rule.path.span)).severity(severity).say(
        "`create` has no effect on `sys/storage/raft/snapshot`: a restore needs \"update\".",
        WHY,
        "Write \"update\" to restore (by force: on `sys/storage/raft/snapshot-force`), \
         or remove \"create\".",
    )
}
