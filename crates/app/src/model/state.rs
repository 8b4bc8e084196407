//! The whole state of the page.

use std::rc::Rc;

use tfe_check::compose::Answers;
use tfe_check::report::{DocumentReport, PartReport};
use tfe_check::upgrade::Upgrade;
use tfe_check::{Kind, Options, Severity, Versions};

use super::{Doc, DocId, Fixes, Hunk, Judged, Results, engine_name, shown_names};
use crate::boot::Traffic;
use crate::browser::{Shared, Theme};
use crate::diff::Row;
use crate::engine_client::{Cause, RequestId};
use crate::model::{Copy, Dialog, RuleFilter, SettingsFilter, View};

/// What the page knows.
#[derive(Default)]
pub(crate) struct Model {
    /// The open documents; never none.
    pub docs: Vec<Doc>,
    /// The one on screen.
    pub active: DocId,
    /// The number of the next one.
    pub next_id: DocId,
    /// The document that was closed last, with the name it had, as long as it can come back.
    pub closed: Option<(Doc, String)>,
    /// The last answer of the engine.
    pub results: Option<Rc<Results>>,
    /// How the engine is doing.
    pub checking: Checking,
    /// The changes of the fixed version of the active document.
    pub hunks: Vec<Hunk>,
    /// The lines that change together with the chosen ones of them.
    pub further: Vec<Row>,
    /// Those of them that the user turned.
    pub turned: Vec<usize>,
    /// The finding that is to be ignored, and the reason as far as it is typed.
    pub ignoring: Option<(usize, String)>,
    /// Which way to repair the text.
    pub repair: usize,
    /// What the engine says of the fixed or repaired text.
    pub preview: Option<Preview>,
    /// The name that the policy gets in Vault, where the user gave one.
    pub policy_name: String,
    /// The request that the policy is asked about.
    pub question: Question,
    /// The answers of which a new file is made.
    pub answers: Answers,
    /// The other versions that are asked about, and what they change.
    pub upgrade: Option<Change>,
    /// The link that was made of the texts.
    pub link: Option<Link>,
    /// What is said of the link with which the page was opened.
    pub notes: Vec<String>,
    /// What the right side shows.
    pub view: View,
    /// The group of the third view that is to be scrolled to.
    pub group: Option<String>,
    /// Severities that are hidden.
    pub hidden: Vec<Severity>,
    /// Which settings are shown.
    pub settings: SettingsFilter,
    /// Settings are searched for this.
    pub find: String,
    /// Which rules the list of all rules shows.
    pub rules: RuleFilter,
    /// The versions that the user chose.
    pub wanted: Options,
    /// What stands in front of the page.
    pub dialog: Option<Dialog>,
    /// A file is over the page.
    pub dragging: bool,
    /// Line and column of the cursor.
    pub cursor: (usize, usize),
    /// What was last said to those who do not see the page.
    pub said: String,
    /// What has just been copied, or could not be.
    pub copied: Option<(Copy, bool)>,
    /// The clipboard could not be read.
    pub no_clipboard: bool,
    /// Requests since the load.
    pub traffic: Traffic,
    /// All findings are open, to be printed.
    pub printing: bool,
    /// Long lines in the editor are broken.
    pub wrap: bool,
    /// Another tab has a newer version of the page.
    pub newer: bool,
    /// All that was kept in this browser is gone.
    pub wiped: bool,
    /// Light or dark.
    pub theme: Theme,
    /// Single keys are switched off.
    pub single_keys_off: bool,
}

/// How the engine is doing.
#[derive(Default)]
pub(crate) struct Checking {
    /// The check that was asked for last, and since when (milliseconds).
    pub asked: Option<(RequestId, f64)>,
    /// The trial of the fixes of that check.
    pub proving: Option<RequestId>,
    /// The texts of that check.
    pub texts: Vec<(DocId, Rc<str>)>,
    /// The engine's version, once it is there.
    pub version: Option<String>,
    /// The check takes longer than a glance.
    pub slow: bool,
    /// It takes so long that the user is told what will happen.
    pub stuck: bool,
    /// Why the last check has no answer, and how often in a row that happened.
    pub lost: Option<(Cause, u32)>,
    /// The engine does not start.
    pub dead: bool,
    /// Only the first half of each text is given to the engine.
    pub half: bool,
}

/// Other versions, and what they change for the open documents.
#[derive(Default)]
pub(crate) struct Change {
    /// The versions now.
    pub from: Versions,
    /// The versions then.
    pub to: Versions,
    /// The question to the engine.
    pub asked: Option<RequestId>,
    /// Its answer, which may be to an older question until the new one comes.
    pub found: Option<Upgrade>,
}

/// A link with texts in it.
pub(crate) struct Link {
    /// Exactly what is in it.
    pub files: Vec<Shared>,
    /// The address, once it is made.
    pub address: Option<String>,
    /// The browser cannot make one.
    pub failed: bool,
}

/// A request that the policy is asked about.
#[derive(Default)]
pub(crate) struct Question {
    /// `read`, …; empty for `read`.
    pub operation: String,
    /// The path; empty where nothing is asked.
    pub path: String,
    /// The answer.
    pub answer: Option<protocol::Asked>,
}

/// The engine's word on a text that is not in the editor.
pub(crate) struct Preview {
    /// The text.
    pub text: Rc<str>,
    /// The question.
    pub id: RequestId,
    /// The answer.
    pub report: Option<DocumentReport>,
}

impl Model {
    /// The document on screen.
    pub(crate) fn doc(&self) -> Option<&Doc> {
        self.docs.iter().find(|d| d.id == self.active)
    }

    /// The same, to be changed.
    pub(crate) fn doc_mut(&mut self) -> Option<&mut Doc> {
        let active = self.active;
        self.find_mut(active)
    }

    /// A document, to be changed.
    pub(crate) fn find_mut(&mut self, id: DocId) -> Option<&mut Doc> {
        self.docs.iter_mut().find(|d| d.id == id)
    }

    /// What was said of the document on screen, at whatever text.
    pub(crate) fn judged(&self) -> Option<&Judged> {
        self.results.as_ref()?.of(self.active)
    }

    /// The same, if it was said of the text as it is now: only then do its places fit.
    pub(crate) fn current(&self) -> Option<&Judged> {
        let text = &self.doc()?.text;
        self.judged().filter(|j| &j.text == text)
    }

    /// What is on screen was said of an older text, and it is not known when there will be more.
    pub(crate) fn is_old(&self) -> bool {
        let checking = &self.checking;
        checking.slow
            || (checking.lost.is_some() || checking.dead)
                && self.judged().is_some()
                && self.current().is_none()
    }

    /// Whether it is known what the fixes on screen do.
    pub(crate) fn fixes(&self) -> Fixes {
        self.results.as_ref().map_or(Fixes::Tried, |results| results.fixes)
    }

    /// Whether the version with all safe fixes of a long text is on its way to the screen.
    pub(crate) fn waits_for_fixes(&self) -> bool {
        self.view == View::Fixed && self.fixes() == Fixes::Waiting
    }

    /// The views next to the findings, as far as there is something to see: Terraform may hold a policy and
    /// values.
    pub(crate) fn fact_views(&self) -> Vec<View> {
        let Some(judged) = self.judged().filter(|j| j.report.kind.is_some()) else {
            return Vec::new();
        };
        let helm = judged.report.kind.is_some_and(|kind| kind.charts);
        let access = (!judged.view.access.is_empty()).then_some(View::Access);
        let settings = (helm || !judged.view.settings.is_empty()).then_some(View::Settings);
        access.into_iter().chain(settings).collect()
    }

    /// A policy is among the open documents.
    pub(crate) fn has_policy(&self) -> bool {
        let all = self.results.as_ref().map(|r| r.documents.as_slice()).unwrap_or_default();
        all.iter().any(|judged| !judged.view.access.is_empty())
    }

    /// Whether a document is checked by itself: a page is not used with what was extracted from it, which would be
    /// there twice.
    pub(crate) fn is_apart(&self, doc: &Doc) -> bool {
        self.docs.iter().any(|part| part.from == Some(doc.id))
    }

    /// Whether a document belongs to one installation with another open one. Two host names are two installations.
    pub(crate) fn is_joint(&self, doc: &Doc) -> bool {
        let Some(results) = &self.results else { return false };
        let known = |doc: &&Doc| {
            !self.is_apart(doc) && results.of(doc.id).is_some_and(|j| j.report.kind.is_some())
        };
        let joint = self.docs.iter().filter(known);
        let host = |j: &Judged| {
            let host = j.view.settings.iter().find(|s| s.name == "TFE_HOSTNAME");
            host.map(|s| s.value.clone()).filter(|host| !host.is_empty())
        };
        let mut hosts = joint.clone().filter_map(|d| results.of(d.id).and_then(host));
        let first = hosts.next();
        known(&doc) && joint.count() > 1 && hosts.all(|host| Some(host) == first)
    }

    /// What the engine says, with the names that the documents have here.
    pub(crate) fn said(&self, said: &str) -> String {
        // From the last one on: the name of the first is the beginning of that of the tenth.
        let unnamed = self.docs.iter().rev().filter(|doc| doc.name.is_none());
        unnamed.fold(said.to_owned(), |said, doc| match engine_name(doc) {
            name if said.contains(&name) => said.replace(&name, &self.name(doc)),
            _ => said,
        })
    }

    /// The verdict of a document.
    pub(crate) fn verdict(&self, judged: &Judged) -> String {
        self.said(&judged.view.verdict)
    }

    /// What the active document is.
    pub(crate) fn kind(&self) -> Option<Kind> {
        self.doc()?.kind.or(self.judged()?.report.kind)
    }

    /// The name on a document's tab.
    pub(crate) fn name(&self, doc: &Doc) -> String {
        let usual = |doc: &Doc| self.results.as_ref()?.of(doc.id)?.usual_file();
        let at = self.docs.iter().position(|d| d.id == doc.id);
        let name = at.and_then(|at| shown_names(&self.docs, usual).into_iter().nth(at));
        name.unwrap_or_default()
    }

    /// The document on screen has nothing but blanks.
    pub(crate) fn is_blank(&self) -> bool {
        self.doc().is_none_or(|d| d.text.trim().is_empty())
    }

    /// The name of the document on screen.
    pub(crate) fn active_name(&self) -> String {
        self.doc().map(|d| self.name(d)).unwrap_or_default()
    }

    /// Nothing was pasted or typed yet.
    pub(crate) fn first_visit(&self) -> bool {
        matches!(self.docs.as_slice(), [only] if only.text.is_empty() && only.name.is_none())
    }

    /// The part of the document on screen whose findings are shown; `None` for all of it.
    pub(crate) fn part(&self) -> Option<&PartReport> {
        self.judged()?.parts().get(self.doc()?.part?)
    }

    /// The list's findings in the order of the list, without the hidden severities.
    pub(crate) fn listed(&self) -> Vec<usize> {
        let Some(judged) = self.judged() else { return Vec::new() };
        let part = self.part();
        let shown = |at: &usize| {
            let finding = judged.finding(*at).filter(|f| Judged::is_in(part, f));
            finding.is_some_and(|f| !self.hidden.contains(&f.severity))
        };
        judged.listed().into_iter().filter(shown).collect()
    }

    /// The offered repair, unless the user wants to keep the text as it is.
    pub(crate) fn repair_offered(&self) -> bool {
        let wanted = self.doc().is_some_and(|d| !d.keep_damage);
        wanted && self.judged().is_some_and(|j| j.damage().is_some())
    }
}
