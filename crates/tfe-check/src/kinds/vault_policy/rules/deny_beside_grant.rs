//! A deny for the path of a rule that grants.

use vault_policy::Rule as PolicyRule;

use super::{change, denials};
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::{Facts, Probe};
use crate::knowledge::rules::vault_policy::DENY_BESIDE_GRANT;

/// The finding at the rule that grants; `worst` is the worst call that is denied because of it.
pub(super) fn say(
    facts: &Facts<'_>,
    deny: &PolicyRule,
    grant: &PolicyRule,
    worst: Option<&Probe>,
) -> Finding {
    // A deny that blocks nothing needed may be on purpose, and what it closes is not opened.
    let edits = worst.and_then(|_| without_deny(facts, deny));
    let fix = edits.map(|edits| Fix::review("Remove the deny", edits));
    let severity =
        worst.map_or(Severity::Warning, |p| p.severity_denied_by(deny).max(Severity::Warning));
    let why = match worst {
        Some(worst) => {
            format!("Vault merges rules for one path, and the deny wins. {}", worst.call.what)
        }
        None => "Vault merges rules for one path, and a deny overrides everything else.".to_owned(),
    };
    DENY_BESIDE_GRANT
        .at(denials::decided_at(grant))
        .severity(severity)
        .say(
            "What this rule grants is denied by another rule for the same path.",
            why,
            match worst {
                Some(_) => "Remove the rule that denies; another rule cannot win against it.",
                None => "Remove one of the two rules.",
            },
        )
        .related(deny.path.span, "denied here")
        .fix(fix)
}

/// A deny among other capabilities of its rule, which blocks nothing that is needed.
pub(super) fn in_one_list(facts: &Facts<'_>, rule: &PolicyRule) -> Option<Finding> {
    denials::without_word(facts, rule)?;
    Some(DENY_BESIDE_GRANT.at(denials::decided_at(rule)).say(
        "This rule grants and denies.",
        "Vault takes only the deny: nothing else in the rule counts.",
        "Remove the deny, or the other capabilities.",
    ))
}

/// The deny taken away where another rule for the path grants.
fn without_deny(facts: &Facts<'_>, rule: &PolicyRule) -> Option<text::EditSet> {
    denials::without_word(facts, rule).or_else(|| change::without_rule(facts, rule))
}
