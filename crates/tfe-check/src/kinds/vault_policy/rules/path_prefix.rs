//! A path that begins with `v1/`, or with the address of Vault: it matches no request.

use text::{Edit, Span};
use vault_policy::Rule as PolicyRule;

use super::secrets_engine;
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::{Facts, needs};
use crate::knowledge::rules::vault_policy::{PATH_WITH_ADDRESS, PATH_WITH_V1_PREFIX};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for rule in &facts.document.rules {
        let path = rule.path.value.as_str();
        let bare = path.trim_start_matches('/');
        if let Some(rest) = bare.strip_prefix("v1/") {
            let lead = path.len() - rest.len();
            out.push(
                PATH_WITH_V1_PREFIX
                    .at(rule.path.span)
                    .severity(severity(facts, rule, rest))
                    .say(
                        "This rule can never match: Vault paths do not start with `v1/`.",
                        "`v1/` belongs to the API's URL. This rule grants nothing.",
                        "Remove `v1/`.",
                    )
                    .often()
                    .fix(fix(facts, rule, lead, "Remove \"v1/\"", rest)),
            );
        } else if let Some(rest) = after_address(bare) {
            let lead = path.len() - rest.len();
            out.push(
                PATH_WITH_ADDRESS
                    .at(rule.path.span)
                    .severity(severity(facts, rule, rest))
                    .say(
                        "This rule can never match: a path does not include an address.",
                        "Vault compares only the path after /v1/. This rule grants nothing.",
                        "Remove the address.",
                    )
                    .often()
                    .fix(fix(facts, rule, lead, "Remove the address", rest)),
            );
        }
    }
}

fn after_address(path: &str) -> Option<&str> {
    let lower = path.to_ascii_lowercase();
    let scheme = ["https://", "http://"].iter().find(|s| lower.starts_with(**s))?;
    let (_, rest) = path.get(scheme.len()..)?.split_once('/')?;
    Some(rest.strip_prefix("v1/").unwrap_or(rest))
}

/// An error where something needed is denied; a rule that is only useless is a warning.
fn severity(facts: &Facts<'_>, rule: &PolicyRule, rest: &str) -> Severity {
    if secrets_engine::hands_out(facts, rest) {
        return Severity::Error;
    }
    facts.denied_without(rule, rest).unwrap_or(Severity::Warning).max(Severity::Warning)
}

/// Taking the prefix away makes the rule work: certain where the documentation has that rule.
fn fix(facts: &Facts<'_>, rule: &PolicyRule, lead: usize, title: &str, rest: &str) -> Option<Fix> {
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
