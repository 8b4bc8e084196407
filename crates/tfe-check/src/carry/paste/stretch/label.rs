//! Lines that say what follows: `values:`, `**policy**`, `1. the policy`.

use crate::carry::line::Line;

/// Words of which a label is made; one of the first three is in it.
const WORDS: [&str; 20] = [
    "policy",
    "values",
    "overrides",
    "the",
    "our",
    "my",
    "vault",
    "helm",
    "tfe",
    "acl",
    "file",
    "and",
    "these",
    "here",
    "current",
    "new",
    "old",
    "chart",
    "is",
    "are",
];

/// How many of the words tell what follows.
const TELLING: usize = 3;

/// A longer line is a sentence.
const LONGEST: usize = 40;

/// Whether the first of some lines says what follows. A key of YAML has its values indented below it.
pub(super) fn is_label(lines: &[Line<'_>]) -> bool {
    let Some(first) = lines.first().map(|line| line.content.trim_end()) else { return false };
    if first.len() > LONGEST
        || first.starts_with([' ', '\t', '#'])
        || !(tells(first) || is_file(first))
    {
        return false;
    }
    let next = lines.iter().skip(1).find(|line| !line.is_blank());
    next.is_some_and(|line| line.indent() == 0 && !line.content.starts_with('-'))
}

/// `overrides.yaml:`
fn is_file(line: &str) -> bool {
    let name = line.strip_suffix(':').unwrap_or(line);
    [".hcl", ".yaml", ".yml"].iter().any(|end| name.ends_with(end)) && !name.contains([' ', '"'])
}

fn tells(line: &str) -> bool {
    let mark = |c: char| " \t#*-=_~:<>.)(+".contains(c);
    let bare = line.trim_start_matches(|c: char| c.is_ascii_digit() || mark(c));
    let bare = bare.trim_end_matches(mark);
    let known = |word: &str| WORDS.iter().position(|known| known.eq_ignore_ascii_case(word));
    let mut telling = false;
    let all = bare.split(' ').all(|word| {
        let place = known(word);
        telling |= place.is_some_and(|at| at < TELLING);
        place.is_some()
    });
    // `policy = …` is no label, and JSON has quotes.
    all && telling
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carry::line::lines_of;

    fn label(text: &str) -> bool {
        is_label(&lines_of(text).collect::<Vec<_>>())
    }

    #[test]
    fn labels_are_known() {
        for line in
            ["values:", "**Policy**", "1. the policy", "=== values ===", "- Values:", "Policy"]
        {
            assert!(label(&format!("{line}\n\npath \"a\" {{\n}}\n")), "{line}");
        }
        for line in ["# policy", "values: 1", "policy = \"read\"", "path", "image:", "- name: a"] {
            assert!(!label(&format!("{line}\n\npath \"a\" {{\n}}\n")), "{line}");
        }
        assert!(!label("values:\n  replicaCount: 1\n"));
        assert!(!label("values:\n- a\n"));
        assert!(!label("policy:"));
    }
}
