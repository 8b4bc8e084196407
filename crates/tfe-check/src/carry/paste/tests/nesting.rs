//! Wrappings in wrappings: each in each.

use text::EditSet;

use super::edits::{in_a_line, of_lines, place, written};
use super::wrappers::{WRAPPERS, Wrapper};
use super::{TEXTS, look};
use crate::carry::paste::{Carried, parts};

/// What is wrong with a text in two wrappings; nothing where all is right.
fn fault(outer: &Wrapper, inner: &Wrapper, good: &str) -> Option<String> {
    let paste = (outer.wrap)(&(inner.wrap)(good));
    let Some(found) = parts(&paste, look()) else { return Some("nothing is found".to_owned()) };
    let [part] = found.parts.as_slice() else { return Some("not one part".to_owned()) };
    let text = part.text();
    if text.trim() != good.trim() {
        return Some(format!("another text:\n{text}"));
    }
    let word = place(text, "marker");
    if part.outer_span(word) != place(&paste, "marker") {
        return Some("another place".to_owned());
    }
    let lines = outer.lines && inner.lines;
    let within = in_a_line(text).into_iter().map(|edit| (edit, true));
    let all = within.chain(of_lines(text).into_iter().map(|edit| (edit, lines)));
    for (edit, needed) in all {
        let after = EditSet::from(edit.clone()).apply(text).unwrap();
        let Some(new) = written(part, &paste, edit.clone()) else {
            if needed {
                return Some(format!("{edit:?} is lost"));
            }
            continue;
        };
        let again = parts(&new, look());
        let read = again.as_ref().and_then(|w| w.parts.first()).map_or("", Carried::text);
        if read.trim_end() != after.trim_end() {
            return Some(format!("{edit:?} gives\n{new}\nread as\n{read}"));
        }
    }
    None
}

/// What cannot be told apart, whoever reads it.
fn is_ambiguous(outer: &str, inner: &str) -> bool {
    let fences = ["fence", "list item"];
    let numbers = ["cat -n", "editor", "glued numbers", "numbers between"];
    let lines =
        ["log of a container", "log", "column", "left of a bar", "right of a bar", "recording"];
    let backslashes = ["answer", "string", "escaped quotes", "echo in quotes", "heredoc", "printf"];
    let bars = ["left of a bar", "right of a bar"];
    let strings = ["recording", "lines of Ansible"];
    let number = numbers.contains(&outer);
    // The encoding of a mail is around all of it, and cuts its lines.
    inner == "quoted-printable"
        // A block ends at the first line that ends one.
        || fences.contains(&outer) && fences.contains(&inner)
        || number && numbers.contains(&inner)
        // One line says nothing of what is before all lines.
        || inner == "string" && (number || lines.contains(&outer))
        // A terminal shows `>` before the lines of a heredoc.
        || inner == "old mail" && outer.ends_with("heredoc")
        || (outer, inner) == ("page", "page")
        // A bar stays where it is only as long as nothing else on its line moves.
        || bars.contains(&inner) && ["table", "recording", "quoted-printable"].contains(&outer)
        || bars.contains(&outer) && ["table", "log"].contains(&inner)
        // A column that has lost a line in the middle is what a command printed.
        || (outer, inner) == ("prompt", "column")
        // Its own backslashes are escapes too.
        || ["printf", "escaped quotes"].contains(&outer) && strings.contains(&inner)
        || outer == "printf" && backslashes.contains(&inner)
        // `1` before `1. Do` is eleven, and `1|` is a number with its bar.
        || outer == "glued numbers" && matches!(inner, "list item" | "table")
}

#[test]
fn each_in_each_keeps_the_way_back() {
    let mut faults = Vec::new();
    for outer in &WRAPPERS {
        for inner in WRAPPERS.iter().filter(|inner| !is_ambiguous(outer.name, inner.name)) {
            let told = TEXTS.iter().find_map(|good| fault(outer, inner, good));
            faults.extend(told.map(|told| format!("{} in {}: {told}", inner.name, outer.name)));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
