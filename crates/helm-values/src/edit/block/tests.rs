use super::surely;
use crate::edit::{Intent, accepted, with};
use crate::parse;
use crate::value::Data;
use text::{Edit, EditSet, Span};

const TEXT: &str = "image:\n  tag: 1.0.1\nenv:\n  # all of them\n  variables:\n    A: one\n    \
    B: two # why\n\n    # the last\n    C: three\n  secrets: {}\n";

/// A text block that keeps its blank lines, and comments after everything.
const KEPT: &str =
    "env:\n  variables:\n    A: one\n    # none\n\n  text:\n    B: |+\n      x\n\n\n# end\n\n#\n";

/// Where the changes are meant to put something.
const PATHS: [&[&str]; 4] =
    [&["env", "variables", "A"], &["env", "variables", "D"], &["text", "D"], &["D"]];

#[test]
fn a_block_says_what_the_file_says() {
    says_what_the_file_says(TEXT, 20);
    says_what_the_file_says(KEPT, 12);
}

/// What is sure of a block is true of the file; `least` changes are sure.
fn says_what_the_file_says(text: &str, least: usize) {
    let document = parse(text);
    let mut sure = 0;
    for (at, _) in text.char_indices() {
        for insert in [
            "",
            "x",
            "\"",
            "  ",
            "\n",
            "    D: 1\n",
            "  D: 1\n",
            "D: 1\n",
            "1",
            "A: 1",
            "\n    D: 1",
            "#",
            ": ",
            "&a ",
            "{",
            "- ",
        ] {
            for length in [0, 1, 4] {
                let span = Span::new(at, (at + length).min(text.len()));
                let edits = EditSet::from(Edit::replace(span, insert));
                for path in PATHS {
                    let value = &document.pieces()[0].value;
                    let one = Data::Number(1.0);
                    let value = with(value, path, &one).unwrap();
                    let intent = Intent { piece: 0, value, comments_lost: 0 };
                    if surely(&document, &edits, &intent) {
                        sure += 1;
                        assert!(accepted(&document, &edits, &intent), "{at} {insert:?}");
                    }
                }
            }
        }
    }
    assert!(sure >= least, "{sure} of the changes were seen in their blocks");
}

#[test]
fn changes_of_the_whole_file_are_left_to_the_whole_file() {
    let document = parse(&TEXT.replace("A: one", "A: &a one"));
    let at = document.text().find("one").unwrap();
    let edits = EditSet::from(Edit::replace(Span::new(at, at + 3), "1"));
    let value = with(&document.pieces()[0].value, &["env", "variables", "A"], &Data::Number(1.0));
    let intent = Intent { piece: 0, value: value.unwrap(), comments_lost: 0 };
    assert!(!surely(&document, &edits, &intent));
    assert!(accepted(&document, &edits, &intent));
}

/// What takes its lines to be dead is so for the whole file.
#[test]
fn dead_entries_are_those_that_nothing_reads() {
    let dead = |text: &str, at: &[usize]| {
        let document = parse(text);
        let (id, map) = document.mappings().find(|(_, m)| m.entries.len() > 1).unwrap();
        let entries: Vec<_> = at.iter().map(|at| &map.entries[*at]).collect();
        let sure = super::are_dead(&document, map, &entries);
        let changed = crate::edit::delete_entries(&document, id, at);
        let changed = changed.map(|edits| edits.apply(text).unwrap());
        if sure {
            let values = |text: &str| parse(text).pieces()[0].value.bare();
            assert!(values(text).same(&values(changed.as_deref().unwrap())), "{text}");
        }
        (sure, changed.is_some())
    };
    assert_eq!(dead("a: 1\na: 2\na: 3\n", &[0, 1]), (true, true));
    assert_eq!(dead("e:\n  a: |\n    x\n  b: 1\n  a: 2\n", &[0]), (true, true));
    assert_eq!(dead("a: 1\na: 2\n", &[1]), (false, false), "this one wins");
    assert_eq!(dead("a: &x 1\nb: *x\na: 2\n", &[0]), (false, false), "an alias reads it");
    assert_eq!(dead("a: 1 # why\na: 2\n", &[0]), (false, false), "a comment would be lost");
    assert_eq!(dead("{a: 1, a: 2}\n", &[0]), (false, true), "not in lines of its own");
    assert!(!dead("- a: 1\n  a: 2\n", &[0]).0, "not in lines of its own");
}
