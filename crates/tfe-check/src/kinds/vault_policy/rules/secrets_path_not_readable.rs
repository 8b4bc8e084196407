//! Rules for cloud credentials that do not allow to read them.

use text::Span;
use vault_policy::{Capability, Denial, Operation, Request, Rule as PolicyRule, RuleKey, edit};

use super::secrets_engine::{SOURCES, Written};
use crate::base::finding::{Evidence, Finding, Fix, Severity};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::SECRETS_PATH_NOT_READABLE;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.profile != Profile::DynamicCredentials {
        return Vec::new();
    }
    let rules = facts.document.rules.iter().enumerate();
    rules.filter_map(|(at, rule)| unreadable(facts, at, rule)).collect()
}

const EXAMPLES: &str = "HashiCorp's examples of Vault-backed credentials; which call the agent makes is not documented";

fn unreadable(facts: &Facts<'_>, at: usize, rule: &PolicyRule) -> Option<Finding> {
    // A slip in the rule may be all that is missing.
    let is_inside = |span: Span| rule.span.start <= span.start && span.end <= rule.span.end;
    if facts.document.problems.iter().any(|problem| is_inside(problem.span)) {
        return None;
    }
    let (source, example) = SOURCES.iter().find_map(|s| Some((s, s.example(rule)?)))?;
    let answer = |operation| facts.access.answer(&Request::new(operation, &example));
    let read = answer(Operation::Read);
    if read.rule != Some(at) || !matches!(read.denial, Some(Denial::MissingCapability(_))) {
        return None;
    }
    let written = answer(Operation::Update).allowed;
    if written && source.written == Written::Documented {
        return None;
    }
    let at = rule.all(RuleKey::Capabilities).next().map_or(rule.path.span, |a| a.value.span);
    let edits = edit::add_capabilities(facts.text, rule, &[Capability::Read]);
    let unclear = written && source.written == Written::Unusual;
    let of = if unclear { Fix::review } else { Fix::safe };
    let found = SECRETS_PATH_NOT_READABLE.at(at).fix(edits.map(|edits| of("Add \"read\"", edits)));
    if unclear {
        let found = found.severity(Severity::Warning).source(Evidence::Inferred, EXAMPLES);
        return Some(found.say(
            "A run most likely cannot get credentials from this path: \"read\" is missing.",
            "Vault issues them for a read and for a write; HashiCorp's examples grant \"read\".",
            "Add \"read\".",
        ));
    }
    let why = match written {
        true => "Vault issues them only for a read; a write gets 405.",
        false => "Vault answers 403 as soon as a run asks for credentials.",
    };
    let what = "A run cannot get credentials from this path: \"read\" is missing.";
    Some(found.say(what, why, "Add \"read\"."))
}
