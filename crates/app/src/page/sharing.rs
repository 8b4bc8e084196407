//! Links with texts in them: made only when asked for, and opened.

use tfe_check::Kind;
use yew::Context;

use super::Page;
use crate::browser::{self, Shared};
use crate::model::{Doc, LETTERS, Link, MASK, Model, free_name};
use crate::msg::TakeMsg;

impl Page {
    /// Makes the link, of what is on screen in the dialog from then on.
    pub(super) fn make_link(&mut self, ctx: &Context<Self>) {
        let files = shared(&self.model);
        let link = ctx.link().clone();
        browser::link_to(&files, move |made| link.send_message(TakeMsg::Linked(made)));
        self.model.link = Some(Link { files, address: None, failed: false });
    }

    /// The texts of a link. They are not kept in the address, which would outlive them.
    pub(super) fn open_shared(&mut self, files: Vec<Shared>) {
        let mut notes = std::mem::take(&mut self.model.notes);
        if files.is_empty() {
            notes.push(
                "This link is incomplete, so its text is lost. Ask for the link again.".to_owned(),
            );
        }
        if files.iter().any(|file| [MASK, LETTERS].iter().any(|mask| file.text.contains(mask))) {
            notes.push(
                "Dots replace the secrets in this link, so their values are not checked."
                    .to_owned(),
            );
        }
        self.together.clear();
        for Shared { name, kind, text } in files {
            let name = free_name(&name, &self.model.docs);
            self.add(Some(name), &text);
            let kind = Kind::named(&kind);
            if let Some(doc) = self.model.doc_mut() {
                doc.kind = kind;
            }
            self.together.push(self.model.active);
        }
        self.start();
        self.model.notes = notes;
        browser::replace_address(self.model.view_address(), self.model.active);
    }
}

/// All open texts as they were checked last, with dots over their secrets.
fn shared(model: &Model) -> Vec<Shared> {
    let one = |doc: &Doc| {
        let judged = model.results.as_ref()?.of(doc.id)?;
        Some(Shared {
            name: model.name(doc),
            kind: doc.kind.map(|kind| kind.name.to_owned()).unwrap_or_default(),
            text: judged.masked(),
        })
    };
    model.docs.iter().filter_map(one).collect()
}
