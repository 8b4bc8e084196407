//! Damaged and large pastes.

use super::wrappers::{PAGES, WRAPPERS};
use super::{POLICY, TEXTS, VALUES, look};
use crate::carry::paste::parts;
use crate::carry::paste::parts::{Wrapped, parts_within};
use crate::carry::paste::search::Budget;

/// Whether each text of each part is what the text around it has.
fn is_honest(paste: &str, found: &Wrapped) -> bool {
    found.parts.iter().all(|part| {
        let mut file = paste;
        part.chain.iter().all(|inner| {
            let honest = inner.is_honest(file);
            file = &inner.text;
            honest
        })
    })
}

#[test]
fn what_is_the_same_is_the_same() {
    for outer in &WRAPPERS {
        for inner in &WRAPPERS {
            for good in TEXTS {
                let paste = (outer.wrap)(&(inner.wrap)(good));
                for paste in [paste.replace('\n', "\r\n"), paste] {
                    let found = parts(&paste, look());
                    assert!(found.is_none_or(|f| is_honest(&paste, &f)), "{}", paste);
                }
            }
        }
    }
}

/// Cut off anywhere, and with characters of several bytes at any place.
#[test]
fn damaged_pastes_are_read() {
    for wrapper in WRAPPERS.iter().chain(&PAGES) {
        for good in TEXTS {
            let paste = (wrapper.wrap)(good);
            for at in (0..paste.len()).step_by(3).filter(|at| paste.is_char_boundary(*at)) {
                let (head, tail) = paste.split_at(at);
                for damaged in [head.to_owned(), tail.to_owned(), format!("{head}\u{a0}é{tail}")] {
                    let found = parts(&damaged, look());
                    assert!(found.is_none_or(|f| is_honest(&damaged, &f)), "{damaged}");
                }
            }
        }
    }
}

/// What is looked at grows with the size, however much is in a paste and however deep.
#[test]
fn work_grows_with_the_size() {
    let pages: [fn(usize) -> String; 9] = [
        |n| format!("look:\n```\n{POLICY}```\n```\n{VALUES}```\n").repeat(n),
        |n| "look:\n```\nls\n```\n> a: |\n>   b\n\"a\": \"x\\ny z z z z z z\"\n".repeat(n),
        |n| format!("{}{POLICY}", "> ".repeat(n)),
        |n| {
            format!(
                "apiVersion: v1\n{}",
                (0..n).map(|d| format!("{}a: |\n", " ".repeat(d % 200))).collect::<String>()
            )
        },
        |n| format!("cat <<EOF\n{VALUES}EOF\n").repeat(n),
        |n| "<p><code>\n<table><tr><td><button><pre>\npath \"a\" {".repeat(n),
        |n| format!("<pre>{POLICY}</pre><p>a</p>\n").repeat(n),
        |n| format!("It is so:\n{}", "{\na: b\nreplicaCount: 1\n\n".repeat(n)),
        |n| format!("= A\n\n{}", "[source]\n----\nreplicaCount: 1\n----\n".repeat(n)),
    ];
    for page in pages {
        let cost = |size: usize| {
            let text = page(size);
            let budget = Budget::of(&text);
            let _ = parts_within(&text, look(), &budget);
            budget.spent(&text) / text.len()
        };
        let (small, large) = (cost(20), cost(320));
        assert!(large <= small * 2 + 4, "{small} looks at each byte, then {large}:\n{}", page(1));
    }
}
