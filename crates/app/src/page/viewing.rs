//! Views, dialogs, versions, theme, keys.

use tfe_check::Safety;
use tfe_check::report::FindingReport;

use yew::Context;

use super::Page;
use crate::boot;
use crate::browser::{self, Focus, Key};
use crate::editor::Command;
use crate::model::{Copy, Dialog, Judged, Model, Question, Versioned, View};
use crate::msg::{FixMsg, TakeMsg, ViewMsg};

impl Page {
    pub(super) fn viewing(&mut self, ctx: &Context<Self>, msg: ViewMsg) -> bool {
        match msg {
            ViewMsg::Address(hash) => return self.follow(ctx, &hash),
            ViewMsg::Rules(filter) => self.model.rules = filter,
            ViewMsg::Settings(filter) => self.model.settings = filter,
            ViewMsg::Find(find) => self.model.find = find,
            ViewMsg::View(view) => self.show(view),
            ViewMsg::Tab(view) => {
                self.show(view);
                self.focus_now = Some(Focus::Tab);
            }
            ViewMsg::Group(group) => {
                self.show(self.model.view_of_group(&group));
                self.model.group = Some(group);
            }
            ViewMsg::PolicyName(name) => self.model.policy_name = name,
            ViewMsg::Ask(operation, path) => {
                self.model.question = Question { operation, path, answer: None };
                self.ask_vault();
            }
            ViewMsg::Version(which, version) => self.version(which, version),
            ViewMsg::Print => {
                self.model.view = View::Findings;
                (self.model.printing, self.print) = (true, true);
            }
            ViewMsg::OnPaper => self.model.printing = true,
            ViewMsg::Printed => self.model.printing = false,
            ViewMsg::Wrap => {
                self.model.wrap = !self.model.wrap;
                self.tell_editor(&Command::Wrap { wrap: self.model.wrap });
            }
            ViewMsg::Newer => self.model.newer = true,
            ViewMsg::Wipe => {
                let link = ctx.link().clone();
                boot::wipe(move || link.send_message(ViewMsg::Wiped));
                return false;
            }
            ViewMsg::Wiped => {
                self.model.wiped = true;
                self.model.said = "Everything stored has been removed.".to_owned();
            }
            ViewMsg::Theme => self.model.theme = browser::switch_theme(self.model.theme),
            ViewMsg::Open(dialog) => {
                self.model.link = None;
                self.model.dialog = Some(dialog);
            }
            ViewMsg::Closed => {
                self.model.dialog = None;
                browser::replace_address(self.model.view_address(), self.model.active);
            }
            ViewMsg::SingleKeys(on) => {
                self.model.single_keys_off = !on;
                let root = gloo::utils::document_element();
                let _ = root.toggle_attribute_with_force("data-single-keys-off", !on);
            }
        }
        true
    }

    pub(super) fn key(&mut self, ctx: &Context<Self>, key: Key) -> bool {
        match key {
            Key::Step { back, from_editor } => self.step(back, from_editor),
            Key::FixAll => return self.fixing(FixMsg::FixAll),
            Key::Fix(at) => self.fix_by_key(at),
            Key::FixHere => self.fix_at_cursor(),
            Key::Undo => self.undo_fix(),
            Key::Download => ctx.link().send_message(TakeMsg::Download(Copy::Text)),
            Key::View(at) => {
                let facts = self.model.facts_view();
                let view = [View::Findings, View::Fixed, facts, View::File].get(at - 1).copied();
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
    pub(super) fn fix_by_key(&mut self, at: Option<usize>) {
        if self.model.repair_offered() && self.model.view == View::Findings {
            self.fixing(FixMsg::Repair);
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

    /// The fix of the worst finding on the cursor's line.
    fn fix_at_cursor(&mut self) {
        let line = self.model.cursor.0;
        let on_line =
            |(_, f): &(usize, &FindingReport)| f.span.line <= line && line <= f.span.end_line;
        let found = self.model.current().and_then(|judged| {
            let here = judged.counted().filter(on_line).filter(|(_, f)| !f.fixes.is_empty());
            here.max_by_key(|(_, f)| f.severity).map(|(at, _)| at)
        });
        if let Some(at) = found {
            self.choose(Some(at), None);
            self.fix_by_key(Some(at));
            // Whoever fixes in the editor goes on there.
            self.focus_next = None;
        }
    }

    /// Takes the last fix back, if nothing was typed since.
    fn undo_fix(&self) {
        if self.model.doc().is_some_and(|doc| doc.applied.is_last_in(&doc.text)) {
            self.tell_editor(&Command::Undo);
        }
    }

    /// Shows a view; Back leads to the one before.
    fn show(&mut self, view: View) {
        self.model.view = view;
        self.step_to_here();
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
}

impl Model {
    /// The view that has the group of an outcome.
    fn view_of_group(&self, group: &str) -> View {
        let own =
            |j: &Judged| (j.view.access.iter().any(|g| g.id == group), !j.view.settings.is_empty());
        match self.judged().map(own).unwrap_or_default() {
            (true, _) => View::Access,
            (false, true) => View::Settings,
            (false, false) => self.facts_view(),
        }
    }

    /// The view after the findings: of two, the one that is not on screen.
    fn facts_view(&self) -> View {
        let has = |j: &Judged| (!j.view.access.is_empty(), !j.view.settings.is_empty());
        match self.judged().map(has).unwrap_or_default() {
            (true, true) if self.view == View::Access => View::Settings,
            (true, _) => View::Access,
            (false, _) => View::Settings,
        }
    }

    /// What is after `#` for the view on screen.
    pub(super) fn view_address(&self) -> &'static str {
        match self.view {
            View::File => "#/file",
            View::Findings => "#/findings",
            View::Fixed => "#/fixed",
            View::Access => "#/access",
            View::Settings => "#/settings",
        }
    }
}
