//! The way of a document: kind, judgement, suppression, fixes, report.

use serde::{Deserialize, Serialize};
use text::{Lines, Masker, Span};

use crate::finding::{Finding, Fix, Safety};
use crate::fix;
use crate::kind::{self, Kind, Profile};
use crate::policy::Others;
use crate::report::{
    DocumentReport, EditReport, FindingReport, FixReport, RelatedReport, Report, SCHEMA,
    SpanReport, Summary, Tool,
};
use crate::rules::any;
use crate::versions::Versions;
use crate::view::View;
use crate::{overrides, policy, suppress, terraform};

/// Of a longer text only this many bytes are judged.
pub const LIMIT: usize = 10 * 1024 * 1024;

/// More findings than that in one text are counted, not listed: nobody reads them, and all of them
/// have the same few causes.
const MOST_FINDINGS: usize = 1000;

/// A text to be judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// The file's name, or what stands for it.
    pub name: String,
    /// Its content.
    pub text: String,
    /// What it is, where the user says so; otherwise it is recognised.
    pub kind: Option<Kind>,
    /// What a policy is for, where the user says so; otherwise it is recognised.
    pub profile: Option<Profile>,
    /// What its bytes were.
    pub encoding: Encoding,
}

/// What the bytes of a document were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// As they have to be.
    #[default]
    Utf8,
    /// UTF-16, as some Windows tools save it. The text is decoded.
    Utf16,
    /// No text: the offset of the first byte that is no UTF-8. Each such byte became one `?`, so
    /// that all others keep their places.
    Broken(usize),
}

impl Document {
    /// A document whose kind is to be recognised.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), ..Self::default() }
    }

    /// A document from the bytes of a file.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        type Unit = fn([u8; 2]) -> u16;
        let utf16: Option<(Unit, usize)> = match bytes.as_slice() {
            [0xff, 0xfe, ..] => Some((u16::from_le_bytes, 1)),
            [0xfe, 0xff, ..] => Some((u16::from_be_bytes, 1)),
            // Without the mark: characters of one byte beside zeros.
            [1..=255, 0, 1..=255, 0, ..] => Some((u16::from_le_bytes, 0)),
            [0, 1..=255, 0, 1..=255, ..] => Some((u16::from_be_bytes, 0)),
            _ => None,
        };
        if let Some((unit, mark)) = utf16 {
            let (pairs, _) = bytes.as_chunks::<2>();
            let units: Vec<u16> = pairs.iter().skip(mark).map(|pair| unit(*pair)).collect();
            let text = String::from_utf16_lossy(&units);
            return Self { encoding: Encoding::Utf16, ..Self::new(name, text) };
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(name, text),
            Err(error) => {
                let encoding = Encoding::Broken(error.utf8_error().valid_up_to());
                let mut text = String::new();
                for chunk in error.as_bytes().utf8_chunks() {
                    text.push_str(chunk.valid());
                    text.extend(chunk.invalid().iter().map(|_| '?'));
                }
                Self { encoding, ..Self::new(name, text) }
            }
        }
    }
}

impl Document {
    /// The text itself where its bytes were UTF-16: written as UTF-8, Vault and Helm can read it.
    fn as_utf8(&self) -> Option<String> {
        (self.encoding == Encoding::Utf16).then(|| self.text.clone())
    }
}

/// The versions that the user names; the others are read from the files, or are the newest known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Terraform Enterprise.
    pub tfe: Option<String>,
    /// The chart.
    pub chart: Option<String>,
    /// Vault.
    pub vault: Option<String>,
}

impl Options {
    /// The versions to judge these documents for.
    pub fn versions(&self, documents: &[Document]) -> Versions {
        let newest = Versions::default();
        let tfe = || documents.iter().find_map(|d| overrides::image_tag(&d.text));
        Versions {
            tfe: self.tfe.clone().or_else(tfe).unwrap_or(newest.tfe),
            chart: self.chart.clone().unwrap_or(newest.chart),
            vault: self.vault.clone().unwrap_or(newest.vault),
        }
    }
}

/// What one judgement of a text gives.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    /// Whether the real thing takes the text; `None` where nothing decides that.
    pub accepted: Option<bool>,
    /// In any order.
    pub findings: Vec<Finding>,
    /// The secrets of the text.
    pub secrets: Masker,
}

/// How a document is read: settled before its text is judged, and kept while it is being fixed.
#[derive(Clone, Debug)]
pub(crate) struct Reading<'v> {
    pub kind: Option<Kind>,
    pub reason: String,
    pub profile: Option<Profile>,
    /// The file's name, where what its policy is for was recognised and not chosen.
    pub name: Option<String>,
    pub encoding: Encoding,
    pub versions: &'v Versions,
    /// The other policies of the same token.
    pub others: Others,
    /// The names of all documents given, for what Terraform takes from other files.
    pub beside: Vec<String>,
}

impl<'v> Reading<'v> {
    pub(crate) fn of(document: &Document, versions: &'v Versions) -> Self {
        let (kind, reason) = match document.kind {
            Some(kind) => (Some(kind), "chosen by hand".to_owned()),
            None => {
                let detected = kind::detect(&document.name, head(&document.text));
                (detected.kind, detected.reason)
            }
        };
        let encoding = document.encoding;
        let others = Others::default();
        let name = document.profile.is_none().then(|| document.name.clone());
        let (profile, beside) = (None, Vec::new());
        let mut reading = Self { kind, reason, profile, name, encoding, versions, others, beside };
        if kind == Some(Kind::VaultPolicy) {
            let found = || policy::profile(head(&document.text));
            reading.profile = Some(document.profile.unwrap_or_else(found));
        }
        reading
    }

    /// Documents that are judged together.
    pub(crate) fn all(documents: &[Document], versions: &'v Versions) -> Vec<Self> {
        let mut readings: Vec<Self> = documents.iter().map(|d| Self::of(d, versions)).collect();
        let policies = documents.iter().zip(&readings).enumerate();
        let policies = policies.filter(|(_, (_, r))| r.kind == Some(Kind::VaultPolicy));
        let given: Vec<policy::Given<'_>> = policies
            .map(|(place, (document, reading))| policy::Given {
                place,
                name: &document.name,
                text: head(&document.text),
                profile: reading.profile.unwrap_or(Profile::None),
                alone: document.profile == Some(Profile::None),
            })
            .collect();
        let places: Vec<usize> = given.iter().map(|g| g.place).collect();
        let others = policy::together(&given, versions);
        for (place, others) in places.into_iter().zip(others) {
            if let Some(reading) = readings.get_mut(place) {
                reading.others = others;
            }
        }
        for reading in readings.iter_mut().filter(|r| r.kind == Some(Kind::Terraform)) {
            reading.beside = documents.iter().map(|d| d.name.clone()).collect();
        }
        readings
    }

    /// Judges a text: findings by position, the suppressed ones marked.
    pub(crate) fn judge(&self, text: &str) -> Judgement {
        let whole = text;
        let text = head(text);
        let mut judgement = match self.kind {
            Some(Kind::VaultPolicy) => {
                let profile = self.profile.unwrap_or(Profile::None);
                policy::judge(text, profile, self.name.as_deref(), self.versions, &self.others)
            }
            Some(Kind::HelmOverrides) => overrides::judge(text, self.versions),
            Some(Kind::Terraform) => terraform::judge(text, self.versions, &self.beside),
            None => Judgement::default(),
        };
        let findings = &mut judgement.findings;
        let Self { kind, encoding, .. } = *self;
        if let Some(kind) = kind
            && whole.len() == text.len()
        {
            // What is told of a wrapped text is told of its wrapping.
            if let Some(wrapped) = any::paste::find(text, kind, judgement.accepted) {
                *findings = vec![wrapped];
            }
        }
        let facts = any::Facts { whole, judged: text, kind, reason: &self.reason, encoding };
        findings.extend(any::find(&facts));
        if encoding != Encoding::Utf8 && judgement.accepted.is_some() {
            judgement.accepted = Some(false);
        }
        if findings.iter().any(|f| f.only) {
            findings.retain(|f| f.only);
        }
        // Commands beside a policy are told of whatever became of that.
        any::approle::find(text, findings);
        suppress::apply(text, kind, findings);
        // At the same place the order in which the rules ran stays: it is the documented order of
        // missing rules, in which their fixes insert them.
        text::sort_by_key(findings, |f| f.primary.start);
        if findings.len() > MOST_FINDINGS {
            let left = findings.len() - MOST_FINDINGS;
            findings.truncate(MOST_FINDINGS);
            findings.extend(findings.last().map(|last| any::more(last.primary, left)));
        }
        judgement
    }
}

/// The part of a text that is judged.
pub(crate) fn head(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LIMIT)).unwrap_or(text)
}

/// Judges documents together.
pub fn check(documents: &[Document], options: &Options) -> Report {
    let versions = options.versions(documents);
    let readings = Reading::all(documents, &versions);
    let lines: Vec<Lines<'_>> = documents.iter().map(|d| Lines::new(&d.text)).collect();
    let mut summary = Summary::default();
    let mut reports = Vec::new();
    for (at, (document, reading)) in documents.iter().zip(&readings).enumerate() {
        let report = check_one(documents, &lines, at, document, reading);
        report.findings.iter().for_each(|f| summary.count(f));
        reports.push(report);
    }
    let documents = reports;
    let tool = Tool { name: "tfe-check".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
    Report { schema: SCHEMA.to_owned(), tool, versions, documents, summary }
}

/// The text of a document by itself after all fixes of at least this safety; `None` where they
/// change nothing.
pub fn fixed(document: &Document, options: &Options, least: Safety) -> Option<String> {
    all_fixed(std::slice::from_ref(document), options, least).pop().flatten()
}

/// The same for documents that are judged together, in their order.
pub fn all_fixed(documents: &[Document], options: &Options, least: Safety) -> Vec<Option<String>> {
    let versions = options.versions(documents);
    let readings = Reading::all(documents, &versions);
    let fixed = documents.iter().zip(&readings).map(|(document, reading)| {
        let judgement = reading.judge(&document.text);
        let again = |t: &str| reading.judge(t).findings;
        let fixed = fix::fix(&document.text, &judgement.findings, least, again);
        fixed.or_else(|| document.as_utf8())
    });
    fixed.collect()
}

/// What the page shows of each document beside its findings.
pub fn views(documents: &[Document], options: &Options) -> Vec<View> {
    let versions = options.versions(documents);
    let readings = Reading::all(documents, &versions);
    documents.iter().zip(&readings).map(|(d, r)| view_one(d, r)).collect()
}

/// What the page shows of a document by itself beside its findings.
pub fn view(document: &Document, options: &Options) -> View {
    let versions = options.versions(std::slice::from_ref(document));
    view_one(document, &Reading::of(document, &versions))
}

fn view_one(document: &Document, reading: &Reading<'_>) -> View {
    let text = head(&document.text);
    let findings = reading.judge(&document.text).findings;
    let versions = reading.versions;
    match reading.kind {
        Some(Kind::VaultPolicy) => {
            let profile = reading.profile.unwrap_or(Profile::None);
            let facts = policy::Facts::among(text, profile, versions, &reading.others);
            policy::view(&facts, &findings)
        }
        Some(Kind::HelmOverrides) => overrides::view(text, versions, &findings),
        Some(Kind::Terraform) | None => View { verdict: verdict(&findings), ..View::default() },
    }
}

/// The secrets of a document, for whoever shows parts of its text.
pub fn secrets(document: &Document, options: &Options) -> Masker {
    let versions = options.versions(std::slice::from_ref(document));
    Reading::of(document, &versions).judge(&document.text).secrets
}

/// The verdict where nothing is evaluated as a whole: the worst finding.
pub(crate) fn verdict(findings: &[Finding]) -> String {
    let counted = findings.iter().filter(|f| f.suppressed.is_none());
    counted
        .max_by_key(|f| (f.severity, std::cmp::Reverse(f.primary.start)))
        .map_or_else(|| "Nothing is wrong in this file.".to_owned(), |f| f.message.what.clone())
}

fn check_one(
    documents: &[Document],
    lines: &[Lines<'_>],
    at: usize,
    document: &Document,
    reading: &Reading<'_>,
) -> DocumentReport {
    let text = document.text.as_str();
    let judgement = reading.judge(text);
    let fixed = fix::fix(text, &judgement.findings, Safety::Safe, |t| reading.judge(t).findings);
    let fixed = fixed.or_else(|| document.as_utf8());
    let write = Writer { documents, lines, at, secrets: &judgement.secrets };
    DocumentReport {
        name: document.name.clone(),
        kind: reading.kind,
        kind_reason: reading.reason.clone(),
        profile: reading.profile,
        accepted: judgement.accepted,
        findings: judgement.findings.iter().map(|f| write.finding(f)).collect(),
        fixed,
    }
}

/// Turns findings into the report's form: places counted, secrets masked.
struct Writer<'a> {
    documents: &'a [Document],
    lines: &'a [Lines<'a>],
    /// The document whose findings they are.
    at: usize,
    secrets: &'a Masker,
}

impl Writer<'_> {
    fn finding(&self, finding: &Finding) -> FindingReport {
        let mut message = finding.message.clone();
        for sentence in [&mut message.what, &mut message.why, &mut message.action] {
            *sentence = self.secrets.mask(sentence);
        }
        FindingReport {
            rule: finding.rule.name.to_owned(),
            severity: finding.severity,
            stage: finding.stage,
            message,
            evidence: finding.evidence,
            source: finding.source.clone(),
            span: self.span(self.at, finding.primary),
            related: finding.related.iter().map(|r| self.related(r)).collect(),
            suppressed: finding.suppressed.clone(),
            fixes: finding.fixes.iter().map(fix_report).collect(),
        }
    }

    fn related(&self, related: &crate::finding::Related) -> RelatedReport {
        let document = related.document.unwrap_or(self.at);
        RelatedReport {
            document: self.documents.get(document).map(|d| d.name.clone()).unwrap_or_default(),
            span: self.span(document, related.span),
            note: self.secrets.mask(&related.note),
        }
    }

    fn span(&self, document: usize, span: Span) -> SpanReport {
        let position = |offset| self.lines.get(document).map(|lines| lines.position(offset));
        let (start, end) = (position(span.start), position(span.end));
        SpanReport {
            start: span.start,
            end: span.end,
            line: start.map_or(1, |p| p.line),
            column: start.map_or(1, |p| p.column),
            end_line: end.map_or(1, |p| p.line),
            end_column: end.map_or(1, |p| p.column),
        }
    }
}

fn fix_report(fix: &Fix) -> FixReport {
    let edit = |e: &text::Edit| EditReport {
        start: e.span.start,
        end: e.span.end,
        insert: e.insert.clone(),
    };
    FixReport {
        title: fix.title.clone(),
        safety: fix.safety,
        edits: fix.edits.edits().iter().map(edit).collect(),
    }
}
