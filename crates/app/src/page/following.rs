//! Addresses: what a link wants to be seen, and the way back to what was on screen before.

use tfe_check::{Kind, NEWEST_CHART_LINE, Profile, TfeVersion, VAULT_LINES, is_at_most};
use yew::Context;

use super::Page;
use crate::boot;
use crate::browser;
use crate::examples::Example;
use crate::markdown;
use crate::model::{Address, Dialog, Wish, address, free_name};
use crate::msg::DocMsg;

impl Page {
    /// Shows what the address says, without a step in the browser's history: it is one itself.
    pub(super) fn follow(&mut self, ctx: &Context<Self>, hash: &str) -> bool {
        let Some(address) = address(hash) else { return false };
        if let Some(id) = browser::document_of_step()
            && id != self.model.active
            && self.model.docs.iter().any(|d| d.id == id)
        {
            self.activate(id);
        }
        self.model.dialog = match address {
            Address::View(view) => {
                self.model.view = view;
                self.ask_preview();
                None
            }
            Address::Rule(name) => Some(Dialog::Rule(name)),
            Address::Rules => Some(Dialog::Rules),
            Address::Verify => Some(Dialog::Verify),
            Address::New => Some(Dialog::New),
            Address::Upgrade => {
                self.open_upgrade();
                Some(Dialog::Upgrade)
            }
            Address::Wish(wish) => {
                self.grant(ctx, &wish);
                wish.rule.map(Dialog::Rule)
            }
        };
        true
    }

    /// Makes what is on screen now a step of the browser's history.
    pub(super) fn step_to_here(&self) {
        browser::push_address(self.model.view_address(), self.model.active);
    }

    /// What the author of a link wants. Versions of a link are not kept for the next visit.
    fn grant(&mut self, ctx: &Context<Self>, wish: &Wish) {
        let wanted = &mut self.model.wanted;
        let mut unknown = Vec::new();
        let mut want =
            |own: &mut Option<String>, name, wish: &Option<String>, known: fn(&str) -> bool| {
                match wish {
                    Some(version) if known(version) => *own = Some(version.clone()),
                    Some(version) => unknown.push(format!("{name} {version}")),
                    None => {}
                }
            };
        want(&mut wanted.tfe, "TFE", &wish.tfe, |v| {
            TfeVersion::read(v).is_some_and(TfeVersion::is_known)
        });
        want(&mut wanted.chart, "chart", &wish.chart, |v| is_at_most(v, NEWEST_CHART_LINE));
        let newest = |v: &str| VAULT_LINES.first().is_some_and(|line| is_at_most(v, line));
        want(&mut wanted.vault, "Vault", &wish.vault, newest);
        if let Some(letters) = &wish.share {
            let link = ctx.link().clone();
            browser::texts_of(letters, move |files| link.send_message(DocMsg::Shared(files)));
        }
        if let Some(name) = &wish.example {
            self.open_example(name);
        }
        if let Some(doc) = self.model.doc_mut() {
            doc.kind = wish.kind.as_deref().and_then(Kind::named).or(doc.kind);
            doc.profile = wish.profile.as_deref().and_then(Profile::named).or(doc.profile);
        }
        self.start();
        if !unknown.is_empty() {
            let unknown = unknown.join(", ");
            self.model.notes = vec![format!(
                "The link names a version that is not known here: {unknown}. It is not used."
            )];
        }
        self.model.view = wish.view.unwrap_or(self.model.view);
    }

    /// An example of the first screen, or the first Bad of a rule.
    fn open_example(&mut self, name: &str) {
        if let Some(example) = Example::ALL.into_iter().find(|example| example.id() == name) {
            let name = free_name(example.name(), &self.model.docs);
            self.add(Some(name), example.text());
        } else if let Some(page) = boot::rule_page(name).map(|text| markdown::Page::read(&text))
            && let Some(bad) = page.first_bad()
        {
            self.add(None, &bad);
            let kind = page.fact("kind").first().and_then(|kind| Kind::named(kind));
            if let Some(doc) = self.model.doc_mut() {
                doc.kind = kind;
            }
        }
    }
}
