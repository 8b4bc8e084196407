//! Habits of a shell that hide a failure.

use text::{Edit, EditSet, Span};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::carry::shell::Command;
use crate::kinds::kubernetes_manifest::commands::{program, words};
use crate::kinds::kubernetes_manifest::facts::Worker;
use crate::knowledge::rules::kubernetes_manifest::{
    CREDENTIAL_ON_COMMAND_LINE, EXIT_STATUS_MASKED, FLAG_AFTER_ARGUMENTS, REMOTE_SCRIPT_PIPED,
};

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for worker in facts.pods.iter().flat_map(|pod| &pod.containers) {
        if worker.commands.script.is_none() || worker.vault_calls(&facts.work).is_empty() {
            continue;
        }
        for (at, command) in worker.commands.list.iter().enumerate() {
            out.extend(masked(facts, command));
            out.extend(piped(facts, worker, at, command));
            out.extend(flag(facts, command));
            out.extend(credential(facts, command));
        }
    }
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

fn piped(facts: &Facts<'_>, worker: &Worker<'_>, at: usize, command: &Command) -> Option<Finding> {
    let from = worker.commands.list.get(command.from?)?;
    let loader = words(&facts.work, from);
    let shell = words(&facts.work, command);
    let loads = matches!(program(&loader), "curl" | "wget");
    if !loads || !matches!(program(&shell), "sh" | "bash" | "ash" | "dash" | "zsh") || at == 0 {
        return None;
    }
    let place = from.span()?.cover(command.span()?);
    // Where the program that loads is not in the image, the line never did anything.
    let dead = worker.container.is_vault() && program(&loader) == "curl";
    let fix = whole_line(facts.text, place)
        .map(|line| Fix::review("Remove the line", Edit::delete(line)))
        .filter(|_| dead);
    let finding = REMOTE_SCRIPT_PIPED.at(place).say(
        "A script from another host runs with Vault's credentials.",
        "Whoever controls that host controls the backup. A failed download also goes unnoticed: the pipeline's status is that of its last command.",
        "Use an image that has the program.",
    );
    Some(finding.fix(fix))
}

/// The line of a place, if nothing else is on it.
fn whole_line(text: &str, place: Span) -> Option<Span> {
    let before = text.get(..place.start)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = place.end + text.get(place.end..)?.find('\n')? + 1;
    let alone =
        before.get(start..)?.trim().is_empty() && text.get(place.end..end)?.trim().is_empty();
    alone.then(|| Span::new(start, end))
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

fn credential(facts: &Facts<'_>, command: &Command) -> Option<Finding> {
    let all = words(&facts.work, command);
    if program(&all) != "vault" {
        return None;
    }
    let named =
        |word: &str| ["secret_id=", "password=", "token="].iter().any(|n| word.starts_with(n));
    let given = |word: &str| word.split_once('=').is_some_and(|(_, v)| !v.starts_with(['@', '-']));
    let (_, place) = all.iter().find(|(word, _)| named(word) && given(word))?;
    Some(CREDENTIAL_ON_COMMAND_LINE.at(*place).say(
        "A credential is on the command line.",
        "Every process in the pod can read it there.",
        "Pass it in a file (name=@file) or on standard input (name=-).",
    ))
}
