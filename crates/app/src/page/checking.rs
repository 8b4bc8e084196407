//! Asking the engine, and what its answers do.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::utils::window;
use protocol::Answer;
use tfe_check::report::Report;
use tfe_check::view::View;
use yew::Context;

use super::Page;
use crate::asks;
use crate::boot;
use crate::browser::Focus;
use crate::editor::Command;
use crate::engine_client::{Event, RequestId};
use crate::model::{Doc, DocId, Fixes, Judged, Model, Results, engine_name};
use crate::msg::CheckMsg;
use crate::reports;
use crate::words;

/// So long after the last key the result is said (milliseconds).
const SAY_AFTER: u32 = 500;

/// So long after the findings of a long text are there its fixes are tried (milliseconds): a key that
/// comes earlier does not have to wait for them.
const PROVE_AFTER: u32 = 200;

impl Page {
    /// Asks for a check of all documents as they are now. There is nothing to say of an empty one.
    pub(super) fn check(&mut self) {
        let empty = |d: &&Doc| d.text.is_empty();
        for doc in self.model.docs.iter().filter(empty) {
            self.tell_editor(&Command::Marks { id: doc.id, marks: Vec::new() });
        }
        let model = &mut self.model;
        self.prove = None;
        model.checking.proving = None;
        let half = model.checking.half;
        let (full, together) = model.checked_together();
        let docs: Vec<_> = full.iter().map(|d| asks::document(d, half)).collect();
        model.checking.texts = full.iter().map(|d| (d.id, Rc::clone(&d.text))).collect();
        if docs.is_empty() {
            (model.checking.asked, model.results) = (None, None);
            (model.checking.slow, model.checking.stuck) = (false, false);
            model.hunks_of_active();
            return;
        }
        let id = self.engine.ask(asks::check(docs, together, &model.wanted));
        model.checking.asked = Some((id, now()));
    }

    pub(super) fn heard_engine(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        let checking = &mut self.model.checking;
        let latest = |id: RequestId| checking.asked.is_some_and(|(asked, _)| asked == id);
        match event {
            Event::Ready { version, .. } => {
                checking.version = Some(version);
                checking.dead = false;
            }
            Event::Answer { id, answer } => match *answer {
                Answer::Checked { report, views, untried } => {
                    if latest(id) {
                        let fixes = if untried { Fixes::Waiting } else { Fixes::Tried };
                        self.found(ctx, report, views, fixes);
                    } else if checking.proving == Some(id) {
                        self.proved(ctx, report, views);
                    } else {
                        self.previewed(id, report);
                    }
                }
                Answer::Asked(asked) => self.model.question.answer = asked,
                Answer::Upgraded(found) => self.upgraded(id, found),
                _ => return false,
            },
            // What the fixes do may take its time: the findings are on screen.
            Event::Slow { id } if checking.proving == Some(id) => return false,
            // The findings are of the text on screen, whatever else takes long.
            Event::Slow { .. } if checking.asked.is_none() => return false,
            Event::Slow { .. } => {
                checking.slow = true;
                self.stale(true);
            }
            Event::Stuck { id } => checking.stuck = latest(id),
            Event::Lost { id: Some(id), .. } if checking.proving == Some(id) => {
                checking.proving = None;
                self.model.fixes_are(Fixes::Unknown);
            }
            Event::Lost { id, cause, in_a_row } => {
                if id.is_some_and(latest) {
                    // There will be no answer to this one.
                    checking.asked = None;
                }
                checking.lost = Some((cause, in_a_row));
                (checking.slow, checking.stuck) = (false, false);
            }
            Event::Dead => checking.dead = true,
        }
        true
    }

    pub(super) fn checking(&mut self, msg: &CheckMsg) -> bool {
        match msg {
            CheckMsg::Say => return self.say(),
            CheckMsg::Prove => {
                self.prove();
                return false;
            }
            CheckMsg::Stop => {
                self.model.checking.lost = None;
                self.engine.stop();
                return true;
            }
            CheckMsg::Half => self.model.checking.half = true,
            CheckMsg::Again => self.model.checking.half = false,
        }
        self.model.checking.lost = None;
        if std::mem::take(&mut self.model.checking.dead) {
            self.engine.restart();
        }
        self.check();
        true
    }

    /// The answer to the check that was asked for last.
    fn found(&mut self, ctx: &Context<Self>, report: Report, views: Vec<View>, fixes: Fixes) {
        let checking = &mut self.model.checking;
        let took = checking.asked.take().map_or(0.0, |(_, since)| now() - since);
        (checking.slow, checking.stuck, checking.lost) = (false, false, None);
        let texts = std::mem::take(&mut checking.texts);
        self.judged(ctx, texts, report, views, (took, fixes));
        if fixes == Fixes::Waiting {
            let link = ctx.link().clone();
            let prove = move || link.send_message(CheckMsg::Prove);
            self.prove = Some(Timeout::new(PROVE_AFTER, prove));
        }
    }

    /// Asks what the fixes do, unless there is a newer text by now.
    fn prove(&mut self) {
        if self.model.checking.asked.is_some() {
            return;
        }
        let half = self.model.checking.half;
        let (full, together) = self.model.checked_together();
        let docs = full.into_iter().map(|d| asks::document(d, half)).collect();
        let question = asks::prove(docs, together, &self.model.wanted);
        self.model.checking.proving = Some(self.engine.ask(question));
    }

    /// What the fixes of the texts on screen do.
    fn proved(&mut self, ctx: &Context<Self>, report: Report, views: Vec<View>) {
        self.model.checking.proving = None;
        let Some(found) = self.model.results.clone() else { return };
        let texts = found.documents.iter().map(|j| (j.id, Rc::clone(&j.text))).collect();
        self.judged(ctx, texts, report, views, (found.took, Fixes::Tried));
    }

    /// Shows what is known of some texts, and how long that took.
    fn judged(
        &mut self,
        ctx: &Context<Self>,
        texts: Vec<(DocId, Rc<str>)>,
        report: Report,
        views: Vec<View>,
        (took, fixes): (f64, Fixes),
    ) {
        let documents = texts.into_iter().zip(report.documents).zip(views);
        let documents = documents.map(|(((id, text), report), view)| Judged {
            id,
            name: report.name.clone(),
            text,
            report,
            view,
        });
        let documents = documents.collect();
        let results = Results { versions: report.versions, documents, took, fixes };
        self.follow_chosen(&results);
        let text = |r: &Results| r.of(self.model.active).map(|j| Rc::clone(&j.text));
        let same = self.model.results.as_deref().and_then(text) == text(&results);
        let before = self.model.results.replace(Rc::new(results));
        if !same {
            self.model.turned.clear();
        }
        self.show_worst();
        self.model.hunks_of_active();
        self.mark_all(before.as_deref());
        self.stale(false);
        self.ask_preview();
        self.ask_vault();
        self.focus_now = self.focus_next.take().map(|_| self.where_to());
        self.say_later(ctx);
        if boot::embedded() && fixes != Fixes::Waiting {
            boot::found(&reports::found(&self.model));
        }
    }

    /// Of files that were opened together, the one with most errors comes on screen; one that is checked
    /// before one that is not.
    fn show_worst(&mut self) {
        let together = std::mem::take(&mut self.together);
        let Some(results) = self.model.results.clone().filter(|_| together.len() > 1) else {
            return;
        };
        let weight = |id: &DocId| {
            let judged = results.of(*id);
            judged.map(|j| (j.report.kind.is_some(), j.summary().error, j.summary().warning))
        };
        // Of equals the first.
        if let Some(id) = together.into_iter().rev().max_by_key(weight) {
            self.activate(id);
        }
    }

    /// Chosen findings stay chosen. Where there was none, the first of the list opens.
    fn follow_chosen(&mut self, newer: &Results) {
        let older = self.model.results.clone();
        for doc in &mut self.model.docs {
            let Some(new) = newer.of(doc.id) else { continue };
            let old = older.as_ref().and_then(|r| r.of(doc.id));
            let same = old.zip(doc.chosen).map(|(old, at)| (old, at, old.follow(at, new)));
            doc.chosen = match same {
                Some((_, _, Some(at))) => Some(at),
                // It was cured: the next one of the list.
                Some((old, at, None)) => {
                    let rank = old.listed().iter().position(|x| *x == at).unwrap_or(0);
                    let listed = new.listed();
                    listed.get(rank).or(listed.last()).copied()
                }
                None if old.is_none_or(|o| o.listed().is_empty()) => new.listed().first().copied(),
                None => None,
            };
        }
    }

    fn where_to(&self) -> Focus {
        let chosen = self.model.doc().and_then(|d| d.chosen);
        chosen.filter(|_| !self.model.repair_offered()).map_or(Focus::Verdict, Focus::Finding)
    }

    fn previewed(&mut self, id: RequestId, report: Report) {
        if let Some(preview) = &mut self.model.preview
            && preview.id == id
        {
            preview.report = report.documents.into_iter().next();
        }
    }

    /// Asks about the fixed or repaired text, if it is on screen and not asked for yet.
    pub(super) fn ask_preview(&mut self) {
        let Some(text) = self.model.preview_text() else { return };
        if self.model.preview.as_ref().is_some_and(|p| *p.text == *text) {
            return;
        }
        let Some(doc) = self.model.doc() else { return };
        let question = asks::preview(doc, &text, &self.model.wanted);
        let id = self.engine.ask(question);
        let text = text.into();
        self.model.preview = Some(crate::model::Preview { text, id, report: None });
    }

    /// Puts the request of the access view to the policy on screen.
    pub(super) fn ask_vault(&self) {
        let question = &self.model.question;
        if let Some(doc) = self.model.doc()
            && !question.path.is_empty()
        {
            let wanted = &self.model.wanted;
            self.engine.ask(asks::ask(doc, wanted, &question.operation, &question.path));
        }
    }

    fn stale(&self, stale: bool) {
        for doc in &self.model.docs {
            self.tell_editor(&Command::Stale { id: doc.id, stale });
        }
    }

    /// Says the result once the keys rest, and only if it is another one.
    fn say_later(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        self.say = Some(Timeout::new(SAY_AFTER, move || link.send_message(CheckMsg::Say)));
    }

    pub(super) fn say(&mut self) -> bool {
        let said = words::spoken(&self.model);
        let other = said != self.model.said;
        self.model.said = said;
        other
    }
}

impl Model {
    /// The documents that are checked, and how many of them, from the first on, are used together.
    fn checked_together(&self) -> (Vec<&Doc>, usize) {
        let full = |apart| {
            self.docs.iter().filter(move |d| !d.text.is_empty() && self.is_apart(d) == apart)
        };
        let joint: Vec<&Doc> = full(false).collect();
        let together = joint.len();
        (joint.into_iter().chain(full(true)).collect(), together)
    }

    fn fixes_are(&mut self, fixes: Fixes) {
        if let Some(results) = &mut self.results {
            let now = Results { fixes, ..Results::clone(results) };
            *results = Rc::new(now);
        }
    }

    /// The text whose judgement the page shows next to the one in the editor.
    fn preview_text(&self) -> Option<String> {
        let judged = self.current()?;
        if self.repair_offered() {
            return self.repaired_text();
        }
        let text = crate::model::fixed_text(judged, &self.hunks);
        (self.view == crate::model::View::Fixed && *text != *judged.text).then_some(text)
    }

    /// The name the engine knows a document by, as a shown one.
    pub(crate) fn shown_name_of(&self, engine: &str) -> String {
        let doc = self.docs.iter().find(|d| engine_name(d) == engine);
        doc.map_or_else(|| engine.to_owned(), |d| self.name(d))
    }
}

fn now() -> f64 {
    window().performance().map_or(0.0, |p| p.now())
}
