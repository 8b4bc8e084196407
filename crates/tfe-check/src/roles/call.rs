//! Commands of Vault's own program.

use text::Span;

use crate::carry::shell::Command;

/// What a command says to Vault's own program, options left out: `["policy", "write", "tfe", "-"]`.
pub(crate) fn vault(text: &str, command: &Command) -> Option<Vec<Span>> {
    let word = |w: &Span| w.of(text).trim_matches(['"', '\'']);
    let option = |w: &&Span| w.of(text).starts_with('-') && w.of(text).len() > 1;
    // A pod or a namespace may be called so too.
    for (at, program) in command.words.iter().enumerate() {
        if word(program).rsplit('/').next() != Some("vault") {
            continue;
        }
        let rest = command.words.get(at + 1..)?;
        if rest.iter().find(|w| !option(w)).is_some_and(|w| SAID.contains(&word(w))) {
            return Some(rest.iter().filter(|w| !option(w)).copied().collect());
        }
    }
    None
}

/// What is said to Vault where policies and roles are written.
const SAID: [&str; 16] = [
    "audit",
    "auth",
    "delete",
    "kv",
    "lease",
    "list",
    "login",
    "namespace",
    "operator",
    "patch",
    "policy",
    "read",
    "secrets",
    "status",
    "token",
    "write",
];
