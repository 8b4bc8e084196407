//! The way of a document: kind, judgement, suppression, fixes, report.

pub mod export;
mod fix;
mod gaps;
pub mod hint;
mod mask_view;
pub(crate) mod registry;
mod rules;
pub(crate) mod secrets;
mod suppress;
mod writer;

use text::Lines;

use self::fix::{Fixed, Judged};
use self::writer::Writer;
use crate::across::parts::at_its_place;
use crate::across::rules::approle;
use crate::across::{script, terraform};
use crate::base::alike::join_causes;
use crate::base::document::{Document, Encoding, Options};
use crate::base::finding::{Finding, Fix, Safety, Severity};
use crate::base::judgement::{Judgement, head, verdict};
use crate::base::kind::{Detected, Kind, Profile};
use crate::base::report::{DocumentReport, Report, SCHEMA, Summary, Tool};
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::carry::part::Embedded;
use crate::kinds::vault_policy::{Others, Purpose};
use crate::kinds::{helm_overrides, vault_policy as policy};
use crate::recognise;

/// More findings than that in one text are counted, not listed: nobody reads them, and all of them
/// have the same few causes. All of them are fixed, though.
const MOST_FINDINGS: usize = 1000;

/// How a document is read: settled before its text is judged, and kept while it is being fixed.
#[derive(Clone, Debug)]
pub(crate) struct Reading<'v> {
    pub kind: Option<Kind>,
    pub reason: String,
    /// The kind is not certain, so nothing is changed without a look.
    pub guessed: bool,
    /// What a policy is for.
    pub purpose: Option<Purpose>,
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
        let Detected { kind, reason, guessed } = match document.kind {
            Some(kind) => Detected::by_hand(kind),
            None => recognise::detect(&document.name, head(&document.text)),
        };
        let encoding = document.encoding;
        let others = Others::default();
        let name = document.profile.is_none().then(|| document.name.clone());
        let (purpose, beside) = (None, Vec::new());
        let mut reading =
            Self { kind, reason, guessed, purpose, name, encoding, versions, others, beside };
        if kind == Some(Kind::VaultPolicy) {
            let found = || Purpose::of(head(&document.text), Some(&document.name));
            reading.purpose = Some(document.profile.map_or_else(found, Purpose::chosen));
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
                purpose: reading.purpose.unwrap_or(Purpose::none()),
                alone: document.profile == Some(Profile::None),
            })
            .collect();
        let places: Vec<usize> = given.iter().map(|g| g.place).collect();
        let others = policy::together(&given, versions, |_, _| None);
        for (place, others) in places.into_iter().zip(others) {
            if let Some(reading) = readings.get_mut(place) {
                reading.others = others;
            }
        }
        let takes = |r: &&mut Self| matches!(r.kind, Some(Kind::Terraform | Kind::Script));
        for reading in readings.iter_mut().filter(takes) {
            reading.beside = documents.iter().map(|d| d.name.clone()).collect();
        }
        readings
    }

    /// A judgement as the fixes need it.
    fn judged(&self, judgement: &Judgement) -> Judged {
        Judged {
            kind: self.kind,
            profile: self.purpose.map(|purpose| purpose.profile),
            accepted: judgement.accepted,
            findings: judgement.findings.clone(),
        }
    }

    /// Judges a text: findings by position, the suppressed ones marked.
    pub(crate) fn judge(&self, text: &str) -> Judgement {
        let whole = text;
        let text = head(text);
        let purpose = self.purpose.unwrap_or(Purpose::none());
        let mut judgement = self.judge_as(text, purpose);
        let Self { kind, encoding, .. } = *self;
        if let Some(kind) = kind
            && whole.len() == text.len()
        {
            match rules::paste::find(text, kind, judgement.accepted) {
                // What is told of a wrapped text is told of its wrapping.
                Some(rules::paste::Found::Paste(wrapped)) => judgement.findings = vec![wrapped],
                Some(rules::paste::Found::Carried(inside, around)) => {
                    judgement = self.judge_inside(text, &inside);
                    judgement.findings.push(around);
                }
                None => {}
            }
        }
        let findings = &mut judgement.findings;
        let facts = rules::Facts { whole, judged: text, kind, reason: &self.reason, encoding };
        findings.extend(rules::find(&facts));
        if encoding != Encoding::Utf8 && judgement.accepted.is_some() {
            judgement.accepted = Some(false);
        }
        if findings.iter().any(|f| f.only) {
            findings.retain(|f| f.only);
        }
        // Commands beside a policy are told of whatever became of that.
        if !matches!(kind, Some(Kind::Terraform | Kind::Script)) {
            approle::beside(text, findings);
        }
        if self.guessed {
            findings.iter_mut().flat_map(|f| &mut f.fixes).for_each(Fix::require_review);
        }
        suppress::apply(text, kind, findings);
        // At the same place the order in which the rules ran stays: it is the documented order of
        // missing rules, in which their fixes insert them.
        text::sort_by_key(findings, |f| f.primary.start);
        judgement
    }
}

impl Reading<'_> {
    /// Judges a text that is wrapped in nothing.
    fn judge_as(&self, text: &str, purpose: Purpose) -> Judgement {
        match self.kind {
            Some(Kind::VaultPolicy) => {
                policy::judge(text, purpose, self.name.as_deref(), self.versions, &self.others)
            }
            Some(Kind::HelmOverrides) => helm_overrides::judge(text, self.versions),
            Some(Kind::Terraform) => terraform::judge(text, self.versions, &self.beside),
            Some(Kind::Script) => script::judge(text, self.versions, &self.beside),
            None => Judgement::default(),
        }
    }

    /// What a policy is for that another file carries.
    fn purpose_inside(&self, inside: &Embedded) -> Purpose {
        let recognised = self.name.is_some() && self.kind == Some(Kind::VaultPolicy);
        let chosen = self.purpose.filter(|_| !recognised);
        chosen.unwrap_or_else(|| Purpose::of(&inside.text, None))
    }

    /// The text that a file carries of which nothing was accepted or refused as a whole.
    fn carried(&self, text: &str, accepted: Option<bool>) -> Option<Embedded> {
        let read = |kind: &Kind| matches!(kind, Kind::VaultPolicy | Kind::HelmOverrides);
        let kind = self.kind.filter(read).filter(|_| accepted.is_none())?;
        match rules::paste::find(text, kind, Some(false))? {
            rules::paste::Found::Carried(inside, _) => Some(inside),
            rules::paste::Found::Paste(_) => None,
        }
    }

    /// Judges what another file carries. Nothing of that file is changed.
    fn judge_inside(&self, file: &str, inside: &Embedded) -> Judgement {
        let judged = self.judge_as(&gaps::closed(&inside.text), self.purpose_inside(inside));
        let mut findings = judged.findings;
        // What a page leaves open, its readers fill in.
        let open = |f: &&mut Finding| f.rule.name == "placeholder-left";
        findings.iter_mut().filter(open).for_each(|f| f.severity = Severity::Info);
        findings = findings.into_iter().filter_map(|f| inside.finding(f, file, &[])).collect();
        findings.iter_mut().for_each(|f| f.fixes.clear());
        Judgement { accepted: None, findings }
    }
}

/// Judges documents together.
pub fn check(documents: &[Document], options: &Options) -> Report {
    let versions = options.versions(documents);
    let readings = Reading::all(documents, &versions);
    let judged: Vec<Judgement> =
        documents.iter().zip(&readings).map(|(d, r)| r.judge(&d.text)).collect();
    let lines: Vec<Lines<'_>> = documents.iter().map(|d| Lines::new(&d.text)).collect();
    let first = readings.iter().zip(&judged).map(|(r, j)| r.judged(j)).collect();
    let fixed = fix_all(documents, options, Safety::Safe, first);
    let mut summary = Summary::default();
    let mut reports = Vec::new();
    let parts = documents.iter().zip(&readings).zip(judged.into_iter().zip(fixed)).enumerate();
    for (at, ((document, reading), (judgement, fixed))) in parts {
        let mut findings = judgement.findings;
        promise(&mut findings, &fixed);
        list(&mut findings);
        let secrets = secrets::of_kind(reading.kind, &document.text);
        let write = Writer { documents, lines: &lines, at, secrets: &secrets };
        let report = DocumentReport {
            name: document.name.clone(),
            kind: reading.kind,
            kind_reason: secrets.mask(&reading.reason),
            profile: reading.purpose.map(|purpose| purpose.profile),
            accepted: judgement.accepted,
            findings: findings.iter().map(|f| write.finding(f)).collect(),
            fixed: fixed.text.or_else(|| document.as_utf8()),
        };
        report.findings.iter().for_each(|f| summary.count(f));
        reports.push(report);
    }
    let documents = reports;
    let tool = Tool { name: "tfe-check".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
    Report { schema: SCHEMA.to_owned(), tool, versions, documents, summary }
}

/// Promises only what was tried: a safe fix that was refused is one to look at.
fn promise(findings: &mut Vec<Finding>, fixed: &Fixed) {
    for finding in findings.iter_mut().filter(|f| f.suppressed.is_none() && fixed.leaves(f)) {
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

/// The same for documents that are judged together, in their order.
pub fn all_fixed(documents: &[Document], options: &Options, least: Safety) -> Vec<Option<String>> {
    let versions = options.versions(documents);
    let readings = Reading::all(documents, &versions);
    let first = documents.iter().zip(&readings).map(|(d, r)| r.judged(&r.judge(&d.text)));
    let fixed = fix_all(documents, options, least, first.collect());
    let or_decoded =
        |(fixed, document): (Fixed, &Document)| fixed.text.or_else(|| document.as_utf8());
    fixed.into_iter().zip(documents).map(or_decoded).collect()
}

/// How often documents that are judged together are gone through: what one gains another may
/// no longer need.
const SWEEPS: usize = 4;

/// Fixes documents one after the other, each beside the others as they are by then. After every
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

/// A document with another text, judged beside the others.
fn judged_among(documents: &[Document], at: usize, text: &str, options: &Options) -> Judged {
    let mut documents = documents.to_vec();
    if let Some(document) = documents.get_mut(at) {
        text.clone_into(&mut document.text);
    }
    let versions = options.versions(&documents);
    let readings = Reading::all(&documents, &versions);
    let reading = readings.into_iter().nth(at);
    let judged = reading.map(|r| r.judged(&r.judge(text)));
    judged.unwrap_or_default()
}

/// What the page shows of each document beside its findings.
pub fn views(documents: &[Document], options: &Options) -> Vec<View> {
    let versions = options.versions(documents);
    let readings = Reading::all(documents, &versions);
    documents.iter().zip(&readings).map(|(d, r)| view_masked(d, r)).collect()
}

/// What the page shows of a document by itself beside its findings.
pub fn view(document: &Document, options: &Options) -> View {
    let versions = options.versions(std::slice::from_ref(document));
    view_masked(document, &Reading::of(document, &versions))
}

fn view_masked(document: &Document, reading: &Reading<'_>) -> View {
    let mut view = view_one(document, reading);
    view.mask(&secrets::of_kind(reading.kind, head(&document.text)));
    view
}

fn view_one(document: &Document, reading: &Reading<'_>) -> View {
    let text = head(&document.text);
    let judged = reading.judge(&document.text);
    let mut findings = judged.findings;
    list(&mut findings);
    if let Some(inside) = reading.carried(text, judged.accepted) {
        let purpose = reading.purpose.map(|_| reading.purpose_inside(&inside));
        let reading = Reading { purpose, ..reading.clone() };
        let document = Document { text: inside.text.clone(), ..document.clone() };
        let view = View { verdict: verdict(&findings), ..view_one(&document, &reading) };
        return at_its_place(view, &inside, &Lines::new(text));
    }
    let versions = reading.versions;
    match reading.kind {
        Some(Kind::VaultPolicy) => {
            let purpose = reading.purpose.unwrap_or(Purpose::none());
            let facts = policy::Facts::among(text, purpose, versions, &reading.others);
            policy::view(&facts, &findings)
        }
        Some(Kind::HelmOverrides) => helm_overrides::view(text, versions, &findings),
        Some(Kind::Terraform) => terraform::view(text, versions, &findings),
        Some(Kind::Script) => script::view(text, versions, &findings),
        None => View { verdict: verdict(&findings), ..View::default() },
    }
}

/// Tells each cause once, and leaves the findings that a report lists; the others are counted.
fn list(findings: &mut Vec<Finding>) {
    join_causes(findings);
    let left = findings.len().saturating_sub(MOST_FINDINGS);
    findings.truncate(MOST_FINDINGS);
    if left > 0 {
        findings.extend(findings.last().map(|last| rules::more(last.primary, left)));
    }
}
