//! Flags of Vault's program after its arguments.

use text::{Edit, EditSet, Span};

use super::{Facts, Finding, vault_scripts};
use crate::base::finding::Fix;
use crate::carry::shell::Command;
use crate::kinds::kubernetes_manifest::commands::{program, words};
use crate::knowledge::rules::kubernetes_manifest::FLAG_AFTER_ARGUMENTS;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    vault_scripts::commands(facts).filter_map(|(_, command)| flag(facts, command)).collect()
}

/// Calls of Vault's program, and so where their arguments begin.
const CALLS: [&[&str]; 7] = [
    &["write"],
    &["read"],
    &["list"],
    &["delete"],
    &["login"],
    &["operator", "raft", "snapshot", "save"],
    &["operator", "raft", "snapshot", "restore"],
];

/// Flags that these calls take. Other words with a dash may be values.
const FLAGS: [&str; 8] = [
    "-format=",
    "-field=",
    "-f",
    "-force",
    "-address=",
    "-namespace=",
    "-ca-cert=",
    "-tls-skip-verify",
];

fn flag(facts: &Facts<'_>, command: &Command) -> Option<Finding> {
    let all = words(&facts.work, command);
    if program(&all) != "vault" {
        return None;
    }
    let is = |call: &&&[&str]| {
        let said = all.iter().skip(1).map(|(word, _)| *word);
        said.take(call.len()).eq(call.iter().copied())
    };
    let first = CALLS.iter().find(is)?.len() + 1;
    let mut rest = all.iter().skip(first + 1);
    let (path, flag) = (all.get(first)?, rest.find(|(word, _)| word.starts_with('-'))?);
    if path.0.starts_with('-') || !FLAGS.iter().any(|name| flag.0.starts_with(name)) {
        return None;
    }
    let before = facts.text.get(..flag.1.start)?;
    let from = before.trim_end_matches(' ').len();
    let written = flag.1.of(facts.text);
    let edits = EditSet::new(vec![
        Edit::insert(path.1.start, format!("{written} ")),
        Edit::delete(Span::new(from, flag.1.end)),
    ]);
    let finding = FLAG_AFTER_ARGUMENTS.at(flag.1).say(
        "The flag comes after the arguments.",
        "Vault reads flags only before the arguments; the only exception is -format.",
        "Put the flag right after the subcommand.",
    );
    Some(finding.fix(edits.ok().map(|edits| Fix::review("Move the flag forward", edits))))
}
