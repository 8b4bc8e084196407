//! A rule that denies, and loses against one that grants wherever both fit.

use text::short;
use vault_policy::{PathPattern, PatternKind, Rule as PolicyRule};

use super::{decides, denials};
use crate::base::finding::Finding;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::DENY_LOSES_TO_GRANT;

/// More rules that deny than that are looked at by nobody.
const MOST: usize = 100;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let rules = &facts.document.rules;
    let denies = |r: &&PolicyRule| r.read.capabilities.denies();
    // Only a pattern with a `+` overlaps another one without one being inside of the other.
    let crossing = |r: &&PolicyRule| r.read.pattern.kind == PatternKind::Segments;
    let grants: Vec<&PolicyRule> = rules
        .iter()
        .filter(|r| !r.read.capabilities.is_empty() && !denies(r))
        .take(MOST * 10)
        .collect();
    let mut found = Vec::new();
    for deny in rules.iter().filter(denies).filter(crossing).take(MOST) {
        let pattern = &deny.read.pattern;
        if pattern.literal_star().is_some() || deny.path.value.contains("{{") {
            continue;
        }
        let lost = grants.iter().find_map(|grant| {
            let path = common(pattern, &grant.read.pattern)?;
            let wins = grant.read.pattern.edge_over(pattern).is_some();
            // One inside of the other is an exception from it, on purpose.
            (wins && !pattern.covers(&grant.read.pattern)).then_some((grant, path))
        });
        // Another deny may decide there after all.
        let closed = |path: &str| {
            let better = |r: &&PolicyRule| r.read.pattern.edge_over(pattern).is_some();
            let mut fitting = rules.iter().filter(denies).filter(better);
            fitting.any(|r| r.read.pattern.matches(path))
        };
        if let Some((grant, path)) = lost.filter(|(_, path)| !closed(path)) {
            found.push(say(facts, deny, grant, &path));
        }
    }
    found
}

fn say(facts: &Facts<'_>, deny: &PolicyRule, grant: &PolicyRule, path: &str) -> Finding {
    let both = |path: &str| deny.read.pattern.matches(path) && grant.read.pattern.matches(path);
    let mut calls = facts.asked.iter().flat_map(|a| &a.probes);
    let action = match calls.any(|p| p.answer.allowed && both(&facts.place.path(p.call.path))) {
        true => "TFE needs such a path, so nothing is lost. Remove the deny, or deny other paths.",
        false => "Deny the exact paths that must be blocked, or change the rule that grants them.",
    };
    let reason = decides::clause(&grant.read.pattern, &deny.read.pattern);
    DENY_LOSES_TO_GRANT.at(denials::decided_at(deny))
        .say(
            format!("This deny does not count for paths such as `{}`.", short(path)),
            format!(
                "A deny wins only within the same path. `{}` decides there because {reason}; where no other rule wins, this one denies.",
                grant.path.value
            ),
            action,
        )
        .related(grant.path.span, "this rule decides there")
}

/// A path that both patterns fit, where one can be made up part by part.
fn common(deny: &PathPattern, grant: &PathPattern) -> Option<String> {
    let parts: Vec<&str> = deny.text.split('/').collect();
    let other: Vec<&str> = grant.text.split('/').collect();
    let is_prefix = grant.kind == PatternKind::Prefix;
    let filled: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| match other.get(at) {
            Some(given) if *part == "+" && *given != "+" && !given.is_empty() => {
                // The last part of a prefix is only the beginning of one.
                let rest = is_prefix && at + 1 == other.len();
                format!("{given}{}", if rest { "example" } else { "" })
            }
            _ if *part == "+" => "example".to_owned(),
            _ => (*part).to_owned(),
        })
        .collect();
    let path = filled.join("/");
    let path = path.strip_suffix('*').map_or(path.clone(), |start| format!("{start}example"));
    (deny.matches(&path) && grant.matches(&path)).then_some(path)
}
