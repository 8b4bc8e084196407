//! The way of a document: kind, judgement, suppression, fixes, report.

mod cut;
mod ends;
mod fix;
mod gaps;
pub mod hint;
mod mask_view;
mod members;
mod pass;
mod reading;
pub(crate) mod registry;
mod rules;
pub(crate) mod secrets;
pub(crate) mod suppress;
#[cfg(test)]
mod toy_kind;
pub mod upgrade;
mod writer;

use std::collections::HashSet;
use std::rc::Rc;

use text::{Lines, Span};

use self::fix::{Fixed, Judged};
pub use self::members::is_parent_chart;
pub use self::pass::Known;
use self::pass::Pass;
use self::reading::Reading;
pub use self::rules::paste::contents;
use crate::base::alike::join_causes;
use crate::base::document::{Document, Options};
use crate::base::finding::{Finding, Fix, Safety};
use crate::base::judgement::head;
use crate::base::kind::{Bare, Detected};
use crate::base::report::Report;
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::base::yielding::give_way;
use crate::carry::part::Part;
use crate::contract::Shown;
use crate::kinds::behaviors;

/// More findings that count than that in one text are only counted, not listed: nobody reads them, and all of them
/// have the same few causes. All of them are fixed, though.
const MOST_FINDINGS: usize = 1000;

/// What is wrong with a document, and the readers' word on it.
struct Answer {
    judged: reading::Judged,
    /// By position, the suppressed ones marked. Shared with the fixes, which only read them.
    findings: Rc<Vec<Finding>>,
}

impl Answer {
    /// `others` is what the other texts given say of it.
    fn of(at: usize, document: &Document, reading: &Reading<'_>, others: Vec<Finding>) -> Self {
        let mut judged = reading.judge(at);
        let mut findings = std::mem::take(&mut judged.findings);
        // What several texts say of a place is more than what one says by itself.
        let is_replaced = |f: &Finding| {
            others.iter().any(|o| o.rule.name == f.rule.name && o.primary == f.primary)
        };
        findings.retain(|f| !is_replaced(f));
        findings.extend(others);
        give_way(&mut findings);
        let (whole, text) = (document.text.as_str(), head(&document.text));
        let Detected { kind, reason, guessed, .. } = &reading.detected;
        let (kind, encoding) = (*kind, document.encoding);
        let is_end = document.before.is_some();
        let facts = rules::Facts { whole, judged: text, is_end, kind, reason, encoding };
        findings.extend(rules::find(&facts));
        cut::settle(whole, text, &mut judged, &mut findings);
        if findings.iter().any(|f| f.only) {
            findings.retain(|f| f.only);
        }
        // Commands next to a text are checked whatever became of that. A log only repeats them.
        if kind.is_none_or(|k| k.bare != Bare::Always) {
            let shown = Shown { text, known: kind.is_some(), holds: reading.holds() };
            add_commands(&shown, &mut findings);
        }
        if is_end {
            // An edit would be at another place of the whole.
            findings.iter_mut().for_each(|finding| finding.fixes.clear());
        }
        if *guessed {
            findings.iter_mut().flat_map(|f| &mut f.fixes).for_each(Fix::require_review);
        }
        suppress::apply(text, kind, &document.own_rules, &mut findings);
        suppress::ignore(&document.ignored, &mut findings);
        // At the same place the order in which the rules ran stays: it is the documented order of
        // missing rules, in which their fixes insert them.
        text::sort_by_key(&mut findings, |f| f.primary.start);
        Self { judged, findings: Rc::new(findings) }
    }

    /// As the fixes need it.
    fn judged(&self, reading: &Reading<'_>) -> Judged {
        Judged {
            kind: reading.kind(),
            profile: reading.profile(),
            accepted: self.judged.accepted,
            findings: Rc::clone(&self.findings),
        }
    }
}

/// Adds what is wrong with the commands that a text shows.
fn add_commands(shown: &Shown<'_>, findings: &mut Vec<Finding>) {
    let mut found: Vec<Finding> = behaviors().flat_map(|b| (b.commands)(shown)).collect();
    if found.is_empty() {
        return;
    }
    // Commands that are a text of their own are known already.
    let known: HashSet<(&str, Span)> = findings.iter().map(|f| (f.rule.name, f.primary)).collect();
    found.retain(|f| !known.contains(&(f.rule.name, f.primary)));
    findings.extend(found);
}

/// What is wrong with each of some documents.
fn answers(
    documents: &[Document],
    readings: &[Reading<'_>],
    versions: &Versions,
) -> impl Iterator<Item = Answer> {
    let others = members::others(documents, readings, versions);
    let all = documents.iter().zip(readings).zip(others).enumerate();
    all.map(|(at, ((document, reading), mut others))| {
        others.extend(reading.cluster_settings(at, versions));
        Answer::of(at, document, reading, others)
    })
}

/// Judges documents together.
pub fn check(documents: &[Document], options: &Options) -> Report {
    let documents = ends::ends(documents);
    let versions = options.versions(&documents);
    Pass::of(&documents, &versions).report(options, &mut |_, _, _| None)
}

/// The report of documents that are given together, and what the page shows of each next to it: both
/// of one reading.
pub fn check_and_view(documents: &[Document], options: &Options) -> (Report, Vec<View>) {
    check_and_view_but(documents, options, &mut |_, _, _| None)
}

/// The same without what is `known`: that is asked of each finding before those with one cause are joined, so that a new
/// one among them is seen.
pub fn check_and_view_but(
    documents: &[Document],
    options: &Options,
    known: &mut Known<'_>,
) -> (Report, Vec<View>) {
    let ends = ends::ends(documents);
    let versions = options.versions(&ends);
    let pass = Pass::of(&ends, &versions);
    let views = ends::moved(pass.views(), &ends, documents);
    (pass.report(options, known), views)
}

/// What was found before any fix is tried, which is most of the work where much is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As [`check`] gives it, but a finding that claims a safe fix offers none, nothing counts as
    /// fixable, and no text is fixed.
    pub report: Report,
    /// One for each document, as [`check_and_view`] gives them.
    pub views: Vec<View>,
    /// Whether there are safe fixes to try: if not, the report is the one that [`check`] gives.
    pub untried: bool,
}

/// The findings of documents that are given together, at once; what their fixes do is left to
/// [`check`].
pub fn find(documents: &[Document], options: &Options) -> Found {
    let ends = ends::ends(documents);
    let versions = options.versions(&ends);
    let pass = Pass::of(&ends, &versions);
    let views = ends::moved(pass.views(), &ends, documents);
    let (report, untried) = pass.found();
    Found { report, views, untried }
}

/// Promises only what was tried: a safe fix that was refused is one to look at.
fn promise(findings: &mut Vec<Finding>, fixed: &Fixed) {
    let left = fixed.left();
    for finding in findings.iter_mut().filter(|f| f.suppressed.is_none() && left.has(f)) {
        for fix in &mut finding.fixes {
            fix.safety = fix.safety.min(Safety::Review);
        }
    }
    if fixed.gave_up {
        findings.extend(findings.first().map(|first| rules::not_all_fixed(first.primary)));
    }
}

/// The text of a document by itself after all fixes of at least this safety; `None` where they
/// change nothing.
pub fn fixed(document: &Document, options: &Options, least: Safety) -> Option<String> {
    all_fixed(std::slice::from_ref(document), options, least).pop().flatten()
}

/// The same for documents that are checked together, in their order.
pub fn all_fixed(documents: &[Document], options: &Options, least: Safety) -> Vec<Option<String>> {
    let versions = options.versions(documents);
    let readings = Reading::all(documents, &versions);
    let first = answers(documents, &readings, &versions).zip(&readings).map(|(a, r)| a.judged(r));
    let fixed = fix_all(documents, options, least, first.collect());
    let or_decoded =
        |(fixed, document): (Fixed, &Document)| fixed.text.or_else(|| document.as_utf8());
    fixed.into_iter().zip(documents).map(or_decoded).collect()
}

/// How often documents that are checked together are gone through: what one gains another may
/// no longer need.
const SWEEPS: usize = 4;

/// Fixes documents one after the other, each next to the others as they are by then. After every
/// change everything is recognised and judged anew, as in a second run.
fn fix_all(
    documents: &[Document],
    options: &Options,
    least: Safety,
    first: Vec<Judged>,
) -> Vec<Fixed> {
    let mut now = documents.to_vec();
    let mut first: Vec<Option<Judged>> = first.into_iter().map(Some).collect();
    let mut all: Vec<Fixed> = documents.iter().map(|_| Fixed::default()).collect();
    for _ in 0..SWEEPS {
        let mut changed = false;
        for (at, fixed) in all.iter_mut().enumerate() {
            let Some(document) = now.get(at) else { continue };
            let again = |text: &str| judged_among(&now, at, text, options);
            let judged = first.get_mut(at).and_then(Option::take).filter(|_| !changed);
            let judged = judged.unwrap_or_else(|| again(&document.text));
            let next = fix::fix(&document.text, judged, least, again);
            changed |= next.text.is_some();
            if let (Some(text), Some(document)) = (fixed.then(next), now.get_mut(at)) {
                document.text = text;
            }
        }
        if !changed || documents.len() == 1 {
            break;
        }
    }
    all
}

/// A document with another text, judged next to the others.
fn judged_among(documents: &[Document], at: usize, text: &str, options: &Options) -> Judged {
    let mut documents = documents.to_vec();
    if let Some(document) = documents.get_mut(at) {
        text.clone_into(&mut document.text);
    }
    let versions = options.versions(&documents);
    let readings = Reading::all(&documents, &versions);
    let both = documents.get(at).zip(readings.get(at));
    let mut others = members::others(&documents, &readings, &versions);
    let own = others.get_mut(at).map(std::mem::take).unwrap_or_default();
    both.map(|(d, r)| Answer::of(at, d, r, own).judged(r)).unwrap_or_default()
}

/// What the page shows of each document next to its findings.
pub fn views(documents: &[Document], options: &Options) -> Vec<View> {
    let ends = ends::ends(documents);
    let versions = options.versions(&ends);
    ends::moved(Pass::of(&ends, &versions).views(), &ends, documents)
}

/// What the page shows of a document by itself next to its findings.
pub fn view(document: &Document, options: &Options) -> View {
    views(std::slice::from_ref(document), options).pop().unwrap_or_default()
}

/// The texts of a document that are not all of it: in a page, a mail, Terraform, a script.
///
/// # Errors
/// The words of a file's own program, where that cannot read it.
pub fn parts(document: &Document, options: &Options) -> Result<Vec<Part>, String> {
    let documents = std::slice::from_ref(document);
    let versions = options.versions(documents);
    Reading::all(documents, &versions).first().map_or_else(|| Ok(Vec::new()), Reading::parts)
}

/// The texts of a document that its report lists as its parts, in that order, without their wrapping.
pub fn extracted(document: &Document, options: &Options) -> Vec<String> {
    let documents = std::slice::from_ref(document);
    let versions = options.versions(documents);
    Reading::all(documents, &versions).first().map(Reading::extracted).unwrap_or_default()
}

/// The view of a text by itself, with the places that it has in its document.
pub fn view_there(view: View, part: &Part, document: &Lines<'_>) -> View {
    view.moved(|span| part.outer_span(span), document)
}

/// Tells each cause once, and leaves the findings that a report lists; the others are counted.
fn list(findings: &mut Vec<Finding>) {
    join_causes(findings);
    let (before, mut counted) = (findings.len(), 0);
    findings.retain(|finding| {
        counted += usize::from(finding.suppressed.is_none());
        finding.suppressed.is_some() || counted <= MOST_FINDINGS
    });
    let left = before - findings.len();
    if left > 0 {
        findings.extend(findings.last().map(|last| rules::more(last.primary, left)));
    }
}
