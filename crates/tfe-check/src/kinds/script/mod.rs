//! Scripts and tasks that write policies to Vault and give them to roles, and values for Helm: a shell's
//! commands, Ansible's tasks, Pulumi's resources in YAML. Each text is checked where it stands, as what Vault
//! or Helm gets.

mod behavior;
mod command;
mod embed;
mod expand;
mod found;
mod helm;
mod old;
mod parameters;
pub(crate) mod rules;
mod shell;
mod source;
mod steps;
mod tasks;
mod words;

use crate::carry::paste::has_code_blocks;
use crate::carry::signs;
use crate::roles::approle::{self, Role};
use crate::roles::jwt::in_commands;

pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
use found::Found;

/// Whether a text is a script that writes policies, roles or values. A single text with the command that
/// writes it is a paste of the text, unless the file's name says that it is a script.
fn is_script(name: &str, text: &str) -> bool {
    // A page about commands is a page.
    if is_page(text) {
        return false;
    }
    let script = text.starts_with("#!");
    let shell = [".sh", ".bash", ".zsh", ".ksh"].iter().any(|end| name.ends_with(end));
    if !(script || shell) && signs::is_terraform(text) {
        // It has heredocs with policies, values and commands too.
        return false;
    }
    let found = find(text);
    // Commands that a page shows are its examples.
    let own = found.sets_only() && shows_commands(text);
    found.is_any() && !own && (found.more || shell || script) || writes_jwt_roles(text)
}

/// Whether commands write roles of the JWT method, or its configuration.
fn writes_jwt_roles(text: &str) -> bool {
    !in_commands(text).is_empty()
}

/// Whether commands write roles for TFE or are those of an older one, and no texts are in them that are checked by
/// themselves.
fn writes_only_roles(text: &str) -> bool {
    let roles = || approle::in_commands(text).iter().any(Role::names_tfe) || writes_jwt_roles(text);
    let old = || !old::find(text).is_empty();
    let commands = text.contains("vault write") && roles() || old();
    commands && !text.contains("<<") && !signs::has_rules(text)
}

fn is_page(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("```"))
}

/// Whether a text shows commands in code blocks, wherever on their lines these begin.
fn shows_commands(text: &str) -> bool {
    !text.starts_with("#!") && has_code_blocks(text)
}

/// Whether commands in the code blocks of a page give values to the chart one by one.
fn sets_values(page: &str) -> bool {
    may_set(page) && shows_commands(page) && !shell::in_page(page).values.is_empty()
}

fn may_set(text: &str) -> bool {
    text.contains("helm") && text.contains("--set")
}

/// Whether a variable may be given values of several lines: a quote is open at the end of its line.
fn sets_text(text: &str) -> bool {
    let opens = |line: &str| {
        let Some((name, value)) = line.split_once('=') else { return false };
        let value = value.trim_start().trim_start_matches('@');
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let is_name = |word: &str| !word.is_empty() && !word.contains([' ', ':', '"', '\'']);
        let named = name.trim_end().rsplit(' ').next().is_some_and(is_name);
        named && quote.is_some_and(|quote| value.matches(quote).count() % 2 == 1)
    };
    text.contains("TFE_") && text.lines().any(opens)
}

fn find(text: &str) -> Found {
    let sets = may_set(text);
    let shown = sets && shows_commands(text);
    let policies = ["vault", "policies", "policy"].iter().any(|word| text.contains(word));
    let heredocs = text.contains("<<") && (text.contains("TFE_") || signs::has_rules(text));
    if parameters::may_be_in(text) {
        let mut found = Found::default();
        parameters::find(text, &mut found);
        return found;
    }
    let steps = steps::may_be_in(text);
    let any = policies || heredocs || sets && !shown || steps || sets_text(text);
    let found =
        if any && !is_page(text) { in_script(text, sets && !shown) } else { Found::default() };
    if shown && !found.is_any() { shell::in_page(text) } else { found }
}

/// What a text that is no page holds. `sets` says that its commands may give values one by one.
fn in_script(text: &str, sets: bool) -> Found {
    let mut found = shell::find(text, sets);
    if steps::may_be_in(text) {
        steps::find(text, &mut found);
    }
    if found.is_any() { found } else { tasks::find(text) }
}
