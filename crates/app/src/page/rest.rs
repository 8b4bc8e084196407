//! Views, dialogs, versions, theme, keys, copy and download.

use gloo::timers::callback::Timeout;
use tfe_check::{Safety, export};
use yew::Context;

use super::Page;
use crate::browser::{self, Address, Focus, Key};
use crate::markdown_report;
use crate::model::{Model, Question, fixed_text};
use crate::msg::{Copy, Dialog, Msg, Versioned, View};
use crate::words;

/// So long a button says that it copied (milliseconds).
const COPIED: u32 = 2_000;

impl Page {
    pub(super) fn rest(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Traffic(traffic) => self.model.traffic = traffic,
            Msg::Address(hash) => match browser::address(&hash) {
                Some(Address::View(view)) => self.show(view),
                Some(Address::Rule(name)) => self.model.dialog = Some(Dialog::Rule(name)),
                None => return false,
            },
            Msg::Settings(filter) => self.model.settings = filter,
            Msg::Find(find) => self.model.find = find,
            Msg::View(view) => self.show(view),
            Msg::Tab(view) => {
                self.show(view);
                self.focus_now = Some(Focus::Tab);
            }
            Msg::Group(group) => {
                self.show(View::Facts);
                self.model.group = Some(group);
            }
            Msg::PolicyName(name) => self.model.policy_name = name,
            Msg::Ask(operation, path) => {
                self.model.question = Question { operation, path, answer: None };
                self.ask_vault();
            }
            Msg::Version(which, version) => self.version(which, version),
            Msg::Theme => self.model.theme = browser::switch_theme(self.model.theme),
            Msg::Open(dialog) => self.model.dialog = Some(dialog),
            Msg::Closed => {
                self.model.dialog = None;
                browser::replace_address(self.model.view_address());
            }
            Msg::SingleKeys(on) => {
                self.model.single_keys_off = !on;
                let root = gloo::utils::document_element();
                let _ = root.toggle_attribute_with_force("data-single-keys-off", !on);
            }
            Msg::Copy(what) => {
                let text = self.text_of(&what);
                let link = ctx.link().clone();
                browser::copy(text, move |done| link.send_message(Msg::Copied(what, done)));
                return false;
            }
            Msg::Copied(what, done) => {
                self.saved(&what, done);
                self.model.said =
                    if done { "Copied." } else { "The browser does not allow to copy." }.to_owned();
                self.model.copied = Some((what, done));
                let link = ctx.link().clone();
                self.copied =
                    Some(Timeout::new(COPIED, move || link.send_message(Msg::CopiedLongAgo)));
            }
            Msg::CopiedLongAgo => self.model.copied = None,
            Msg::Download(what) => {
                let done = browser::save(&self.model.active_name(), &self.text_of(&what)).is_some();
                self.saved(&what, done);
                return false;
            }
            Msg::Say => return self.say(),
            _ => return false,
        }
        true
    }

    pub(super) fn key(&mut self, ctx: &Context<Self>, key: Key) -> bool {
        match key {
            Key::Step { back, from_editor } => self.step(back, from_editor),
            Key::FixAll => return self.fixing(Msg::FixAll),
            Key::Fix(at) => self.fix_by_key(at),
            Key::Download => ctx.link().send_message(Msg::Download(Copy::Text)),
            Key::View(at) => {
                let view =
                    [View::Findings, View::Fixed, View::Facts, View::File].get(at - 1).copied();
                let Some(view) = view.filter(|_| !self.model.first_visit()) else { return false };
                self.show(view);
                self.focus_now = Some(Focus::Tab);
            }
            Key::File(at) => {
                let Some(id) = self.model.docs.get(at - 1).map(|d| d.id) else { return false };
                self.activate(id);
            }
            Key::Sheet => self.model.dialog = Some(Dialog::Keys),
        }
        true
    }

    /// The fix of the finding that has the keyboard, else of the chosen one; or the repair.
    fn fix_by_key(&mut self, at: Option<usize>) {
        if self.model.repair_offered() && self.model.view == View::Findings {
            self.fixing(Msg::Repair);
        } else if let Some(at) = at.or_else(|| self.model.doc().and_then(|d| d.chosen)) {
            let fixes = self.model.current().and_then(|j| Some(&j.finding(at)?.fixes));
            let best = fixes.and_then(|f| {
                f.iter().position(|x| x.safety != Safety::Repair).or((!f.is_empty()).then_some(0))
            });
            if let Some(best) = best {
                self.fix(at, best);
            }
        }
    }

    fn show(&mut self, view: View) {
        self.model.view = view;
        browser::replace_address(self.model.view_address());
        self.ask_preview();
    }

    fn version(&mut self, which: Versioned, version: Option<String>) {
        let wanted = &mut self.model.wanted;
        match which {
            Versioned::Tfe => wanted.tfe = version,
            Versioned::Chart => wanted.chart = version,
            Versioned::Vault => wanted.vault = version,
        }
        browser::save_versions(wanted);
        self.model.preview = None;
        self.check();
    }

    /// What was copied or saved is not lost with the page.
    fn saved(&mut self, what: &Copy, done: bool) {
        if let Some(doc) =
            self.model.doc_mut().filter(|_| done && matches!(what, Copy::Text | Copy::Fixed))
        {
            doc.unsaved = false;
        }
    }

    fn text_of(&self, what: &Copy) -> String {
        let model = &self.model;
        match what {
            Copy::Text => model.doc().map(|d| d.text.to_string()).unwrap_or_default(),
            Copy::Fixed => {
                let fixed = model.current().map(|j| fixed_text(j, &model.hunks));
                fixed.unwrap_or_else(|| self.text_of(&Copy::Text))
            }
            Copy::VaultCommand => {
                export::command(&model.chosen_policy_name(), &self.text_of(&Copy::Fixed))
            }
            Copy::Terraform => {
                let fixed = self.text_of(&Copy::Fixed);
                export::terraform(&model.chosen_policy_name(), &fixed).unwrap_or_default()
            }
            Copy::Report => {
                model.judged().map(|j| markdown_report::of(model, j)).unwrap_or_default()
            }
            Copy::BugReport => words::bug_report(model),
            Copy::Command(command) => command.clone(),
        }
    }
}

impl Model {
    /// What stands behind `#` for the view on screen.
    fn view_address(&self) -> &'static str {
        match self.view {
            View::File => "#/file",
            View::Findings => "#/findings",
            View::Fixed => "#/fixed",
            View::Facts if self.judged().is_some_and(|j| !j.view.settings.is_empty()) => {
                "#/settings"
            }
            View::Facts => "#/access",
        }
    }
}
