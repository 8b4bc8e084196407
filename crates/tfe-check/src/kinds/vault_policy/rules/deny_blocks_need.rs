//! A deny in the way of something that is needed.

use vault_policy::Rule as PolicyRule;

use super::lack::Lack;
use super::{change, denials, missing};
use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::{Asked, Facts, Probe, worst};
use crate::knowledge::rules::vault_policy::DENY_BLOCKS_NEED;

/// A deny that decides for something needed which another rule would allow.
pub(super) fn find(facts: &Facts<'_>, rule: &PolicyRule, worst: &Probe) -> Option<Finding> {
    let mut words: Vec<&str> = Vec::new();
    for (asked, _) in facts.denied_by(rule).iter().filter(|(asked, _)| asked.covers(rule)) {
        let more = asked.need.capabilities.iter().filter(|c| !words.contains(c));
        words.extend(more.copied().collect::<Vec<_>>());
    }
    let list = words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
    let (action, title, edits) = if let Some(edits) = denials::without_word(facts, rule) {
        ("Remove \"deny\" from the list.".to_owned(), "Remove \"deny\"", Some(edits))
    } else if words.is_empty() {
        let edits = change::without_rule(facts, rule);
        let helps = |edits: &text::EditSet| {
            let without = edits.apply(facts.text).ok().map(|text| facts.allowed_by(&text));
            without.is_some_and(|access| {
                facts.denied_by(rule).iter().any(|(_, p)| access.ask(p.call).allowed)
            })
        };
        if edits.as_ref().is_some_and(|e| !helps(e)) {
            return None;
        }
        let action = "Remove this rule, or deny only what is not needed.".to_owned();
        (action, "Remove the rule", edits)
    } else {
        let edits = change::granting(facts, rule, &words);
        (format!("Write capabilities = [{list}] here."), "Grant what is needed", edits)
    };
    let found =
        DENY_BLOCKS_NEED.at(denials::decided_at(rule)).severity(worst.severity_denied_by(rule));
    let what = in_the_way(&facts.denied_by(rule), worst);
    let found = missing::related(facts, worst, found.say(what, worst.why_denied_by(rule), action));
    Some(found.fix(edits.map(|edits| Fix::review(title, edits))))
}

/// A deny in the way of something for which no rule would be there without it either: it is reported in
/// place of what is missing.
pub(crate) fn folded(facts: &Facts<'_>, missing: &mut Vec<Lack>) {
    if missing.is_empty() {
        return;
    }
    let narrow = |r: &&PolicyRule| denials::denies(r) && !denials::catches_all(facts, r);
    for rule in facts.document.rules.iter().filter(narrow) {
        let denied = facts.denied_by(rule);
        let worst = worst(denied.iter().map(|(_, p)| *p));
        let (Some(worst), false) = (worst, denied.iter().any(|(a, _)| a.covers(rule))) else {
            continue;
        };
        let Some(edits) = change::next_to(facts, rule, missing) else { continue };
        let found = DENY_BLOCKS_NEED
            .at(denials::decided_at(rule))
            .severity(worst.severity())
            .say(
                in_the_way(&denied, worst),
                worst.call.why,
                "Add the documented rules: they are narrower and win against it.",
            )
            .fix(Fix::review("Add the documented rules", edits));
        missing.push(Lack::by_a_fault(found));
    }
}

fn in_the_way(denied: &[(&Asked, &Probe)], worst: &Probe) -> String {
    let most = worst.call.what;
    match denied.len() {
        0 | 1 => format!("This deny blocks a call that is needed. {most}"),
        all => format!("This deny blocks {all} calls that are needed. {most}"),
    }
}
