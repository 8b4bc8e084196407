//! An open document: the text as it came, with its own line ends and byte order mark.

use std::rc::Rc;

use serde::Serialize;
use text::{Edit, EditSet, Layout, Lines};
use tfe_check::{Encoding, Kind, Profile};

use super::applied::Applied;
use super::place::Place;
use crate::diff;

/// Names a document for as long as the page is open.
pub(crate) type DocId = u32;

/// A document.
#[derive(Clone, Debug)]
pub(crate) struct Doc {
    /// Its own.
    pub id: DocId,
    /// The file's name; `None` for what was pasted or typed.
    pub name: Option<String>,
    /// The original text, as it will be copied and downloaded.
    pub text: Rc<str>,
    /// Line ends and byte order mark of `text`.
    pub layout: Layout,
    /// What it is, where the user said so.
    pub kind: Option<Kind>,
    /// What a policy is for, where the user said so.
    pub profile: Option<Profile>,
    /// The chosen finding, by its place in the report.
    pub chosen: Option<usize>,
    /// The part of it whose findings are shown, by its place in the report; `None` for all of it.
    pub part: Option<usize>,
    /// The document that it was a part of.
    pub from: Option<DocId>,
    /// The user does not want the offered repair.
    pub keep_damage: bool,
    /// What the file's bytes were.
    pub encoding: Encoding,
    /// Something was typed that was neither copied nor saved since.
    pub unsaved: bool,
    /// The fixes that are in it.
    pub applied: Applied,
    /// The editor was told of this text and has not confirmed it yet.
    ahead: bool,
}

/// A change as the editor tells and takes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PlacedEdit {
    /// What goes.
    pub place: Place,
    /// What comes, with `\n` as line end.
    pub insert: String,
}

impl Doc {
    /// A document that was just opened.
    pub(crate) fn new(id: DocId, name: Option<String>, text: &str) -> Self {
        Self {
            id,
            name,
            text: text.into(),
            layout: Layout::of(text),
            kind: None,
            profile: None,
            chosen: None,
            part: None,
            from: None,
            keep_damage: false,
            encoding: Encoding::Utf8,
            unsaved: false,
            applied: Applied::default(),
            ahead: false,
        }
    }

    /// Puts another text in place of this one, and gives what the editor has to change for it: one
    /// step of its own undo.
    pub(crate) fn set(&mut self, text: &str) -> Vec<PlacedEdit> {
        let edits = to_editor(&self.text, text);
        self.put(text);
        self.ahead = !edits.is_empty();
        edits
    }

    /// Takes another text, whose own line ends count. The editor was given all of it.
    pub(crate) fn replaced(&mut self, text: &str) {
        self.ahead = one_line_end(&self.text) != one_line_end(text);
        self.put(text);
    }

    /// Takes over what the editor changed, in the line ends that the text has. `units` is how long
    /// the editor's text is now (UTF-16, each line end as one); where that does not fit, `whole`
    /// gives the editor's text, which then counts. `false` where the editor only confirms a text that
    /// it was given.
    pub(crate) fn changed(
        &mut self,
        edits: &[PlacedEdit],
        units: usize,
        whole: impl Fn() -> String,
    ) -> bool {
        if std::mem::take(&mut self.ahead) && editor_units(&self.text) == units {
            return false;
        }
        self.unsaved = true;
        let layout = self.layout;
        let lines = Lines::new(&self.text);
        let edits = edits
            .iter()
            .map(|e| Edit::replace(e.place.span(&lines), layout.adapt(&e.insert).into_owned()));
        let set = EditSet::new(edits.collect()).ok();
        let text =
            set.and_then(|set| set.apply(&self.text).ok()).filter(|t| editor_units(t) == units);
        let text = text.unwrap_or_else(|| layout.adapt(&whole()).into_owned());
        self.put(&text);
        true
    }

    fn put(&mut self, text: &str) {
        self.encoding = Encoding::Utf8;
        self.text = text.into();
        self.layout = Layout::of(text);
        self.applied.follow(text);
    }
}

/// What the editor has to change when a text becomes another one. Its lines have no ends of their
/// own: where only those differ there is nothing to do.
pub(crate) fn to_editor(old: &str, new: &str) -> Vec<PlacedEdit> {
    let (old, new) = (one_line_end(old), one_line_end(new));
    let lines = Lines::new(&old);
    let edits = diff::edits(&old, &new);
    let placed =
        |e: &Edit| PlacedEdit { place: Place::of(e.span, &lines), insert: e.insert.clone() };
    edits.edits().iter().map(placed).collect()
}

fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// How long a text is in the editor.
fn editor_units(text: &str) -> usize {
    text.encode_utf16().count() - text.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(text: &str, place: Place, insert: &str) -> String {
        let mut doc = Doc::new(1, None, text);
        let shown = text.replace("\r\n", "\n").replace('\r', "\n");
        let units = shown.encode_utf16().count();
        let lines = Lines::new(&shown);
        let cut = place.span(&lines).of(&shown).encode_utf16().count();
        let units = units - cut + insert.encode_utf16().count();
        let edit = PlacedEdit { place, insert: insert.to_owned() };
        assert!(doc.changed(&[edit], units, || "the editor's own\ntext".to_owned()));
        doc.text.to_string()
    }

    #[test]
    fn line_ends_and_mark_of_the_original_stay() {
        assert_eq!(
            change("\u{feff}a\r\nb\r\n", Place(2, 0, 2, 1), "x\ny"),
            "\u{feff}a\r\nx\r\ny\r\n"
        );
        assert_eq!(change("a\nb\r\nc\n", Place(1, 1, 1, 1), "!"), "a!\nb\r\nc\n");
        assert_eq!(change("a\r\nb", Place(1, 1, 2, 0), ""), "ab");
    }

    #[test]
    fn a_change_that_does_not_fit_gives_way_to_the_editor() {
        let mut doc = Doc::new(1, None, "a\r\nb");
        let edit = PlacedEdit { place: Place(1, 0, 1, 1), insert: "xyz".to_owned() };
        assert!(doc.changed(&[edit], 99, || "own\ntext".to_owned()));
        assert_eq!(&*doc.text, "own\r\ntext");
    }

    #[test]
    fn another_text_reaches_the_editor_as_few_characters() {
        let old = "a\r\n😀b\r\n";
        let expected = PlacedEdit { place: Place(2, 2, 2, 2), insert: "x\ny".to_owned() };
        assert_eq!(to_editor(old, "a\r\n😀x\r\nyb\r\n"), [expected]);
        assert_eq!(to_editor("a\rb\r", "a\nb\n"), []);
    }

    #[test]
    fn a_text_that_was_set_waits_for_the_editor() {
        let mut doc = Doc::new(1, None, "a\rb");
        assert_eq!(doc.set("a\nB"), to_editor("a\rb", "a\nB"));
        assert!(!doc.changed(&to_editor("a\rb", "a\nB"), 3, || "a\nB".to_owned()));
        assert_eq!(&*doc.text, "a\nB");
    }
}
