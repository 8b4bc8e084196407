//! Documents come, change and go.

use tfe_check::Document;
use yew::Context;

use super::Page;
use crate::boot::Given;
use crate::browser::{self, Focus, Incoming};
use crate::editor::{Command, Heard, Language};
use crate::model::{Doc, DocId, View, free_name};
use crate::msg::{DocMsg, ViewMsg};

impl Page {
    pub(super) fn heard_editor(&mut self, ctx: &Context<Self>, heard: Heard) -> bool {
        match heard {
            Heard::Change { id, edits, length } => {
                let Self { model, editor, .. } = self;
                let whole = || editor.as_ref().and_then(|e| e.text(id)).unwrap_or_default();
                if model.find_mut(id).is_some_and(|doc| doc.changed(&edits, length, whole)) {
                    self.check();
                }
            }
            Heard::Whole { id, text } => self.replace(id, &text),
            Heard::Cursor { line, column } => {
                self.model.cursor = (line, column);
                if matches!(self.model.view, View::Access | View::Settings) {
                    self.focus_now = Some(Focus::Here);
                }
            }
            Heard::Fix { id, key } => {
                let Ok(at) = key.parse() else { return false };
                if id != self.model.active {
                    return false;
                }
                self.choose(Some(at), None);
                self.fix_by_key(Some(at));
            }
            Heard::Mark { id, key } => {
                let Ok(at) = key.parse() else { return false };
                if id != self.model.active {
                    return false;
                }
                self.model.hidden.clear();
                self.model.doc_mut().into_iter().for_each(|doc| doc.part = None);
                self.choose(Some(at), None);
                self.focus_now = Some(Focus::InView(at));
                ctx.link().send_message(ViewMsg::View(View::Findings));
            }
        }
        true
    }

    pub(super) fn documents(&mut self, ctx: &Context<Self>, msg: DocMsg) -> bool {
        match msg {
            DocMsg::Files(files) => self.open_files(files),
            DocMsg::Pasted(text) => self.pasted(&text),
            DocMsg::Given(text, (from, to)) => {
                self.pasted(&text);
                self.tell_editor(&Command::Select { id: self.model.active, from, to });
            }
            DocMsg::Replaced(text) => self.replace(self.model.active, &text),
            DocMsg::Shared(files) => self.open_shared(files),
            DocMsg::NoClipboard => self.model.no_clipboard = true,
            DocMsg::ReadClipboard => {
                let link = ctx.link().clone();
                let done = move |text: Option<String>| {
                    link.send_message(
                        text.filter(|t| !t.is_empty()).map_or(DocMsg::NoClipboard, DocMsg::Pasted),
                    );
                };
                browser::read_clipboard(done);
                return false;
            }
            DocMsg::Dragging(dragging) => {
                let other = self.model.dragging != dragging;
                self.model.dragging = dragging;
                return other;
            }
            DocMsg::Example(example) => {
                let name = free_name(example.name(), &self.model.docs);
                self.add(Some(name), example.text());
                self.start();
            }
            DocMsg::Try(text, kind) => {
                self.add(None, &text);
                if let Some(doc) = self.model.doc_mut() {
                    doc.kind = kind;
                }
                self.model.dialog = None;
                self.start();
                self.step_to_here();
                self.focus_next = Some(Focus::Verdict);
            }
            DocMsg::Part(part) => self.show_part(part),
            DocMsg::Extract(part) => self.extract(part),
            DocMsg::NewFile => {
                self.add(None, "");
                self.tell_editor(&Command::Focus);
            }
            DocMsg::Activate(id) => {
                self.activate(id);
                self.step_to_here();
            }
            DocMsg::Close(id) => {
                let doc = self.model.docs.iter().find(|d| d.id == id && !d.text.is_empty());
                let closed = doc.map(|doc| (doc.clone(), self.model.name(doc)));
                self.model.closed = closed.or(self.model.closed.take());
                self.close(id);
                self.check();
            }
            DocMsg::Reopen => {
                let Some((closed, _)) = self.model.closed.take() else { return false };
                let Doc { name, text, kind, profile, .. } = closed;
                self.add(name.map(|n| free_name(&n, &self.model.docs)), &text);
                if let Some(doc) = self.model.doc_mut() {
                    (doc.kind, doc.profile) = (kind, profile);
                }
                self.start();
            }
            DocMsg::Kind(kind) => {
                if let Some(doc) = self.model.doc_mut() {
                    (doc.kind, doc.chosen) = (kind, None);
                }
                self.check();
            }
            DocMsg::Profile(profile) => {
                if let Some(doc) = self.model.doc_mut() {
                    doc.profile = profile;
                }
                self.check();
            }
        }
        true
    }

    /// Text and files that were given before the page was there. What the editor shows is what was in the
    /// field, with its selection.
    pub(super) fn take_over(&self, ctx: &Context<Self>) {
        let Given { text, selection: (from, to), files } = &ctx.props().given;
        if !text.is_empty() {
            ctx.link().send_message(DocMsg::Given(text.clone(), (*from, *to)));
        }
        if let Some(files) = files {
            browser::read_files(files, ctx.link().callback(DocMsg::Files));
        }
    }

    fn open_files(&mut self, files: Vec<Incoming>) {
        if files.is_empty() {
            return;
        }
        self.together.clear();
        for Incoming { name, bytes } in files {
            let read = Document::from_bytes(&*name, bytes);
            let name = free_name(&name, &self.model.docs);
            self.add(Some(name), &read.text);
            if let Some(doc) = self.model.doc_mut() {
                doc.encoding = read.encoding;
            }
            self.together.push(self.model.active);
        }
        self.start();
    }

    /// Text from the clipboard: into the empty document on screen, else into a new one.
    fn pasted(&mut self, text: &str) {
        self.model.no_clipboard = false;
        match self.model.doc() {
            Some(doc) if doc.text.is_empty() => self.replace(doc.id, text),
            _ => {
                self.add(None, text);
                self.start();
            }
        }
    }

    /// Another text in place of all of a document's. The editor can undo it.
    fn replace(&mut self, id: DocId, text: &str) {
        let Some(doc) = self.model.find_mut(id) else { return };
        doc.replaced(text);
        (doc.chosen, doc.keep_damage) = (None, false);
        (doc.part, doc.from) = (None, None);
        self.tell_editor(&Command::Replace { id, text });
        self.start();
    }

    /// A new document on screen. The empty one that was there gives way to it.
    pub(super) fn add(&mut self, name: Option<String>, text: &str) {
        let empty =
            self.model.doc().filter(|d| d.text.is_empty() && d.name.is_none()).map(|d| d.id);
        let id = self.model.next_id;
        self.model.next_id += 1;
        self.model.docs.push(Doc::new(id, name, text));
        self.open_in_editor(id);
        self.activate(id);
        if let Some(empty) = empty {
            self.close(empty);
        }
    }

    /// Checks, and shows the findings first.
    pub(super) fn start(&mut self) {
        self.model.checking.half = false;
        self.model.notes.clear();
        self.model.view = View::Findings;
        self.check();
    }

    pub(super) fn activate(&mut self, id: DocId) {
        self.model.active = id;
        self.model.turned.clear();
        self.model.repair = 0;
        self.model.hunks_of_active();
        self.show_in_editor(id);
        self.ask_preview();
        self.ask_vault();
    }

    fn close(&mut self, id: DocId) {
        let at = self.model.docs.iter().position(|d| d.id == id).unwrap_or(0);
        self.model.docs.retain(|d| d.id != id);
        if self.model.docs.is_empty() {
            let next = self.model.next_id;
            self.model.next_id += 1;
            self.model.docs.push(Doc::new(next, None, ""));
            self.open_in_editor(next);
        }
        if self.model.active == id
            && let Some(doc) = self.model.docs.get(at.min(self.model.docs.len() - 1))
        {
            let id = doc.id;
            self.activate(id);
        }
        self.tell_editor(&Command::Close { id });
    }

    pub(super) fn open_in_editor(&self, id: DocId) {
        let Some(doc) = self.model.docs.iter().find(|d| d.id == id) else { return };
        let name = self.model.name(doc);
        let language = Language::from(doc.kind);
        self.tell_editor(&Command::Open { id, text: &doc.text, name: &name, language });
    }

    pub(super) fn show_in_editor(&self, id: DocId) {
        self.tell_editor(&Command::Show { id });
    }

    pub(super) fn tell_editor(&self, command: &Command<'_>) {
        if let Some(editor) = &self.editor {
            editor.run(command);
        }
    }
}
