//! A few rules of a policy in a text that speaks of them.

use super::lack::Lack;
use crate::base::kind::Profile;
use crate::contract::Quoted;
use crate::kinds::vault_policy::{Asked, Facts};
use crate::knowledge::rules::vault_policy::POLICY_EXCERPT;

/// One finding in place of all rules that an excerpt does not show. A rule that it shows, and that grants too
/// little, keeps its own finding.
pub(crate) fn folded(facts: &Facts<'_>, missing: &mut Vec<Lack>) {
    if facts.quoted == Quoted::No || !is_excerpt(facts) {
        return;
    }
    let is_absent = |at: usize| facts.asked.get(at).is_some_and(|a| !shows(facts, a));
    let absent: Vec<Lack> = missing.extract_if(.., |one| one.is_of(is_absent)).collect();
    let asked = absent.iter().filter_map(|one| facts.asked.get(one.need?));
    let paths: Vec<String> = asked.map(|asked| format!("`{}`", asked.path)).collect();
    let first = facts.document.rules.first().filter(|_| !paths.is_empty());
    missing.extend(first.map(|rule| {
        let found = POLICY_EXCERPT.at(rule.path.span).say(
            "This is part of a policy: only the rules that it shows are checked.",
            format!("The text around it discusses these rules. {}", not_shown(&paths)),
            "Check the whole policy, as `vault policy read` prints it.",
        );
        Lack::by_a_fault(found)
    }));
}

/// How many rules are not shown, with at most three of them.
fn not_shown(paths: &[String]) -> String {
    let some = paths.get(..3).unwrap_or(paths).join(", ");
    match paths.len() {
        1 => format!("One other rule that TFE needs is not shown: {some}."),
        n @ ..=3 => format!("{n} other rules that TFE needs are not shown: {some}."),
        n => format!("{n} other rules that TFE needs are not shown, such as {some}."),
    }
}

/// Whether a policy shows less of what TFE needs than one that somebody uses would.
fn is_excerpt(facts: &Facts<'_>) -> bool {
    let asked = || facts.asked.iter().filter(|asked| !asked.probes.is_empty());
    let all = asked().count();
    let shown = asked().filter(|asked| shows(facts, asked)).count();
    let few = shown * 3 <= all;
    facts.profile == Profile::TfeExternalVault
        && (shown > 0 || facts.quoted == Quoted::Cut)
        && (few || shown * 3 <= all * 2 && facts.quoted == Quoted::Cut)
}

/// Whether a rule of the policy is for what TFE asks, or allows some of it.
fn shows(facts: &Facts<'_>, asked: &Asked) -> bool {
    let decides = |probe| facts.deciding(probe).is_some_and(|rule| asked.covers(rule));
    asked.probes.iter().any(|probe| probe.answer.allowed || decides(probe))
}
