//! One thread from the line to the answer: choosing a finding, going there, marking it in the text.

use text::{Lines, Span};
use tfe_check::report::FindingReport;

use super::Page;
use crate::browser::{self, Focus};
use crate::editor::{Command, Language, Mark};
use crate::model::{Judged, Model, Place, Results, View, best_fix, span};
use crate::msg::FindingMsg;
use crate::words;

/// How the editor follows a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reveal {
    /// It scrolls there.
    Scroll,
    /// It scrolls there and takes the keyboard.
    Focus,
}

impl Page {
    pub(super) fn findings(&mut self, msg: FindingMsg) -> bool {
        match msg {
            FindingMsg::Toggle(at) => {
                let open = self.model.doc().is_some_and(|d| d.chosen == Some(at));
                self.choose((!open).then_some(at), (!open).then_some(Reveal::Scroll));
            }
            FindingMsg::GoTo(at) => {
                self.on_phone_show_file();
                self.choose(Some(at), Some(Reveal::Focus));
            }
            FindingMsg::Reveal(span) => self.reveal(span),
            FindingMsg::Point(span) => {
                self.point(span);
                return false;
            }
            FindingMsg::GoToOther(name, span) => {
                let id = self
                    .model
                    .results
                    .as_ref()
                    .and_then(|r| r.documents.iter().find(|d| d.name == name).map(|d| d.id));
                if let Some(id) = id {
                    self.activate(id);
                    self.reveal(span);
                }
            }
            FindingMsg::Show(severity) => {
                let hidden = &mut self.model.hidden;
                match hidden.iter().position(|s| *s == severity) {
                    Some(at) => drop(hidden.remove(at)),
                    None => hidden.push(severity),
                }
            }
        }
        true
    }

    /// Chooses a finding of the document on screen, or none.
    pub(super) fn choose(&mut self, at: Option<usize>, reveal: Option<Reveal>) {
        if let Some(doc) = self.model.doc_mut() {
            doc.chosen = at;
        }
        let place = reveal.and_then(|_| self.place_of(at?));
        self.tell_editor(&Command::Choose {
            id: self.model.active,
            key: at.map(|at| at.to_string()),
            reveal: place,
            focus: reveal == Some(Reveal::Focus),
        });
    }

    /// The next finding of the list, or the one before; around the end.
    pub(super) fn step(&mut self, back: bool, from_editor: bool) {
        let listed = self.model.listed();
        let chosen = self.model.doc().and_then(|d| d.chosen);
        let rank = chosen.and_then(|at| listed.iter().position(|x| *x == at));
        let count = listed.len();
        let next = match (rank, back) {
            (_, _) if count == 0 => return,
            (None, false) => 0,
            (None, true) => count - 1,
            (Some(rank), false) => (rank + 1) % count,
            (Some(rank), true) => (rank + count - 1) % count,
        };
        let Some(&at) = listed.get(next) else { return };
        let reveal = if from_editor { Reveal::Focus } else { Reveal::Scroll };
        self.choose(Some(at), Some(reveal));
        self.model.view =
            if from_editor && self.model.view == View::File { View::File } else { View::Findings };
        self.focus_now = (!from_editor).then_some(Focus::Finding(at));
        if let Some(finding) = self.model.judged().and_then(|j| j.finding(at)) {
            self.model.said = words::stepped(next + 1, count, finding);
            // Whoever goes through the findings does not need to hear how many there are.
            self.say = None;
        }
    }

    fn reveal(&mut self, span: Span) {
        let Some(doc) = self.model.doc() else { return };
        let place = Place::of(span, &Lines::new(&doc.text));
        let key = doc.chosen.map(|at| at.to_string());
        self.tell_editor(&Command::Choose { id: doc.id, key, reveal: Some(place), focus: true });
        self.on_phone_show_file();
    }

    /// Marks a line without going there, so that nothing moves under the pointer.
    fn point(&self, span: Option<Span>) {
        let Some(judged) = self.model.current() else { return };
        let line = span.map(|s| Lines::new(&judged.text).position(s.start).line);
        self.tell_editor(&Command::Point { id: judged.id, line });
    }

    /// On a phone the file is a view of its own; elsewhere it is there anyway.
    fn on_phone_show_file(&mut self) {
        if browser::is_narrow() {
            self.model.view = View::File;
        }
    }

    fn place_of(&self, at: usize) -> Option<Place> {
        let judged = self.model.current()?;
        let finding = judged.finding(at)?;
        Some(Place::of(span(finding.span), &Lines::new(&judged.text)))
    }

    /// Gives the editor the marks of all documents, and name and language where those changed.
    pub(super) fn mark_all(&self, before: Option<&Results>) {
        let Some(results) = self.model.results.clone() else { return };
        for judged in &results.documents {
            let Some(doc) = self.model.docs.iter().find(|d| d.id == judged.id) else { continue };
            let old = before.and_then(|r| r.of(judged.id));
            if old.is_none_or(|o| o.one_kind() != judged.one_kind()) {
                let name = self.model.name(doc);
                let language = Language::from(judged.one_kind());
                self.tell_editor(&Command::Describe { id: doc.id, name: &name, language });
            }
            if doc.text == judged.text {
                self.tell_editor(&Command::Marks { id: doc.id, marks: marks(judged) });
                let key = doc.chosen.map(|at| at.to_string());
                self.tell_editor(&Command::Choose { id: doc.id, key, reveal: None, focus: false });
            }
        }
    }
}

impl Model {
    /// Builds the changes of the document on screen anew.
    pub(crate) fn hunks_of_active(&mut self) {
        let hunks = self.current().map(|j| {
            let hunks = crate::model::hunks(j, &self.turned);
            let further = crate::model::further_rows(j, &hunks);
            (hunks, further)
        });
        (self.hunks, self.further) = hunks.unwrap_or_default();
    }
}

fn marks(judged: &Judged) -> Vec<Mark> {
    let lines = Lines::new(&judged.text);
    let own = |f: &FindingReport| {
        let related = f.related.iter().filter(|r| r.document == judged.name).map(|r| r.span);
        std::iter::once(f.span).chain(related).map(|s| Place::of(span(s), &lines)).collect()
    };
    let mark = |(at, f): (usize, &FindingReport)| Mark {
        key: at.to_string(),
        severity: f.severity,
        places: own(f),
        words: words::plain(&f.message.what),
        why: f.message.why.to_string(),
        action: f.message.action.to_string(),
        fix: best_fix(f).map(|fix| words::plain(&fix.title)),
    };
    judged.counted().map(mark).collect()
}
