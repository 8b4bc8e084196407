//! Fixes: one, all, chosen ones, and the repair of damaged text. Each is one step of the editor's undo.

use std::rc::Rc;

use tfe_check::Safety;

use super::Page;
use crate::browser::Focus;
use crate::editor::Command;
use crate::model::{Model, View, after_fix, fixed_text};
use crate::msg::FixMsg;

impl Page {
    pub(super) fn fixing(&mut self, msg: FixMsg) -> bool {
        match msg {
            FixMsg::Fix(at, fix) => self.fix(at, fix),
            FixMsg::Ignoring(at) => {
                self.model.ignoring = at.map(|at| (at, String::new()));
                self.focus_now = at.map(|_| Focus::Reason);
            }
            FixMsg::Reason(typed) => {
                if let Some((_, reason)) = &mut self.model.ignoring {
                    *reason = typed;
                }
            }
            FixMsg::Ignore => {
                let ignored = self.model.ignored_text();
                self.model.ignoring = None;
                self.put(ignored, 0);
            }
            FixMsg::FixAll => {
                let current = self.model.current();
                let fixed = current.and_then(|j| j.report.fixed.clone());
                let findings = current.map_or(0, |j| j.summary().fixable);
                self.put(fixed, findings);
            }
            FixMsg::ApplyTaken => {
                let fixed = self.model.current().map(|j| fixed_text(j, &self.model.hunks));
                let taken = self.model.hunks.iter().filter(|h| h.taken);
                let findings = taken.map(|h| h.findings.len()).sum();
                self.put(fixed, findings);
                self.model.view = View::Findings;
            }
            FixMsg::RepairChoice(choice) => {
                self.model.repair = choice;
                self.ask_preview();
            }
            FixMsg::Repair => {
                let repaired = self.model.repaired_text();
                self.put(repaired, 1);
            }
            FixMsg::KeepDamage(keep) => {
                if let Some(doc) = self.model.doc_mut() {
                    doc.keep_damage = keep;
                }
                self.ask_preview();
                self.focus_now = Some(Focus::Verdict);
            }
            FixMsg::Turn(at) => {
                let turned = &mut self.model.turned;
                match turned.iter().position(|other| *other == at) {
                    Some(back) => _ = turned.swap_remove(back),
                    None => turned.push(at),
                }
                self.model.hunks_of_active();
                self.ask_preview();
            }
        }
        true
    }

    /// A finding's own fix: a safe one at once, one that wants a look in the diff.
    pub(super) fn fix(&mut self, at: usize, fix: usize) {
        let Some(judged) = self.model.current() else { return };
        let Some(finding) = judged.finding(at) else { return };
        match finding.fixes.get(fix).map(|f| f.safety) {
            Some(Safety::Safe) => {
                let fixed = after_fix(judged, finding);
                self.put(fixed, 1);
            }
            Some(Safety::Review) => {
                self.model.view = View::Fixed;
                self.take(at);
                self.focus_now = Some(Focus::Tab);
            }
            // In a page of several texts a repair is one fix among others.
            Some(Safety::Repair) if judged.damage().is_none() => {
                let edits = finding.fixes.get(fix).and_then(crate::model::edit_set);
                let fixed = edits.and_then(|edits| edits.apply(&judged.text).ok());
                self.put(fixed, 1);
            }
            Some(Safety::Repair) => {
                if let Some(doc) = self.model.doc_mut() {
                    doc.keep_damage = false;
                }
                self.focus_now = Some(Focus::Verdict);
            }
            None => {}
        }
        self.ask_preview();
    }

    /// Takes the change that belongs to a finding.
    fn take(&mut self, at: usize) {
        let hunk = self.model.hunks.iter().position(|h| h.findings.contains(&at));
        if let Some(hunk) = hunk
            && self.model.hunks.get(hunk).is_some_and(|h| !h.taken)
        {
            self.model.turned.push(hunk);
            self.model.hunks_of_active();
        }
    }

    /// Puts a text in place of the active document's, which has fewer findings by so many.
    fn put(&mut self, text: Option<String>, findings: usize) {
        let Some(text) = text else { return };
        let Some(doc) = self.model.doc_mut() else { return };
        let id = doc.id;
        let before = Rc::clone(&doc.text);
        let edits = doc.set(&text);
        doc.applied.add(&before, &text, findings);
        doc.unsaved = true;
        self.focus_next = Some(Focus::Verdict);
        if !edits.is_empty() {
            self.tell_editor(&Command::Change { id, edits });
        }
        self.check();
    }
}

impl Model {
    /// The number of findings in the document on screen that fixes removed.
    pub(crate) fn fixed(&self) -> usize {
        self.doc().map_or(0, |d| d.applied.findings())
    }

    /// The text after the chosen repair.
    pub(crate) fn repaired_text(&self) -> Option<String> {
        let judged = self.current()?;
        let (_, finding) = judged.damage()?;
        let repairs = finding.fixes.iter().filter(|f| f.safety == Safety::Repair);
        let chosen = repairs.clone().nth(self.repair).or_else(|| repairs.clone().next())?;
        crate::model::edit_set(chosen)?.apply(&judged.text).ok()
    }
}
