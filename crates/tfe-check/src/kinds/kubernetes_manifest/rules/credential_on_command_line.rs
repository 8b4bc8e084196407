//! Credentials on a command line.

use super::{Facts, Finding, vault_scripts};
use crate::carry::shell::Command;
use crate::kinds::kubernetes_manifest::commands::{program, words};
use crate::knowledge::rules::kubernetes_manifest::CREDENTIAL_ON_COMMAND_LINE;

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    out.extend(
        vault_scripts::commands(facts).filter_map(|(_, command)| credential(facts, command)),
    );
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
