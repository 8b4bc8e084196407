//! Words that a reader has to read twice, in texts that users and maintainers read.

use std::fs;
use std::path::Path;

use crate::command::root;

/// Phrases, and what to write instead. Each is looked for as whole words, in any case.
const INSTEAD: [(&str, &str); 22] = [
    ("stands", "is"),
    ("is told", "is reported"),
    ("are told", "are reported"),
    ("told once", "reported once"),
    ("told at", "reported at"),
    ("beside", "next to, with"),
    ("came along", "was copied with it"),
    ("is asked of", "checked"),
    ("an information", "info"),
    ("refuses the rest", "rejects the file"),
    ("takes it for", "treats it as"),
    ("taken for", "treated as"),
    ("no-break", "non-breaking"),
    ("judged", "checked"),
    ("is none of", "is not one of"),
    ("lets TFE", "allows TFE to"),
    ("nobody documents", "not documented"),
    ("so many times only", "at most N times"),
    ("alone", "only, by itself"),
    ("recognised", "recognized"),
    ("behaviour", "behavior"),
    ("please", "nothing"),
];

/// Where a phrase is right: the beginning of the file's path, and the phrase.
const RIGHT: [(&str, &str); 2] = [("CONTRIBUTING.md", ""), ("crates/xtask/src/words.rs", "")];

/// What is wrong with the words of a file of the repository.
pub(crate) fn untidy(file: &str) -> Vec<String> {
    let Ok(text) = fs::read_to_string(root().join(file)) else { return Vec::new() };
    let Some(prose) = prose(file, &text) else { return Vec::new() };
    let mut wrong = Vec::new();
    for (number, line) in prose.iter().enumerate() {
        let lower = line.to_ascii_lowercase();
        for (phrase, better) in INSTEAD {
            let is_right =
                RIGHT.iter().any(|(path, own)| file.starts_with(path) && phrase.contains(own));
            if !is_right && has_words(&lower, &phrase.to_ascii_lowercase()) {
                wrong.push(format!("{file}:{}: `{phrase}`; write: {better}", number + 1));
            }
        }
    }
    wrong
}

/// The lines of a file with only what people read of them; `None` where nobody but a program reads it.
fn prose(file: &str, text: &str) -> Option<Vec<String>> {
    let is_source =
        file.starts_with("crates/") && file.contains("/src/") && !file.contains("tests");
    match Path::new(file).extension()?.to_str()? {
        "md" => Some(markdown(text)),
        "yaml" if file.starts_with("knowledge/") => Some(text.lines().map(without_code).collect()),
        "html" if !file.starts_with("tests/") => Some(text.lines().map(without_code).collect()),
        "rs" if is_source => Some(strings(text)),
        _ => None,
    }
}

/// Without the head, the examples and what is set as code.
fn markdown(text: &str) -> Vec<String> {
    let mut fence = false;
    let mut head = text.starts_with("---\n");
    let mut lines = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mark = line.trim_start().starts_with("```");
        let quiet = head || fence || mark;
        lines.push(if quiet { String::new() } else { without_code(line) });
        fence ^= mark;
        head &= number == 0 || line != "---";
    }
    lines
}

/// A line without what is between backticks, and without the names of rules.
fn without_code(line: &str) -> String {
    let outside = line.split('`').step_by(2);
    let words = outside.flat_map(str::split_whitespace);
    let is_name = |word: &&str| word.matches('-').count() > 1;
    words.filter(|word| !is_name(word)).collect::<Vec<_>>().join(" ")
}

/// The literals of a Rust file that hold more than one word, up to its tests.
fn strings(text: &str) -> Vec<String> {
    let product = text.split("#[cfg(test)]\nmod").next().unwrap_or(text);
    let mut inside = false;
    let mut lines = Vec::new();
    for line in product.lines() {
        let mut kept = String::new();
        let (mut escaped, mut previous) = (false, ' ');
        for c in line.chars() {
            // A quote mark as a character begins no literal.
            let quote = c == '"' && !escaped && (inside || previous != '\'');
            if !inside && c == '/' && previous == '/' {
                break;
            }
            previous = c;
            inside ^= quote;
            escaped = c == '\\' && !escaped;
            if inside && !quote {
                kept.push(c);
            } else if quote {
                kept.push('\n');
            }
        }
        let literals = kept.split('\n').filter(|literal| literal.contains(' '));
        lines.push(literals.map(without_code).collect::<Vec<_>>().join(" | "));
    }
    lines
}

/// Whether a text has a phrase that no letter or hyphen continues.
fn has_words(text: &str, phrase: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.match_indices(phrase).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + phrase.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_people_read_them() {
        let found = |file: &str, text: &str| {
            let lines = prose(file, text).unwrap();
            let all = lines.join("\n").to_ascii_lowercase();
            INSTEAD.iter().filter(|(p, _)| has_words(&all, &p.to_ascii_lowercase())).count()
        };
        assert_eq!(found("rules/any/a.md", "---\njudged\n---\n\nIt stands here.\n"), 1);
        assert_eq!(found("rules/any/a.md", "```\nit stands\n```\n`it stands` s3-keys-beside\n"), 0);
        assert_eq!(found("crates/a/src/b.rs", "// stands\nlet a = \"it stands\"; // stands\n"), 1);
        assert_eq!(found("crates/a/src/b.rs", "let a = stands(\"judged\");\n"), 0);
        assert_eq!(found("crates/a/src/b.rs", "let a = \"one \\\n  is judged here\";\n"), 1);
        assert_eq!(found("knowledge/a.yaml", "why: \"Nothing is told.\"\n"), 1);
        assert_eq!(found("README.md", "Understands all, standalone.\n"), 0);
    }
}
