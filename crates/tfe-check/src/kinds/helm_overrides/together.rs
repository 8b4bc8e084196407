//! Several files of one release, as `helm upgrade -f base.yaml -f prod.yaml` takes them: what one of them
//! lacks may be in another.

use std::rc::Rc;

use helm_values::Helm;
use text::{Edit, EditSet, Lines, Span};

use super::facts::{self, Facts};
use super::once::parsed;
use super::{judge, judge_part, view};
use crate::base::finding::{Finding, Severity};
use crate::base::judgement::Judgement;
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::contract::Given;
use crate::knowledge::rules::helm_overrides::SEVERAL_DOCUMENTS;

/// Nobody gives a release more files than that.
const MOST: usize = 10;

/// What Helm puts between the files: they are read like the documents of one.
const BETWEEN: &str = "\n---\n";

/// The files of one release.
pub(super) struct Release {
    /// All of them, one document after the other: Helm merges documents as it merges files.
    text: String,
    /// Where each of them is in the text.
    places: Vec<Span>,
}

impl Release {
    /// The release that the texts are for; `None` where they are for several, or nothing is missing in them.
    pub(super) fn of(given: &[Given<'_>], versions: &Versions) -> Option<Rc<Self>> {
        let files: Vec<File<'_>> = given
            .iter()
            .filter(|given| !given.excerpt && given.name.is_some())
            .filter_map(|given| File::of(given.text, versions))
            .collect();
        let whole = files.iter().filter(|file| file.whole).count();
        if !(2..=MOST).contains(&files.len()) || files.len() != given.len() {
            return None;
        }
        // A file that says much and lacks something is an overlay of one that lacks nothing.
        let complete = || files.iter().filter(|file| file.whole && !file.lacks(versions)).count();
        if whole > 1 && complete() != 1 {
            return None;
        }
        let mut hosts: Vec<&str> = files.iter().filter_map(|file| file.host.as_deref()).collect();
        hosts.dedup();
        if hosts.len() > 1 {
            return None;
        }
        let mut text = String::new();
        let mut places = Vec::new();
        for file in &files {
            if !text.is_empty() {
                text.push_str(BETWEEN);
            }
            places.push(Span::new(text.len(), text.len() + file.text.len()));
            text.push_str(file.text);
        }
        Some(Rc::new(Self { text, places }))
    }

    /// What is wrong with one of the files, given the others: what is wrong in it whatever they say, and
    /// what is wrong with all of them at a place of this one.
    pub(super) fn judge(&self, text: &str, versions: &Versions) -> Judgement {
        let place = self.places.iter().find(|place| place.of(&self.text) == text);
        let readable = parsed(text).refusal(Helm::V4).is_none();
        let Some(place) = place.filter(|_| readable) else { return judge(text, versions) };
        let mut findings = judge_part(text, versions).findings;
        let all = self.judged(versions);
        for finding in all.findings.into_iter().filter_map(|f| moved(f, *place)) {
            let known =
                findings.iter().any(|f| is_same(f, &finding) && f.primary == finding.primary);
            if !known {
                findings.push(finding);
            }
        }
        Judgement { accepted: all.accepted, findings }
    }

    /// What is wrong with all of them. That they are documents of one text is our own doing.
    fn judged(&self, versions: &Versions) -> Judgement {
        let mut all = judge(&self.text, versions);
        all.findings.retain(|finding| finding.rule != &SEVERAL_DOCUMENTS);
        all
    }

    /// What is shown of one of the files: the release, with the places that are in this file.
    pub(super) fn view(&self, text: &str, versions: &Versions, findings: &[Finding]) -> View {
        let Some(place) = self.places.iter().find(|place| place.of(&self.text) == text) else {
            return view(text, versions, findings);
        };
        let all = self.judged(versions).findings;
        let mut view = view(&self.text, versions, &all);
        let lines = Lines::new(text);
        let back = |span: &mut Option<(usize, usize)>| {
            let inside = span.filter(|(start, end)| place.start <= *start && *end <= place.end);
            *span = inside.map(|(start, end)| (start - place.start, end - place.start));
            span.map(|(start, _)| lines.position(start).line)
        };
        for row in view.settings.iter_mut().chain(&mut view.pod) {
            row.line = back(&mut row.span);
        }
        for check in view.start.iter_mut().flat_map(|start| &mut start.checks) {
            let line = back(&mut check.span);
            check.finding = check.finding.take().zip(line).map(|((rule, _), line)| (rule, line));
        }
        view.rebuilt.clear();
        view
    }
}

/// A finding of all files as one of the file at a place; `None` where it is about another one.
fn moved(mut finding: Finding, place: Span) -> Option<Finding> {
    let back = |span: Span| {
        let inside = place.start <= span.start && span.end <= place.end;
        inside.then(|| Span::new(span.start - place.start, span.end - place.start))
    };
    finding.primary = back(finding.primary)?;
    finding.related.retain_mut(|related| match back(related.span) {
        Some(span) if related.document.is_none() => {
            related.span = span;
            true
        }
        _ => false,
    });
    finding.fixes.retain_mut(|fix| {
        let edits = fix.edits.edits().iter();
        let own: Option<Vec<Edit>> =
            edits.map(|edit| Some(Edit { span: back(edit.span)?, ..edit.clone() })).collect();
        let own = own.and_then(|edits| EditSet::new(edits).ok());
        fix.edits = own.unwrap_or_default();
        !fix.edits.is_empty()
    });
    Some(finding)
}

/// Whether two findings say the same, wherever they are.
fn is_same(one: &Finding, other: &Finding) -> bool {
    one.rule == other.rule && one.message.what == other.message.what
}

/// One file.
struct File<'t> {
    text: &'t str,
    host: Option<String>,
    /// It is a configuration by itself.
    whole: bool,
}

impl<'t> File<'t> {
    /// `None` where Helm cannot read it.
    fn of(text: &'t str, versions: &Versions) -> Option<Self> {
        let document = parsed(text);
        if document.refusal(Helm::V4).is_some() {
            return None;
        }
        let values = facts::values(&document);
        let facts = Facts::new(&document, &values, versions);
        let host = facts.setting("TFE_HOSTNAME").map(|given| given.text.trim().to_lowercase());
        Some(Self { text, host, whole: !facts.is_fragment() })
    }

    /// Whether something that has to be set is missing in it.
    fn lacks(&self, versions: &Versions) -> bool {
        let findings = judge(self.text, versions).findings;
        findings.iter().any(|f| f.rule.absence && f.severity == Severity::Error)
    }
}
