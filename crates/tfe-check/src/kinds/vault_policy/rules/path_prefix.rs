//! What is before a path and belongs to the address of a request.

use text::{Edit, Span};
use vault_policy::Rule as PolicyRule;

use super::secrets_engine;
use crate::base::finding::{Fix, Severity};
use crate::kinds::vault_policy::{Facts, needs};

/// An error where something needed is denied; a rule that is only useless is a warning.
pub(super) fn severity(facts: &Facts<'_>, rule: &PolicyRule, rest: &str) -> Severity {
    if secrets_engine::hands_out(facts, rest) {
        return Severity::Error;
    }
    facts.denied_without(rule, rest).unwrap_or(Severity::Warning).max(Severity::Warning)
}

/// Taking the prefix away makes the rule work: certain where the documentation has that rule.
pub(super) fn without(
    facts: &Facts<'_>,
    rule: &PolicyRule,
    title: &'static str,
    rest: &str,
) -> Option<Fix> {
    let lead = rule.path.value.len() - rest.len();
    // The bytes of the literal are those of the path only where it has no escapes.
    let literal = rule.path.span.of(facts.text);
    if literal.trim_matches('"') != rule.path.value {
        return None;
    }
    let start = rule.path.span.start + (literal.len() - literal.trim_start_matches('"').len());
    let edit = Edit::delete(Span::new(start, start + lead));
    let documented = needs(facts.profile).iter().any(|need| need.path == rest);
    Some(if documented { Fix::safe(title, edit) } else { Fix::review(title, edit) })
}
