//! Scripts from another host that run as they come.

use text::{Edit, Span, line_start};

use super::{Facts, Finding, vault_scripts};
use crate::base::finding::Fix;
use crate::carry::shell::Command;
use crate::kinds::kubernetes_manifest::commands::{program, words};
use crate::kinds::kubernetes_manifest::facts::Worker;
use crate::knowledge::rules::kubernetes_manifest::REMOTE_SCRIPT_PIPED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let all = vault_scripts::commands(facts);
    all.filter_map(|(worker, command)| piped(facts, worker, command)).collect()
}

fn piped(facts: &Facts<'_>, worker: &Worker<'_>, command: &Command) -> Option<Finding> {
    let from = worker.commands.list.get(command.from?)?;
    let loader = words(&facts.work, from);
    let shell = words(&facts.work, command);
    let loads = matches!(program(&loader), "curl" | "wget");
    if !loads || !matches!(program(&shell), "sh" | "bash" | "ash" | "dash" | "zsh") {
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
    let start = line_start(text, place.start);
    let end = place.end + text.get(place.end..)?.find('\n')? + 1;
    let alone =
        before.get(start..)?.trim().is_empty() && text.get(place.end..end)?.trim().is_empty();
    alone.then(|| Span::new(start, end))
}
