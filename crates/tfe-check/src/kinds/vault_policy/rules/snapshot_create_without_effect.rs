//! `create` where Vault asks for `update`.

use vault_policy::{Capability, Rule as PolicyRule, RuleKey};

use crate::base::finding::{Finding, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Facts, SNAPSHOT};
use crate::knowledge::rules::vault_policy::SNAPSHOT_CREATE_WITHOUT_EFFECT;

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::RaftSnapshot {
        return;
    }
    let rules = &facts.document.rules;
    let grants = |r: &PolicyRule, c| r.read.capabilities.contains(c);
    let updates =
        |r: &PolicyRule| r.read.pattern.matches(SNAPSHOT) && grants(r, Capability::Update);
    if rules.iter().any(updates) {
        return;
    }
    // A rule for more than this path may create elsewhere.
    let exact = rules.iter().filter(|r| r.read.pattern.text == SNAPSHOT);
    let creating = exact.filter(|r| grants(r, Capability::Create));
    out.extend(creating.map(|rule| creates(facts, rule)));
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
