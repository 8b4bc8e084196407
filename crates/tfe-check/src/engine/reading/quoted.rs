//! Whether a document speaks of the texts that it shows.

use crate::contract::Quoted;

/// Words of a sentence; one that ends with a colon may have fewer.
const WORDS: usize = 5;
const WORDS_BEFORE_A_TEXT: usize = 3;

/// How a document shows a text: one with something around it, or the text by itself.
pub(super) fn quoted(around: Option<&str>, text: &str) -> Quoted {
    match (around.is_some_and(is_in_prose), is_cut(text)) {
        (false, _) if leaves_out(text) => Quoted::Cut,
        (false, _) => Quoted::No,
        (true, false) => Quoted::Shown,
        (true, true) => Quoted::Cut,
    }
}

/// Whether a line of a text says that there is more of it: `# …`, `...`, `# other rules`.
fn is_cut(text: &str) -> bool {
    text.lines().any(|line| {
        let bare = line.trim().trim_start_matches(['#', '/', ' ']);
        let dots = text::is_left_out(line);
        let lower = bare.to_ascii_lowercase();
        let rest = ["other rules", "existing rules", "rest of the policy", "remaining rules"];
        let is_comment = bare.len() < line.trim().len();
        dots || is_comment && rest.iter().any(|words| lower.contains(words))
    })
}

/// Whether a line of a text stands for others. In a comment it may be about anything.
fn leaves_out(text: &str) -> bool {
    let is_comment = |line: &str| line.trim_start().starts_with(['#', '/']);
    let stands = |line: &str| text::is_left_out(line) || text::is_left_out_block(line);
    text.lines().any(|line| !is_comment(line) && stands(line))
}

/// Whether sentences are in a document. What a command printed is shown whole, whatever is said of it.
fn is_in_prose(file: &str) -> bool {
    !is_printed(file) && file.lines().any(is_sentence)
}

/// Whether the line before the first rule is the command that prints a policy.
fn is_printed(file: &str) -> bool {
    let mut before = "";
    for line in file.lines().map(bare).filter(|line| !line.is_empty()) {
        if line.starts_with("path ") {
            break;
        }
        before = line;
    }
    before.contains("policy read") && before.starts_with(['$', '#', '%', '~', '[', '/', 'v'])
}

fn is_sentence(line: &str) -> bool {
    let line = bare(line);
    // Comments, options and code have other marks than sentences.
    let is_other = line.starts_with(['#', '/', '$', '-', '*', '|']) && !line.starts_with("- ");
    let is_code = line.contains(['{', '}', '=', '[', ']', ';']);
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let words = line.split_whitespace().filter(is_word).count();
    let enough = if line.ends_with(':') { WORDS_BEFORE_A_TEXT } else { WORDS };
    !is_other && !is_code && words >= enough
}

/// A line without the marks of a quoted mail.
fn bare(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>']).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_from_code() {
        for line in [
            "Add this rule to the policy:",
            "> please add this rule:",
            "You must update the Vault policy to grant read access.",
        ] {
            assert!(is_in_prose(line), "{line}");
        }
        for line in [
            "# To renew leases in Vault for all of TFE.",
            "path \"transit/keys/atlas_*\" {",
            "  capabilities = [\"create\", \"read\", \"update\"]",
            "$ vault policy write tfe tfe.hcl",
            "}",
            "tfe.hcl:",
        ] {
            assert!(!is_in_prose(line), "{line}");
        }
    }

    #[test]
    fn a_text_may_say_that_there_is_more() {
        for line in ["# ...", "…", "  # (the existing rules stay)", "// other rules"] {
            assert!(is_cut(line), "{line}");
        }
        for line in ["# To renew leases.", "path \"other rules\" {", "}", ""] {
            assert!(!is_cut(line), "{line}");
        }
    }

    #[test]
    fn what_a_command_prints_is_whole() {
        let file =
            "This is what we have in production:\n\n$ vault policy read tfe\npath \"a\" {\n}\n";
        assert!(!is_in_prose(file));
    }
}
