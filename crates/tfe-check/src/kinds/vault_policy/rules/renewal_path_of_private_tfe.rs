//! Renewal paths that TFE does not call any more.

use text::{Edit, EditSet};
use vault_policy::{Mode, Rule as PolicyRule, edit};

use super::old_era::{DRAFT, asks, bare, successors};
use super::{change, insertion};
use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::RENEWAL_PATH_OF_PRIVATE_TFE;

/// Single rules that are left over; told also where the whole policy is old.
pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if !asks(facts) {
        return Vec::new();
    }
    let mut taken: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for rule in &facts.document.rules {
        let Some(new) = successors(&rule.path.value) else { continue };
        let new = lacking(facts, rule, new, &taken);
        taken.extend(&new);
        let edits = renewed(facts, rule, &new);
        let (action, title) = if new.is_empty() {
            ("Remove the rule.".to_owned(), "Remove the rule")
        } else {
            (format!("Write `{}`.", new.join("` and `")), "Write today's paths")
        };
        found.push(
            RENEWAL_PATH_OF_PRIVATE_TFE
                .at(rule.path.span)
                .say(
                    if bare(rule) == DRAFT {
                        "This path was in drafts of June 2022; TFE calls nothing that it matches."
                    } else {
                        "This path is from the policy for Private TFE and matches nothing today."
                    },
                    "Renewals go to the path itself, with nothing after it. It does no harm.",
                    action,
                )
                .fix(edits.map(|edits| Fix::review(title, edits))),
        );
    }
    found
}

/// The paths of today that a rule is to become: those that are denied, each written once, where an
/// old rule of the same name is, else at the first that may become it.
fn lacking(
    facts: &Facts<'_>,
    rule: &PolicyRule,
    new: &[&'static str],
    taken: &[&str],
) -> Vec<&'static str> {
    let own = |path: &str| bare(rule).strip_suffix("/*") == Some(path);
    let of_another = |path: &str| {
        let named = |r: &PolicyRule| bare(r).strip_suffix("/*") == Some(path);
        !own(path) && facts.document.rules.iter().any(named)
    };
    let denied =
        |path: &str| facts.asked.iter().any(|a| a.need.path == path && a.denied().next().is_some());
    let wanted = |path: &&str| !taken.contains(path) && denied(path) && !of_another(path);
    new.iter().copied().filter(wanted).collect()
}

/// The rules of today in place of an old one, or nothing.
fn renewed(facts: &Facts<'_>, rule: &PolicyRule, paths: &[&str]) -> Option<EditSet> {
    if facts.document.mode == Mode::Json {
        return None;
    }
    if paths.is_empty() {
        return change::without_rule(facts, rule);
    }
    if facts.document.comments.iter().any(|c| c.overlaps(rule.body)) {
        return None;
    }
    let prefix = &facts.place.rest;
    let words = ["create", "update"];
    let unit = edit::indent_unit(facts.text, &facts.document.rules);
    let rules: Vec<String> =
        paths.iter().map(|p| change::rule_text(&format!("{prefix}{p}"), &words, unit)).collect();
    let text = rules.join("\n");
    // The first line has its indentation before it.
    let indent = insertion::indent_of(facts.text, rule.span.start);
    let text = insertion::further_in(text.trim_end(), indent);
    let text = facts.layout.adapt(text.trim_start()).into_owned();
    Some(Edit::replace(rule.span, text).into())
}
