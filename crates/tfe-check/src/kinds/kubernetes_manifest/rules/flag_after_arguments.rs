//! Flags of Vault's program after its arguments.

use text::{Edit, EditSet, Span};

use super::{Facts, Finding, vault_scripts};
use crate::base::finding::Fix;
use crate::carry::shell::Command;
use crate::kinds::kubernetes_manifest::commands::{program, words};
use crate::knowledge::rules::kubernetes_manifest::FLAG_AFTER_ARGUMENTS;

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    out.extend(vault_scripts::commands(facts).filter_map(|(_, command)| flag(facts, command)));
}

fn flag(facts: &Facts<'_>, command: &Command) -> Option<Finding> {
    let all = words(&facts.work, command);
    if program(&all) != "vault"
        || all.get(1).is_none_or(|(word, _)| *word != "write" && *word != "read")
    {
        return None;
    }
    let (path, flag) = (all.get(2)?, all.iter().skip(3).find(|(word, _)| word.starts_with('-'))?);
    let known = ["-format=", "-field=", "-f", "-force"].iter().any(|name| flag.0.starts_with(name));
    if path.0.starts_with('-') || !known {
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
        "Vault reads flags only before the arguments; -format is the exception that it looks for.",
        "Put the flag right after the subcommand.",
    );
    Some(finding.fix(edits.ok().map(|edits| Fix::review("Move the flag forward", edits))))
}
