//! The texts in a page or a mail: shown one by one, and taken out.

use text::Lines;

use super::Page;
use crate::asks;
use crate::browser::{self, Focus};
use crate::editor::Command;
use crate::model::{Place, free_name, span};

impl Page {
    /// Shows the findings of a part of the document on screen, and its lines in the editor.
    pub(super) fn show_part(&mut self, part: Option<usize>) {
        let Some(doc) = self.model.doc_mut() else { return };
        doc.part = part;
        let first = self.model.listed().first().copied();
        let place = self.model.current().zip(self.model.part());
        let place = place.map(|(j, part)| Place::of(span(part.span), &Lines::new(&j.text)));
        self.choose(first, None);
        let (id, key) = (self.model.active, first.map(|at| at.to_string()));
        self.tell_editor(&Command::Choose { id, key, reveal: place, focus: false });
    }

    /// Opens a part as a document of its own, called what files like it are called.
    pub(super) fn extract(&mut self, part: usize) {
        let known = self.model.current().and_then(|j| j.parts().get(part));
        let Some((kind, doc)) = known.map(|part| part.kind).zip(self.model.doc()) else { return };
        let texts = tfe_check::extracted(&asks::document(doc, false), &self.model.wanted);
        let Some(text) = texts.get(part) else { return };
        let from = doc.id;
        // Back leads to the page again.
        browser::replace_address(self.model.view_address(), from);
        self.add(Some(free_name(kind.file, &self.model.docs)), text);
        self.model.doc_mut().into_iter().for_each(|doc| doc.from = Some(from));
        self.start();
        self.step_to_here();
        self.focus_next = Some(Focus::Verdict);
    }
}
