//! What the engine said, together with the texts it said it of.

use std::rc::Rc;

use text::{Edit, EditSet, Lines, MASK, Span};
use tfe_check::report::{DocumentReport, FindingReport, PartReport, Summary};
use tfe_check::view::{State, View};
use tfe_check::{Kind, Safety, Versions};

use super::doc::DocId;
use crate::diff::{self, Row, Side};

/// The answer to one check.
#[derive(Clone, Debug)]
pub(crate) struct Results {
    /// What was checked for.
    pub versions: Versions,
    /// One entry a document.
    pub documents: Vec<Judged>,
    /// How long the check took, in milliseconds.
    pub took: f64,
    /// Whether the report says what the fixes do.
    pub fixes: Fixes,
}

/// Whether it is known what the fixes of a check do. Until then none is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fixes {
    /// They were tried.
    Tried,
    /// They will be tried once the keys rest.
    Waiting,
    /// They cannot be tried: the engine stopped.
    Unknown,
}

/// One document's findings and views.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    /// The document.
    pub id: DocId,
    /// The name it was checked under.
    pub name: String,
    /// The text it was checked with.
    pub text: Rc<str>,
    /// Its part of the report.
    pub report: DocumentReport,
    /// What is shown next to the findings.
    pub view: View,
}

impl Results {
    /// The part of a document.
    pub(crate) fn of(&self, id: DocId) -> Option<&Judged> {
        self.documents.iter().find(|d| d.id == id)
    }
}

impl Judged {
    /// Findings that count, with their place in the report.
    pub(crate) fn counted(&self) -> impl Iterator<Item = (usize, &FindingReport)> {
        self.report.findings.iter().enumerate().filter(|(_, f)| f.suppressed.is_none())
    }

    /// Findings that the file itself says to ignore.
    pub(crate) fn suppressed(&self) -> impl Iterator<Item = (usize, &FindingReport)> {
        self.report.findings.iter().enumerate().filter(|(_, f)| f.suppressed.is_some())
    }

    /// The findings as the list shows them: what the verdict speaks of, then worst first, then by place.
    pub(crate) fn listed(&self) -> Vec<usize> {
        let lead = self.view.lead.as_ref();
        let follows = |f: &FindingReport| {
            lead.is_none_or(|(rule, at)| *rule != f.rule || *at != f.span.start)
        };
        let rank = |f: &FindingReport| (follows(f), f.stage.turn(f.severity));
        let mut listed: Vec<_> = self.counted().map(|(at, f)| (rank(f), at)).collect();
        text::sort_by_key(&mut listed, |(rank, at)| (*rank, *at));
        listed.into_iter().map(|(_, at)| at).collect()
    }

    /// Those in a part, in the same order.
    pub(crate) fn listed_in(&self, part: Option<&PartReport>) -> Vec<(usize, &FindingReport)> {
        let found = self.listed().into_iter().filter_map(|at| Some((at, self.finding(at)?)));
        found.filter(|(_, f)| Self::is_in(part, f)).collect()
    }

    /// The texts in a page, a mail, a manifest; none where the document is one text.
    pub(crate) fn parts(&self) -> &[PartReport] {
        if self.is_page() { &self.report.parts } else { &[] }
    }

    /// What all of it is: a page with texts of several kinds has the colors of none.
    pub(crate) fn one_kind(&self) -> Option<Kind> {
        self.report.kind.filter(|kind| self.parts().iter().all(|part| part.kind == *kind))
    }

    /// Whether a finding is in a part; all of them are in the whole.
    pub(crate) fn is_in(part: Option<&PartReport>, finding: &FindingReport) -> bool {
        part.is_none_or(|p| (p.span.start..=p.span.end).contains(&finding.span.start))
    }

    /// Something that the operator wants to do fails with it, whether a finding of this document says so or
    /// one of another.
    pub(crate) fn fails(&self) -> bool {
        self.view.outcomes.iter().any(|outcome| outcome.state == State::Fails)
    }

    /// TFE keeps its keys in an external Vault.
    pub(crate) fn uses_vault(&self) -> bool {
        let settings = &mut self.view.settings.iter();
        settings.any(|s| s.name == "TFE_VAULT_USE_EXTERNAL" && s.value == "true")
    }

    /// Counts of this document alone.
    pub(crate) fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        self.report.findings.iter().for_each(|f| summary.count(f));
        summary
    }

    /// The document is a page, a mail or a manifest, which is right as it is: texts in it are checked.
    pub(crate) fn is_page(&self) -> bool {
        !self.report.parts.is_empty() && self.report.accepted.is_none()
    }

    /// What files like it are called.
    pub(crate) fn usual_file(&self) -> Option<&'static str> {
        if self.is_page() { Some("page.txt") } else { self.report.kind.map(|kind| kind.file) }
    }

    /// The finding that offers to rebuild the damaged text. In a page a repair is one fix among others.
    pub(crate) fn damage(&self) -> Option<(usize, &FindingReport)> {
        if self.is_page() {
            return None;
        }
        self.counted().find(|(_, f)| f.fixes.iter().any(|x| x.safety == Safety::Repair))
    }

    /// The finding of a newer report that is this one's: the same rule, as near as possible.
    pub(crate) fn follow(&self, at: usize, newer: &Self) -> Option<usize> {
        let old = self.report.findings.get(at)?;
        newer
            .counted()
            .filter(|(_, f)| f.rule == old.rule)
            .min_by_key(|(_, f)| (f.message != old.message, f.span.line.abs_diff(old.span.line)))
            .map(|(at, _)| at)
    }

    /// What edits change of the text, line by line, with dots over its secrets.
    pub(crate) fn rows_of(&self, lines: &Lines<'_>, edits: &EditSet, context: usize) -> Vec<Row> {
        let mut rows = diff::rows_of(&self.text, lines, edits, context);
        let shown = joined(&rows);
        let mut secrets = tfe_check::secrets_in(&shown);
        let mut spans = Vec::new();
        let mut start = 0;
        for row in &rows {
            let line = lines.span(row.number);
            // What is written anew is at no place of the text.
            for place in self.secrets_at(line).filter(|_| row.side != Side::New) {
                let (from, to) = (place.start.max(line.start), place.end.min(line.end));
                let here = Span::new(from - line.start, to - line.start).shifted(start);
                secrets.add(here, place.of(&self.text));
            }
            spans.push(Span::new(start, start + row.text.len()));
            start += row.text.len() + 1;
        }
        for (row, span) in rows.iter_mut().zip(spans) {
            mask(row, secrets.excerpt(&shown, span));
        }
        rows
    }

    /// What one later state of the text changes of another, line by line, with dots over the secrets of
    /// this one.
    pub(crate) fn rows_between(&self, old: &str, new: &str) -> Vec<Row> {
        let mut rows = diff::rows(old, new, 1).concat();
        let shown = joined(&rows);
        let mut secrets = tfe_check::secrets_in(&shown);
        // Its places are those of another text: a secret is known by its value.
        let whole = Span::new(0, self.text.len());
        self.secrets_at(whole).for_each(|place| secrets.add_value(place.of(&self.text)));
        let mut start = 0;
        for row in &mut rows {
            let span = Span::new(start, start + row.text.len());
            start = span.end + 1;
            mask(row, secrets.excerpt(&shown, span));
        }
        rows
    }

    /// The whole text with dots over its secrets.
    pub(crate) fn masked(&self) -> String {
        let whole = Span::new(0, self.text.len());
        let mut secrets = tfe_check::secrets_in(&self.text);
        self.secrets_at(whole).for_each(|place| secrets.add(place, place.of(&self.text)));
        secrets.shaped(&self.text)
    }

    /// The places of secrets in a part of the text.
    fn secrets_at(&self, part: Span) -> impl Iterator<Item = Span> {
        let places = &self.view.secrets;
        let first = places.partition_point(|(_, end)| *end <= part.start);
        let near = places.iter().skip(first).take_while(move |(start, _)| *start < part.end);
        near.map(|(start, end)| Span::new(*start, *end))
    }

    /// What stands at the finding with this place in the report.
    pub(crate) fn finding(&self, at: usize) -> Option<&FindingReport> {
        self.report.findings.get(at)
    }
}

/// The lines as one text.
fn joined(rows: &[Row]) -> String {
    let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
    texts.join("\n")
}

fn mask(row: &mut Row, masked: String) {
    row.masked = (masked != row.text).then(|| without_remark(quoted(&row.text, masked)));
}

/// The same without the comment after the secret: it may quote an older one, or the one it is about.
fn without_remark(line: String) -> String {
    let remark =
        line.split_once(MASK).and_then(|(_, rest)| rest.find(" #").map(|at| rest.len() - at));
    match remark.and_then(|length| line.get(..line.len() - length)) {
        Some(before) => format!("{before} # {MASK}"),
        None => line,
    }
}

/// A line with dots over its secret, and the quotes around that: they are what most fixes change.
fn quoted(line: &str, masked: String) -> String {
    let Some((before, after)) = masked.split_once(MASK) else { return masked };
    let covered = line.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    let is_in = |quote: &char| {
        covered.is_some_and(|c| c.len() > 2 && c.starts_with(*quote) && c.ends_with(*quote))
    };
    match ['"', '\''].iter().find(|quote| is_in(quote)) {
        Some(quote) => format!("{before}{quote}{MASK}{quote}{after}"),
        None => masked,
    }
}

/// The first fix that is not a repair.
pub(crate) fn best_fix(finding: &FindingReport) -> Option<&tfe_check::report::FixReport> {
    finding.fixes.iter().find(|f| f.safety != Safety::Repair)
}

/// The edits of a fix; `None` where they overlap, which the engine does not let happen.
pub(crate) fn edit_set(fix: &tfe_check::report::FixReport) -> Option<EditSet> {
    let edits =
        fix.edits.iter().map(|e| Edit::replace(Span::new(e.start, e.end), e.insert.clone()));
    EditSet::new(edits.collect()).ok()
}
