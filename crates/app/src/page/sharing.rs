//! Links with texts in them: made only when asked for, and opened.

use tfe_check::Kind;
use yew::Context;

use super::Page;
use crate::browser::{self, Shared};
use crate::model::{Doc, Link, Model, free_name};
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
        let broken = files.is_empty();
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
        self.model.broken_link = broken;
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
