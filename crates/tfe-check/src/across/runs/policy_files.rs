//! The names that commands give to policies which are in other files: `vault policy write NAME FILE`.

use crate::carry::scripts::scripts;
use crate::carry::shell::bare;
use crate::roles::vault;

/// Each file, without its folders, with the name of its policy in lower case.
pub(crate) fn policy_files(text: &str) -> Vec<(String, String)> {
    if !text.contains("policy write") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for command in scripts(text).iter().flat_map(|script| &script.commands) {
        let Some(words) = vault(text, command) else { continue };
        let words: Vec<&str> = words.iter().map(|word| bare(word.of(text))).collect();
        if let ["policy", "write", name, file, ..] = words.as_slice()
            && *file != "-"
            && !file.contains('$')
        {
            let file = file.rsplit('/').next().unwrap_or(file);
            found.push((file.to_owned(), name.to_lowercase()));
        }
    }
    found
}
