//! Rules that deny: beside one that grants, in TFE's way, or without any effect.

use std::collections::BTreeMap;

use text::Span;
use vault_policy::{Capability, PathPattern, PatternKind, Rule as PolicyRule, RuleKey, edit};

use super::{change, missing};
use crate::base::finding::{Finding, Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::{Asked, Facts, Probe, worst};
use crate::knowledge::rules::vault_policy::{
    DENY_BESIDE_GRANT, DENY_BLOCKS_NEED, DENY_WITHOUT_EFFECT,
};

/// What the default policy grants by these very paths: a deny is joined with it.
const DEFAULT: [&str; 12] = [
    "auth/token/",
    "cubbyhole/",
    "identity/",
    "sys/capabilities-self",
    "sys/control-group/",
    "sys/internal/",
    "sys/leases/",
    "sys/mfa/",
    "sys/renew",
    "sys/tools/",
    "sys/wrapping/",
    "sys/locked",
];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let rules = &facts.document.rules;
    let mut grants: BTreeMap<&PathPattern, &PolicyRule> = BTreeMap::new();
    for rule in rules.iter().filter(|r| !r.read.capabilities.is_empty() && !denies(r)) {
        grants.entry(&rule.read.pattern).or_insert(rule);
    }
    let mut told: Vec<&PathPattern> = Vec::new();
    for rule in rules.iter().filter(|r| denies(r)) {
        if told.contains(&&rule.read.pattern) || told.len() > 100 {
            continue;
        }
        told.push(&rule.read.pattern);
        let blocked = facts.denied_by(rule);
        let worst = worst(blocked.iter().map(|(_, p)| *p));
        if let Some(grant) = grants.get(&rule.read.pattern) {
            out.push(beside(facts, rule, grant, worst));
        } else if let Some(worst) = worst {
            let all = || catches_all(facts, rule).then(|| useless(facts, rule, &grants)).flatten();
            out.extend(blocks(facts, rule, worst).or_else(all));
        } else if rule.read.pattern.literal_star().is_none()
            && !grants.keys().any(|g| would_decide(g, &rule.read.pattern))
            && !DEFAULT.iter().any(|d| rule.read.pattern.text.starts_with(d))
        {
            out.extend(useless(facts, rule, &grants));
        }
    }
}

/// Whether a deny is for the whole engine: what is needed is then simply not granted.
pub(crate) fn catches_all(facts: &Facts<'_>, rule: &PolicyRule) -> bool {
    let pattern = &rule.read.pattern;
    let engine = format!("{}/", facts.place.transit);
    denies(rule) && pattern.kind == PatternKind::Prefix && engine.starts_with(&pattern.text)
}

fn denies(rule: &PolicyRule) -> bool {
    rule.read.capabilities.contains(Capability::Deny)
}

fn beside(
    facts: &Facts<'_>,
    deny: &PolicyRule,
    grant: &PolicyRule,
    worst: Option<&Probe>,
) -> Finding {
    let fix = without_deny(facts, deny).map(|edits| Fix::review("Remove the deny", edits));
    let severity = worst.map_or(Severity::Warning, |p| p.severity().max(Severity::Warning));
    let why = match worst {
        Some(worst) => {
            format!("Vault merges rules for one path, and the deny wins. {}", worst.call.what)
        }
        None => "Vault merges rules for one path, and a deny overrides everything else.".to_owned(),
    };
    DENY_BESIDE_GRANT
        .at(decided_at(grant))
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

/// A deny in the way of something for which no rule would be there without it either: it is told in
/// place of what is missing.
pub(crate) fn folded(facts: &Facts<'_>, missing: &mut Vec<(usize, Finding)>) {
    if missing.is_empty() {
        return;
    }
    let narrow = |r: &&PolicyRule| denies(r) && !catches_all(facts, r);
    for rule in facts.document.rules.iter().filter(narrow) {
        let denied = facts.denied_by(rule);
        let worst = worst(denied.iter().map(|(_, p)| *p));
        let (Some(worst), false) = (worst, denied.iter().any(|(a, _)| a.covers(rule))) else {
            continue;
        };
        let Some(edits) = change::in_place_of(facts, rule, missing) else { continue };
        let found = DENY_BLOCKS_NEED
            .at(decided_at(rule))
            .severity(worst.severity())
            .say(
                in_the_way(&denied, worst),
                worst.call.why,
                "Replace it with the documented rules; a narrower rule wins against it.",
            )
            .fix(Fix::review("Write the documented rules", edits));
        missing.push((0, found));
    }
}

fn in_the_way(denied: &[(&Asked, &Probe)], worst: &Probe) -> String {
    let most = worst.call.what;
    match denied.len() {
        0 | 1 => format!("This deny blocks a call that is needed. {most}"),
        all => format!("This deny blocks {all} calls that are needed. {most}"),
    }
}

/// A deny that decides for something needed which another rule would allow.
fn blocks(facts: &Facts<'_>, rule: &PolicyRule, worst: &Probe) -> Option<Finding> {
    let mut words: Vec<&str> = Vec::new();
    for (asked, _) in facts.denied_by(rule).iter().filter(|(asked, _)| asked.covers(rule)) {
        let more = asked.need.capabilities.iter().filter(|c| !words.contains(c));
        words.extend(more.copied().collect::<Vec<_>>());
    }
    let list = words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
    let (action, title, edits) = if let Some(edits) = without_word(facts, rule) {
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
    let found = DENY_BLOCKS_NEED.at(decided_at(rule)).severity(worst.severity());
    let what = in_the_way(&facts.denied_by(rule), worst);
    let found = missing::related(facts, worst, found.say(what, worst.call.why, action));
    Some(found.fix(edits.map(|edits| Fix::review(title, edits))))
}

/// A rule that denies nothing which would be allowed without it. A policy of unknown purpose may be
/// there to deny what other policies grant.
fn useless(
    facts: &Facts<'_>,
    rule: &PolicyRule,
    grants: &BTreeMap<&PathPattern, &PolicyRule>,
) -> Option<Finding> {
    let inside = |g: &&&PathPattern| covers(&rule.read.pattern, g);
    let found = DENY_WITHOUT_EFFECT.at(decided_at(rule));
    if let Some(grant) = grants.keys().find(inside).and_then(|g| grants.get(*g)) {
        let found = found.say(
            "This deny changes nothing: more specific rules decide for their own paths.",
            "In Vault only the most specific rule decides, even against a broader deny.",
            "Remove it, or deny the exact paths that must be blocked.",
        );
        return Some(found.related(grant.path.span, "this rule still grants"));
    }
    (facts.profile != Profile::None).then(|| {
        found.say(
            "This deny changes nothing in this policy.",
            "Vault denies what no rule grants. It matters only against another policy of the token.",
            "Remove it, unless another policy of the token grants this path.",
        )
    })
}

/// The deny taken away where another rule for the path grants.
fn without_deny(facts: &Facts<'_>, rule: &PolicyRule) -> Option<text::EditSet> {
    without_word(facts, rule).or_else(|| change::without_rule(facts, rule))
}

/// The word taken out of a list that holds others too.
fn without_word(facts: &Facts<'_>, rule: &PolicyRule) -> Option<text::EditSet> {
    let mut words = rule.all(RuleKey::Capabilities).flat_map(|a| a.elements());
    let others = words.any(|e| e.value.as_deref() != Some(Capability::Deny.word()));
    let edits = edit::remove_capability(facts.text, rule, Capability::Deny);
    edits.filter(|e| others && !e.is_empty())
}

/// Whether a broader rule would decide for paths of this one, if it were not there. Patterns with a
/// `+` are taken to do so.
fn would_decide(grant: &PathPattern, deny: &PathPattern) -> bool {
    if grant.kind == PatternKind::Segments || deny.kind == PatternKind::Segments {
        return true;
    }
    grant.kind == PatternKind::Prefix && deny.text.starts_with(&grant.text)
}

fn covers(outer: &PathPattern, inner: &PathPattern) -> bool {
    outer.kind == PatternKind::Prefix && inner.text.starts_with(&outer.text)
}

fn decided_at(rule: &PolicyRule) -> Span {
    let mut grants = rule.all(RuleKey::Capabilities).chain(rule.all(RuleKey::Policy));
    grants.next().map_or(rule.path.span, |a| a.value.span)
}
