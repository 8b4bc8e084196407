//! Changes of a text, written in the paste around it: what is read there afterwards is the changed text.

use text::{Edit, EditSet, Span};

use super::wrappers::{PAGES, WRAPPERS};
use super::{POLICY, TEXTS, VALUES, found};
use crate::base::finding::{Fix, Rule, Severity, Stage};
use crate::carry::paste::Carried;

static RULE: Rule = Rule::new("test", Severity::Error, Stage::Parse);

/// The paste after a change of a text in it; `None` where that cannot be written.
pub(super) fn written(part: &Carried, paste: &str, edit: Edit) -> Option<String> {
    let finding = RULE.at(Span::at(0)).fix(Fix::safe("Change it", edit));
    let fix = part.finding(finding, paste)?.fixes.pop()?;
    Some(fix.edits.apply(paste).unwrap())
}

/// Changes within a line: a word, a word with quotes, and something at a line's start and end.
pub(super) fn in_a_line(text: &str) -> Vec<Edit> {
    let word = place(text, "marker");
    let line = text.get(..word.start).unwrap().rfind('\n').unwrap() + 1;
    let end = word.end + text.get(word.end..).unwrap().find('\n').unwrap();
    vec![
        Edit::replace(word, "word"),
        Edit::replace(word, "a\" = \"<b & c>"),
        Edit::delete(word),
        Edit::insert(line, "# "),
        Edit::insert(end, " # a note"),
        Edit::replace(Span::new(word.start - 1, word.end), "\"other"),
    ]
}

/// Changes of lines.
pub(super) fn of_lines(text: &str) -> Vec<Edit> {
    let word = place(text, "marker");
    let line = text.get(..word.start).unwrap().rfind('\n').unwrap() + 1;
    let end = word.end + text.get(word.end..).unwrap().find('\n').unwrap() + 1;
    let new = if text == POLICY { "\npath \"new\" {\n}\n" } else { "\nnew:\n  a: \"b\"\n" };
    vec![
        Edit::insert(line, "    # one\n\n    # two\n"),
        Edit::insert(end, "    # one\n    # two\n"),
        Edit::insert(text.len(), new),
        Edit::delete(Span::new(line, end)),
        Edit::replace(Span::new(line, end), "    # one\n    # two\n"),
        Edit::replace(Span::new(word.start, end), "x\n    # two\n"),
        Edit::replace(Span::new(line - 2, word.end), "\n    # one\n    # two"),
        Edit::insert(0, "# first\n"),
    ]
}

pub(super) fn place(text: &str, word: &str) -> Span {
    let at = text.find(word).unwrap();
    Span::new(at, at + word.len())
}

/// The text after a change; the blanks around it do not count.
fn changed(text: &str, edit: &Edit) -> String {
    EditSet::from(edit.clone()).apply(text).unwrap()
}

#[test]
fn changes_are_written_back() {
    for wrapper in WRAPPERS.iter().chain(&PAGES) {
        for good in TEXTS {
            let paste = (wrapper.wrap)(good);
            let parts = found(&paste).parts;
            let [part] = parts.as_slice() else { panic!("{} parts in\n{paste}", parts.len()) };
            let text = part.text();
            let within = in_a_line(text).into_iter().map(|edit| (edit, true));
            let lines = of_lines(text).into_iter().map(|edit| (edit, wrapper.lines));
            for (edit, needed) in within.chain(lines) {
                let Some(new) = written(part, &paste, edit.clone()) else {
                    assert!(!needed, "{}: {edit:?} is lost in\n{paste}", wrapper.name);
                    continue;
                };
                let again = found(&new).parts;
                let read = again.first().map_or("", Carried::text);
                assert_eq!(
                    read.trim_end(),
                    changed(text, &edit).trim_end(),
                    "{}: {edit:?} in\n{new}",
                    wrapper.name
                );
            }
        }
    }
}

/// With the line ends of Windows too.
#[test]
fn changes_are_written_back_with_other_line_ends() {
    for wrapper in WRAPPERS.iter().chain(&PAGES) {
        let paste = (wrapper.wrap)(VALUES).replace('\n', "\r\n");
        let parts = found(&paste).parts;
        let text = parts[0].text();
        let edit = Edit::replace(place(text, "marker"), "word");
        let new = written(&parts[0], &paste, edit.clone());
        let new = new.unwrap_or_else(|| panic!("{} loses a word", wrapper.name));
        assert_eq!(found(&new).parts[0].text(), changed(text, &edit), "{}", wrapper.name);
    }
}
