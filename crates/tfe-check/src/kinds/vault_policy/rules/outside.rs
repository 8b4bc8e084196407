//! What is outside of all rules and has no word of a rule in it: prose, what a terminal prints. Nothing of it is put
//! right.

use text::{Edit, Span};

use crate::base::finding::Finding;
use crate::carry::paste::depth_after;

/// What begins a line outside of rules.
const WORDS: [&str; 8] = [
    "path",
    "policy",
    "name",
    "capabilities",
    "allowed_parameters",
    "denied_parameters",
    "required_parameters",
    "control_group",
];

/// Takes the fixes away that change such lines.
pub(super) fn leave(text: &str, found: &mut [Finding]) {
    if found.iter().all(|finding| finding.fixes.is_empty()) {
        return;
    }
    let outside = lines(text);
    let is_outside = |at: usize| {
        let before = outside.partition_point(|line| line.start <= at);
        let line = before.checked_sub(1).and_then(|place| outside.get(place));
        line.is_some_and(|line| at < line.end)
    };
    for finding in found {
        finding.fixes.retain(|fix| {
            // What is inserted at the end of a line belongs to it.
            let place = |edit: &Edit| {
                if edit.span.is_empty() {
                    edit.span.start.saturating_sub(1)
                } else {
                    edit.span.start
                }
            };
            !fix.edits.edits().iter().any(|edit| is_outside(place(edit)))
        });
    }
}

/// The lines that are no part of a rule, with what ends them.
fn lines(text: &str) -> Vec<Span> {
    let (mut at, mut depth) = (0, 0);
    let mut all = Vec::new();
    for line in text.split_inclusive('\n') {
        if depth == 0 && !is_of_rule(line.trim()) {
            all.push(Span::new(at, at + line.len()));
        }
        depth = depth_after(line, depth);
        at += line.len();
    }
    all
}

fn is_of_rule(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || text::is_invisible(c));
    let quote = |c: char| "“”„‟«»‘’‚‹›".contains(c);
    let sign =
        line.starts_with(|c: char| c.is_ascii_punctuation() && !"=*%$>|~".contains(c) || quote(c));
    let other = |c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-';
    let word = line.split(other).next().unwrap_or_default().to_ascii_lowercase();
    let near = |known: &&str| text::distance(&word, known) <= if known.len() > 5 { 3 } else { 2 };
    let named = !word.is_empty() && WORDS.iter().any(|known| near(&known));
    // A quote, or a character that nobody sees, may be before the first word.
    line.is_empty() || sign || named || line.contains("\" {") || line.contains("path")
}

#[cfg(test)]
mod tests {
    use super::is_of_rule;

    #[test]
    fn rules_begin_with_their_words() {
        for line in [
            "path \"a\" {",
            "Path \"a\" {",
            "pth \"a\" {",
            "\"a\" {",
            "“a” {",
            "capabilites = [\"read\"]",
            "}",
            "# a",
            "/ a",
            "'a' {",
            "\u{200b}}",
            "\u{feff}path \"a\" {",
        ] {
            assert!(is_of_rule(line), "{line}");
        }
        for line in [
            "https://login.example.com/oauth2",
            "====== TFE ======",
            "您好，以下是策略：",
            "%%writefile tfe.hcl",
            "Success! You are now authenticated.",
            "* Documentation:  https://help.example.com",
        ] {
            assert!(!is_of_rule(line), "{line}");
        }
    }
}
