//! A path that ends in `/`: it fits that one path, and nothing below it.

use text::short;
use vault_policy::{Capability, PatternKind, Rule as PolicyRule, RuleKey};

use super::{dead_path, misspelt_path};
use crate::base::finding::{Finding, Severity};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::PATH_ENDS_IN_SLASH;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in facts.document.rules.iter().filter(|r| grants_below(r)) {
        if misspelt_path::meant(facts, rule).is_some() {
            continue;
        }
        match dead_path::below(facts, rule) {
            Some(meant) => found.push(needed(facts, rule, &meant)),
            None if !others_below(facts, rule) => found.push(unneeded(rule)),
            None => {}
        }
    }
    found
}

/// Whether a rule is for a path with `/` at its end and grants more than to list it.
fn grants_below(rule: &PolicyRule) -> bool {
    let (pattern, granted) = (&rule.read.pattern, &rule.read.capabilities);
    let more = [Capability::Create, Capability::Read, Capability::Update, Capability::Delete];
    pattern.kind == PatternKind::Exact
        && pattern.text.len() > 1
        && pattern.text.ends_with('/')
        && !granted.denies()
        && more.iter().any(|c| granted.contains(*c))
}

/// Whether other rules are for what is below.
fn others_below(facts: &Facts<'_>, rule: &PolicyRule) -> bool {
    let text = rule.read.pattern.text.as_str();
    let below = format!("{text}x");
    let mut others = facts.document.rules.iter().map(|r| &r.read.pattern);
    others.any(|p| p.matches(&below) || (p.text.starts_with(text) && p.text.len() > text.len()))
}

fn what(rule: &PolicyRule) -> String {
    format!("`{}` matches only this path with its `/`, nothing below it.", short(&rule.path.value))
}

fn needed(facts: &Facts<'_>, rule: &PolicyRule, meant: &dead_path::Meant<'_>) -> Finding {
    let paths = meant.paths();
    let all = paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
    let why = format!("What is below is denied: {all}. {}", meant.why());
    PATH_ENDS_IN_SLASH
        .at(rule.path.span)
        .severity(meant.severity.max(Severity::Warning))
        .say(what(rule), why, meant.action())
        .fix(meant.fix(facts, rule))
}

/// Nothing that is known to be needed is lost. What can be listed there can still be listed.
fn unneeded(rule: &PolicyRule) -> Finding {
    let lists = rule.read.capabilities.contains(Capability::List);
    let old = rule.all(RuleKey::Policy).next().is_some();
    let severity = if lists && !old { Severity::Info } else { Severity::Warning };
    let why = match lists {
        true => "Vault allows listing it, and answers 403 for everything below it.",
        false => "Vault answers 403 for everything below it.",
    };
    PATH_ENDS_IN_SLASH.at(rule.path.span).severity(severity).say(
        what(rule),
        why,
        format!("Write `{}*` if you mean what is below it.", rule.path.value),
    )
}
