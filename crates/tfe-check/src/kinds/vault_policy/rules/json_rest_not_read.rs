//! A policy in JSON of which Vault reads only the beginning: it stops where a comma is missing, and says nothing.

use text::{Edit, Span};
use vault_policy::Stop;

use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::JSON_REST_NOT_READ;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(stop) = facts.document.stop {
        found.push(early(stop));
    } else if let Some(rest) = facts.document.ignored.and_then(|rest| second(facts.text, rest)) {
        found.push(JSON_REST_NOT_READ.at(rest).severity(Severity::Warning).say(
            "Vault reads only the first object; this one has no effect.",
            "Vault accepts the policy without an error and stops at the end of the first object.",
            "Put all rules into one \"path\" object.",
        ));
    }
    found
}

/// What Vault meets where a comma or a brace would be.
fn early(stop: Stop) -> Finding {
    let found = JSON_REST_NOT_READ.at(stop.next);
    let why = "Vault accepts the policy without an error; what follows has no effect.";
    if stop.is_list {
        let bracket = Fix::safe("Close the list", Edit::insert(stop.after, "]"));
        let what = "The list before this has no `]`: Vault drops all of it.";
        let why =
            "Vault accepts the policy without an error, but grants nothing that is in the list.";
        return found.fix(bracket).say(what, why, "Close it with ].");
    }
    if !stop.is_member {
        let what = "Vault stops here, at what is neither a comma nor a closing brace.";
        return found.say(what, why, "Correct the brackets and commas around this place.");
    }
    let comma = Fix::safe("Write the comma", Edit::insert(stop.after, ","));
    let what = "A comma is missing before this: Vault reads nothing that follows.";
    found.fix(comma).say(what, why, "Write a comma before it.")
}

/// The brace of one more object after the first.
fn second(text: &str, rest: Span) -> Option<Span> {
    let behind = rest.of(text);
    let at = behind.find(|c: char| !c.is_whitespace() && !matches!(c, '}' | ',' | ';'))?;
    let is_object = behind.get(at..)?.starts_with('{') && behind.contains("capabilities");
    is_object.then(|| Span::new(rest.start + at, rest.start + at + 1))
}
