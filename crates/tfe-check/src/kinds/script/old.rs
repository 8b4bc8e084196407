//! Commands of the generations of Terraform Enterprise before the container: of the machine image, and of
//! Replicated.

use super::command::{GONE, OldCommand};
use super::rules;
use crate::base::finding::Finding;
use crate::carry::paste::{block_places, has_code_blocks};
use crate::carry::shell::{Script, read, read_part};

/// The most that is said of one text: nobody reads more.
const MOST: usize = 50;

/// What is said of the commands of a script.
pub(super) fn find(text: &str) -> Vec<Finding> {
    if !is_likely(text) {
        return Vec::new();
    }
    in_script(text, &read(text))
}

/// The same of the commands in the code blocks of a page.
pub(super) fn in_page(text: &str) -> Vec<Finding> {
    if !is_likely(text) || !has_code_blocks(text) {
        return Vec::new();
    }
    block_places(text).flat_map(|block| in_script(text, &read_part(text, block))).collect()
}

/// Whether the words are there at all, so that most texts are not read as commands.
fn is_likely(text: &str) -> bool {
    let words = ["vault rekey", "nomad stop", "ATLAS_TOKEN", "tfe-backup", "vault-unseal-key"];
    words.iter().chain(GONE.iter().map(|(name, _)| name)).any(|word| text.contains(word))
}

fn in_script(text: &str, script: &Script<'_>) -> Vec<Finding> {
    let commands = script.commands.iter().filter_map(|command| OldCommand::of(text, command));
    commands.filter_map(|command| rules::old(&command)).take(MOST).collect()
}
