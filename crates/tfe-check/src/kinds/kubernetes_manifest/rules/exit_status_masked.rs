//! Assignments that hide the failure of a command in them.

use text::{Edit, EditSet, Span};

use super::{Facts, Finding, vault_scripts};
use crate::base::finding::Fix;
use crate::carry::shell::Command;
use crate::knowledge::rules::kubernetes_manifest::EXIT_STATUS_MASKED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    vault_scripts::commands(facts).filter_map(|(_, command)| masked(facts, command)).collect()
}

fn masked(facts: &Facts<'_>, command: &Command) -> Option<Finding> {
    let (first, rest) = command.words.split_first()?;
    let word = first.of(&facts.work);
    if !matches!(word, "export" | "readonly" | "local" | "declare") {
        return None;
    }
    let [value] = rest else { return None };
    let (name, given) = value.of(&facts.work).split_once('=')?;
    if !given.trim_start_matches('"').starts_with("$(") {
        return None;
    }
    let edits = EditSet::new(vec![
        Edit::delete(Span::new(first.start, value.start)),
        Edit::insert(value.end, format!("; {word} {name}")),
    ]);
    let fix = edits.ok().map(|edits| Fix::review("Assign first, then export", edits));
    let finding = EXIT_STATUS_MASKED.at(first.cover(*value)).say(
        format!("{word} hides a failure of the command in it."),
        "The status is that of the builtin, so sh -e continues with an empty value.",
        format!("Assign {name} first, then run {word} {name}."),
    );
    Some(finding.fix(fix.filter(|_| word == "export")))
}
