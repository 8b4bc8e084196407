//! Credentials on a command line.

use text::Span;

use super::{Facts, Finding, vault_scripts};
use crate::carry::shell::Command;
use crate::kinds::kubernetes_manifest::commands::{program, words};
use crate::knowledge::rules::kubernetes_manifest::CREDENTIAL_ON_COMMAND_LINE;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    vault_scripts::commands(facts).filter_map(|(_, command)| credential(facts, command)).collect()
}

fn credential(facts: &Facts<'_>, command: &Command) -> Option<Finding> {
    let all = words(&facts.work, command);
    if program(&all) != "vault" {
        return None;
    }
    let named =
        |word: &str| ["secret_id=", "password=", "token="].iter().any(|n| word.starts_with(n));
    let given = |word: &str| word.split_once('=').is_some_and(|(_, v)| !v.starts_with(['@', '-']));
    let at = all.iter().position(|(word, _)| named(word) && given(word));
    let (_, place) = all.get(at.or_else(|| token_of_login(&all))?)?;
    Some(CREDENTIAL_ON_COMMAND_LINE.at(*place).say(
        "A credential is on the command line.",
        "Every process in the pod can read it there.",
        "Pass it in a file (name=@file) or on standard input (name=-).",
    ))
}

/// `vault login hvs.…`: tokens begin so since Vault 1.10, before with `s.` and its like.
fn token_of_login(all: &[(&str, Span)]) -> Option<usize> {
    let (login, rest) = (all.get(1)?.0 == "login", all.iter().skip(2));
    let is_token = |word: &str| {
        let kinds = ["hvs.", "hvb.", "hvr.", "s.", "b.", "r."];
        let rest = kinds.iter().find_map(|kind| word.strip_prefix(kind));
        rest.is_some_and(|rest| rest.len() >= 24 && rest.bytes().all(|b| b.is_ascii_graphic()))
    };
    rest.enumerate().find(|(_, (word, _))| login && is_token(word)).map(|(at, _)| at + 2)
}
