//! Paths with characters in them that nobody sees.

use text::{Edit, EditSet, Span};
use vault_policy::Rule as PolicyRule;

use super::misspelt_path;
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::INVISIBLE_CHARACTER_IN_PATH;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.text.is_ascii() {
        return Vec::new();
    }
    let strays = |rule: &&PolicyRule| text::stray_characters(&rule.path.value).next().is_some();
    // What is needed under the path without them is named there, with what it breaks.
    let unnamed = |rule: &&PolicyRule| misspelt_path::meant(facts, rule).is_none();
    let rules = facts.document.rules.iter().filter(strays).filter(unnamed);
    rules.map(|rule| say(facts, rule)).collect()
}

fn say(facts: &Facts<'_>, rule: &PolicyRule) -> Finding {
    let found = INVISIBLE_CHARACTER_IN_PATH.at(rule.path.span).severity(Severity::Warning);
    let found = found.say(
        "This path has an invisible character in it.",
        "Vault compares paths letter by letter, so the rule does not match the path that it seems to name.",
        "Delete the character.",
    );
    found.when_repeated().fix(without(facts.text, rule.path.span))
}

/// Review: what the path then grants is what somebody meant, but it is not granted today.
fn without(text: &str, path: Span) -> Option<Fix> {
    let strays = text::stray_characters(path.of(text));
    let place = |(at, c): (usize, char)| Span::new(path.start + at, path.start + at + c.len_utf8());
    let edits: Vec<Edit> = strays.map(|stray| Edit::delete(place(stray))).collect();
    // An escape in its place is not looked for.
    let edits = (!edits.is_empty()).then(|| EditSet::new(edits).ok()).flatten()?;
    Some(Fix::review("Delete the invisible character", edits))
}
