//! A snapshot policy that can restore and not save.

use vault_policy::{Capability, edit};

use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::kind::Profile;
use crate::policy::{Facts, SNAPSHOT, Wanted};

static RULE: Rule = Rule::new("snapshot-restore-only", Severity::Info, Stage::Run)
    .source(Evidence::Documented, "Vault API documentation: /sys/storage/raft")
    .fix(Safety::Review);

pub(crate) static RULES: [&Rule; 1] = [&RULE];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.profile != Profile::RaftSnapshot || !Wanted::of(&facts.document).only_restores() {
        return;
    }
    let rules = &facts.document.rules;
    let Some(rule) = rules.iter().find(|r| r.read.pattern.matches(SNAPSHOT)) else { return };
    let fix = edit::add_capabilities(facts.text, rule, &[Capability::Read]);
    out.push(
        RULE.at(rule.path.span)
            .say(
                "This policy can restore a snapshot, but not save one.",
                "Saving is a GET and needs \"read\"; a backup job would get 403.",
                "Add \"read\" if the token saves snapshots. To restore, nothing is missing.",
            )
            .fix(fix.map(|edits| Fix::review("Add \"read\"", edits))),
    );
}
