//! Assignments that hide the failure of a command in them.

use text::{Edit, EditSet, Span};

use super::{Facts, Finding, vault_scripts};
use crate::base::finding::Fix;
use crate::carry::shell::Command;
use crate::knowledge::rules::kubernetes_manifest::EXIT_STATUS_MASKED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> =
        vault_scripts::commands(facts).filter_map(|(_, command)| masked(facts, command)).collect();
    let files = vault_scripts::in_config_maps(facts);
    found.extend(files.iter().filter_map(|command| masked(facts, command)));
    found
}

fn masked(facts: &Facts<'_>, command: &Command) -> Option<Finding> {
    let begins = |word: &&Span| !matches!(word.of(&facts.work), "then" | "else" | "do");
    let words: Vec<Span> = command.words.iter().skip_while(|word| !begins(word)).copied().collect();
    let (first, rest) = words.split_first()?;
    let word = first.of(&facts.work);
    if !matches!(word, "export" | "readonly" | "local" | "declare") {
        return None;
    }
    let runs = |value: &&Span| {
        let given = value.of(&facts.work).split_once('=').map(|(_, given)| given);
        let bare = given.map(|given| given.trim_start_matches('"'));
        bare.is_some_and(|bare| bare.starts_with('`') || bare.starts_with("$("))
    };
    let value = rest.iter().find(runs)?;
    let (name, _) = value.of(&facts.work).split_once('=')?;
    let quoted = name.starts_with(['"', '\'']);
    let name = name.trim_matches(['"', '\'']);
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && !name.is_empty();
    if !is_name {
        return None;
    }
    // A failure has to keep what waits for a success from running.
    // It may be on the next line.
    let gap = |c: char| c.is_whitespace() || c == '\\';
    let behind = facts.work.get(value.end..).unwrap_or_default().trim_start_matches(gap);
    let waits = behind.starts_with("&&") || behind.starts_with("||");
    let joint = if waits { " && " } else { "; " };
    let edits = EditSet::new(vec![
        Edit::delete(Span::new(first.start, value.start)),
        Edit::insert(value.end, format!("{joint}{word} {name}")),
    ]);
    let fix = edits.ok().map(|edits| Fix::review("Assign first, then export", edits));
    let fix = fix.filter(|_| !quoted && word == "export" && rest.len() == 1);
    let finding = EXIT_STATUS_MASKED.at(first.cover(*value)).say(
        format!("{word} hides a failure of the command in it."),
        "The status is that of the builtin, so sh -e continues with an empty value.",
        format!("Assign {name} first, then run {word} {name}."),
    );
    Some(finding.fix(fix))
}
