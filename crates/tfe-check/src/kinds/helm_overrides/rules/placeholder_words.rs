//! Words that an example has where a value belongs: `CHANGE_ME`, `your-redis-host:6379`.

use text::short;

use super::place;
use crate::base::finding::{Evidence, Finding, Severity, Stage};
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::PLACEHOLDER_LEFT;

/// Settings that still hold such words. Nobody can know that they are not the value, so this is
/// a warning.
pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in facts.settings() {
        let text = given.text.trim();
        if is_placeholder(text) || !is_example(text) {
            continue;
        }
        found.push(
            PLACEHOLDER_LEFT
                .at(place::value(given.value))
                .severity(Severity::Warning)
                .stage(Stage::Start)
                .source(Evidence::Inferred, "examples in public files")
                .say(
                    format!("`{}` looks like a placeholder: `{}`.", given.name, short(text)),
                    "TFE uses it as the value, and its startup checks most likely fail.",
                    "Write your own value.",
                ),
        );
    }
    found
}

/// Whether the whole text is an instruction to write something else. One word in the middle of a
/// password or a name is none.
fn is_example(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || " _-.:/".contains(c);
    if text.len() > 80 || !text.chars().all(letter) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> =
        lower.split([' ', '_', '-', '.', ':', '/']).filter(|w| !w.is_empty()).collect();
    let is_verb = |word: &str| {
        matches!(word, "add" | "enter" | "insert" | "paste" | "put" | "replace" | "type" | "write")
    };
    match words[..] {
        ["changeme" | "replaceme"] | ["change" | "replace", "me"] => true,
        ["your", _, ..] | ["my", .., "here"] => true,
        [verb, .., "here"] if is_verb(verb) => true,
        ["replace", "with" | "this", ..] | ["change", "this" | "to", ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_example;

    #[test]
    fn instructions_are_no_values() {
        for text in [
            "YOUR_DB_PASSWORD",
            "CHANGE_ME",
            "changeme",
            "PASTE_LICENSE_STRING_HERE",
            "your-redis-host:6379",
            "your-password-here",
            "Insert license here",
            "replace-with-real-value",
            "REPLACE_ME",
            "my-license-here",
            "your.host.name",
            "change-this-password",
        ] {
            assert!(is_example(text), "{text}");
        }
    }

    #[test]
    fn values_are_no_instructions() {
        for text in [
            "tfe.example.com",
            "yourself",
            "your",
            "change",
            "ChangeIt2024!x",
            "correct-horse",
            "hereford.example.com",
            "add-ons.example.com",
            "put1here2",
            "s3cr3t",
            "replaced",
            "",
            "terraform",
            "typewriter",
            "here",
            "tfe-your-team",
            "02MV4UU43BK5HGYYTOJZWFQMTMNNEWU33JJZ4CE",
        ] {
            assert!(!is_example(text), "{text}");
        }
    }
}
