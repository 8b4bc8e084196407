//! One rule that decides for much of what is needed, denies it, and wins against the rules that were
//! written for it.

use std::collections::BTreeMap;

use text::{Span, short};
use vault_policy::{PathPattern, Rule as PolicyRule, RuleKey};

use super::lack::Lack;
use super::{change, decides};
use crate::base::finding::{Fix, Severity};
use crate::kinds::vault_policy::{Asked, Facts, Probe, worst};
use crate::knowledge::rules::vault_policy::RULE_SHADOWS_GRANT;

/// One finding in place of all that is missing because of one rule.
pub(crate) fn folded(facts: &Facts<'_>, missing: &mut Vec<Lack>) {
    let mut groups: BTreeMap<&PathPattern, Vec<usize>> = BTreeMap::new();
    for place in missing.iter().filter_map(|one| one.need) {
        if let Some(rule) = facts.asked.get(place).and_then(|asked| shadowing(facts, asked)) {
            groups.entry(&rule.read.pattern).or_default().push(place);
        }
    }
    groups.retain(|_, places| places.len() > 1);
    for (pattern, places) in groups {
        let own: Vec<Lack> =
            missing.extract_if(.., |one| one.is_of(|at| places.contains(&at))).collect();
        let rule = facts.document.rules.iter().find(|r| r.read.pattern == *pattern);
        missing.extend(rule.and_then(|rule| say(facts, rule, &own)));
    }
}

/// The rule that decides for all that is denied of a need, grants something else, and beats a rule
/// that would allow it.
fn shadowing<'f>(facts: &'f Facts<'_>, asked: &Asked) -> Option<&'f PolicyRule> {
    let mut denied = asked.denied();
    let rule = facts.deciding(denied.next()?)?;
    let same = |p: &Probe| facts.deciding(p).is_some_and(|r| r.read.pattern == rule.read.pattern);
    let grants = !rule.read.capabilities.is_empty() && !rule.read.capabilities.denies();
    let beats = || asked.denied().any(|p| !losers(facts, p).is_empty());
    (grants && !asked.covers(rule) && denied.all(same) && beats()).then_some(rule)
}

/// The rules of the same text that would allow a call.
fn losers<'f>(facts: &'f Facts<'_>, probe: &Probe) -> Vec<&'f PolicyRule> {
    let losers = facts.access.losers(probe.call).into_iter();
    let shadowed = losers.filter(|(_, lost)| matches!(lost, vault_policy::Lost::ShadowedBy(_)));
    shadowed.filter_map(|(at, _)| facts.document.rules.get(at)).collect()
}

fn say(facts: &Facts<'_>, rule: &PolicyRule, own: &[Lack]) -> Option<Lack> {
    // Of the whole policy the first of these needs counts.
    let need = own.first()?.need;
    let asked: Vec<&Asked> = own.iter().filter_map(|one| facts.asked.get(one.need?)).collect();
    let denied: Vec<&Probe> = asked.iter().flat_map(|a| a.denied()).collect();
    let worst = worst(denied.iter().copied())?;
    let mut beaten: Vec<&PolicyRule> = Vec::new();
    for loser in denied.iter().flat_map(|p| losers(facts, p)) {
        if !beaten.iter().any(|b| std::ptr::eq(*b, loser)) {
            beaten.push(loser);
        }
    }
    let first = beaten.first()?;
    let path = short(&rule.path.value);
    let count = denied.len();
    let severity = own.iter().map(|one| one.finding.severity).max().unwrap_or(Severity::Error);
    let reason = decides::clause(&rule.read.pattern, &first.read.pattern);
    let why = format!(
        "Vault uses one rule for a request and adds nothing from `{}`; this one wins because {reason}. {} {}",
        first.path.value, worst.call.what, worst.call.why
    );
    let action = format!(
        "Write the documented rules, such as `{}`, or give `{}` a narrower path.",
        asked.first()?.path,
        rule.path.value
    );
    let safety = own.iter().filter_map(|one| one.finding.fixes.first()).map(|f| f.safety).min();
    let fixable = own.iter().all(|one| !one.finding.fixes.is_empty());
    let edits = change::together(own.iter().map(|one| &one.finding));
    let title = "Add the documented rules".to_owned();
    let fix = safety.filter(|_| fixable).map(|safety| Fix { title: title.into(), safety, edits });
    let what = format!("`{path}` decides {count} calls that are needed, and denies them.");
    let mut found =
        RULE_SHADOWS_GRANT.at(granted_at(rule)).severity(severity).say(what, why, action);
    for loser in beaten {
        let note = decides::note(&rule.read.pattern, &loser.read.pattern);
        found = found.related(loser.path.span, note);
    }
    Some(Lack { need, finding: found.fix(fix) })
}

fn granted_at(rule: &PolicyRule) -> Span {
    let mut grants = rule.all(RuleKey::Capabilities).chain(rule.all(RuleKey::Policy));
    grants.next().map_or(rule.path.span, |a| a.value.span)
}
