//! Documents that are read once, and what is said and shown of them.

use std::rc::Rc;

use text::{Lines, Masker};

use super::fix::Fixed;
use super::reading::Reading;
use super::secrets::remember;
use super::writer::Writer;
use super::{Answer, answers, fix_all, list, promise, rules};
use crate::across::guilty::{self, File};
use crate::across::joint;
use crate::base::document::{Document, Options};
use crate::base::finding::{Finding, Rule, Safety};
use crate::base::judgement::head;
use crate::base::kind::Nature;
use crate::base::report::{DocumentReport, Report, SCHEMA, Summary, Tool};
use crate::base::versions::Versions;
use crate::base::view::View;

/// Why a finding of a document, by its name and rule, does not count; `None` where it does. What it says is asked for
/// only where it is needed.
pub type Known<'k> = dyn FnMut(&str, &'static Rule, &dyn Fn() -> String) -> Option<String> + 'k;

/// Documents with their readings and what is wrong with them.
pub(super) struct Pass<'d> {
    documents: &'d [Document],
    versions: &'d Versions,
    readings: Vec<Reading<'d>>,
    answers: Vec<Answer>,
    /// What may not be said of each.
    secrets: Vec<Masker>,
}

impl<'d> Pass<'d> {
    pub(super) fn of(documents: &'d [Document], versions: &'d Versions) -> Self {
        let readings = Reading::all(documents, versions);
        let mut answers: Vec<Answer> = answers(documents, &readings, versions).collect();
        mark_guilty(documents, &readings, &mut answers);
        let secrets: Vec<Masker> = readings.iter().map(Reading::secrets).collect();
        if let ([document], [secrets]) = (documents, secrets.as_slice()) {
            remember(document, secrets);
        }
        Self { documents, versions, readings, answers, secrets }
    }

    /// What the page shows of each document next to its findings.
    pub(super) fn views(&self) -> Vec<View> {
        let known = || self.readings.iter().zip(&self.answers);
        let mut views: Vec<View> = known().map(|(reading, answer)| view(reading, answer)).collect();
        let files = self.documents.iter().zip(&self.answers).map(|(document, answer)| {
            let (name, text) = (document.name.as_str(), head(&document.text));
            joint::File { name, text, findings: &answer.findings }
        });
        joint::join(&mut views, &files.collect::<Vec<_>>());
        // What another document says may have its secrets in it.
        let said = |secrets: &Masker| {
            let mut all = secrets.clone();
            self.secrets.iter().for_each(|other| all.extend(other.clone()));
            all
        };
        for (view, secrets) in views.iter_mut().zip(&self.secrets) {
            if view.elsewhere.is_some() { view.mask(&said(secrets)) } else { view.mask(secrets) }
        }
        views
    }

    /// The report, once it is tried which fixes keep what they promise. `known` has a word on each finding that counts.
    pub(super) fn report(self, options: &Options, known: &mut Known<'_>) -> Report {
        let first = self.readings.iter().zip(&self.answers).map(|(r, a)| a.judged(r)).collect();
        let fixed = fix_all(self.documents, options, Safety::Safe, first);
        self.write(fixed, known, |_| {})
    }

    /// The report before any fix is tried, and whether trying would add anything to it. Nothing is
    /// promised in it: a finding that claims a safe fix has none here.
    pub(super) fn found(self) -> (Report, bool) {
        let mut untried = false;
        let nothing = self.documents.iter().map(|_| Fixed::default()).collect();
        // Only what is joined already: a finding with a fix never joins one without.
        let report = self.write(nothing, &mut |_, _, _| None, |finding| {
            let safe = finding.fixes.iter().any(|fix| fix.safety == Safety::Safe);
            if safe && finding.suppressed.is_none() {
                finding.fixes.clear();
                untried = true;
            }
        });
        (report, untried)
    }

    /// The report; `last` has the last word on each finding of its list.
    fn write(
        self,
        fixed: Vec<Fixed>,
        known: &mut Known<'_>,
        mut last: impl FnMut(&mut Finding),
    ) -> Report {
        let Self { documents, versions, readings, answers, secrets } = self;
        let lines: Vec<Lines<'_>> = documents.iter().map(|d| Lines::new(&d.text)).collect();
        let mut summary = Summary::default();
        let mut reports = Vec::new();
        let all = readings.iter().zip(&secrets).zip(answers.into_iter().zip(fixed));
        for (at, (document, of_it)) in documents.iter().zip(all).enumerate() {
            let ((reading, secrets), (answer, fixed)) = of_it;
            let Answer { judged, findings } = answer;
            let mut findings = Rc::unwrap_or_clone(findings);
            promise(&mut findings, &fixed);
            let write = Writer { documents, lines: &lines, at, secrets };
            for finding in findings.iter_mut().filter(|f| f.suppressed.is_none()) {
                finding.suppressed = known(&document.name, finding.rule, &|| write.what(finding));
            }
            list(&mut findings);
            findings.iter_mut().for_each(&mut last);
            let report = DocumentReport {
                name: document.name.clone(),
                kind: reading.kind(),
                kind_reason: secrets.mask(&reading.detected.reason),
                profile: reading.profile(),
                accepted: judged.accepted,
                findings: findings.iter().map(|f| write.finding(f)).collect(),
                fixed: fixed.text.or_else(|| document.as_utf8()),
                parts: reading.part_reports(&judged, |span| write.span(at, span)),
            };
            report.findings.iter().for_each(|f| summary.count(f));
            reports.push(report);
        }
        let documents = reports;
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let tool = Tool { name: "tfe-check".to_owned(), version };
        let (schema, versions) = (SCHEMA.to_owned(), versions.clone());
        Report { schema, tool, versions, documents, summary }
    }
}

fn view(reading: &Reading<'_>, answer: &Answer) -> View {
    let mut findings = answer.findings.to_vec();
    list(&mut findings);
    let mut view = reading.view(&answer.judged, &findings);
    // Of a part nobody can say what the whole does.
    if let Some(cut) = findings.iter().find(|f| rules::is_of_the_length(f)) {
        view.verdict = cut.message.what.to_string();
    }
    view
}

/// Marks in each log the places of the other documents that explain it.
fn mark_guilty(documents: &[Document], readings: &[Reading<'_>], answers: &mut [Answer]) {
    let is_record =
        |reading: &Reading<'_>| reading.kind().is_some_and(|k| k.nature == Nature::Record);
    let is_log = |at: usize| readings.get(at).is_some_and(is_record);
    let logs: Vec<usize> = (0..documents.len()).filter(|at| is_log(*at)).collect();
    if logs.len() == documents.len() {
        return;
    }
    for at in logs {
        let (Some(document), Some(own)) = (documents.get(at), answers.get_mut(at)) else {
            continue;
        };
        let mut findings = Rc::unwrap_or_clone(std::mem::take(&mut own.findings));
        let files: Vec<File<'_>> = documents
            .iter()
            .zip(&*answers)
            .enumerate()
            .filter(|(place, _)| !is_log(*place))
            .map(|(place, (d, a))| File { place, text: head(&d.text), findings: &a.findings })
            .collect();
        guilty::mark(head(&document.text), &mut findings, &files);
        if let Some(own) = answers.get_mut(at) {
            own.findings = Rc::new(findings);
        }
    }
}
