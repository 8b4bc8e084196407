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
    /// The release of each text; `None` where the texts are for several, or nothing is missing in them.
    pub(super) fn all(given: &[Given<'_>], versions: &Versions) -> Vec<Option<Rc<Self>>> {
        // What a page or a manifest shows is no file of the release.
        let is_file = |given: &&Given<'_>| !given.excerpt && given.name.is_some();
        let named = given.iter().filter(is_file);
        let files: Vec<File<'_>> =
            named.clone().filter_map(|given| File::of(given.text, versions)).collect();
        let none = || given.iter().map(|_| None).collect();
        let whole = files.iter().filter(|file| file.whole).count();
        if !(2..=MOST).contains(&files.len()) || files.len() != named.count() {
            return none();
        }
        // A file that says much and lacks something is an overlay of one that lacks nothing.
        let complete: Vec<&File<'_>> =
            files.iter().filter(|file| file.whole && !file.lacks(versions)).collect();
        let base = match complete.as_slice() {
            [base] => Some(*base),
            _ if whole > 1 => return none(),
            _ => files.iter().find(|file| file.whole),
        };
        let overlays = Overlays::of(&files, base);
        if !overlays.fit {
            return none();
        }
        let releases: Vec<Rc<Self>> = match overlays.hosts.as_slice() {
            [] => vec![Self::of(files.iter())],
            hosts => hosts.iter().map(|host| Self::of(overlays.files(&files, host))).collect(),
        };
        // What all of them have is shown with the first one.
        let release = |file: &File<'_>| {
            let own = overlays.hosts.iter().position(|host| overlays.is_own(file, host));
            releases.get(own.unwrap_or(0)).cloned()
        };
        let mut releases_of = files.iter().map(release);
        let of =
            |given: &Given<'_>| Some(given).filter(is_file).and_then(|_| releases_of.next()?);
        given.iter().map(of).collect()
    }

    fn of<'f>(files: impl Iterator<Item = &'f File<'f>>) -> Rc<Self> {
        let mut text = String::new();
        let mut places = Vec::new();
        for file in files {
            if !text.is_empty() {
                text.push_str(BETWEEN);
            }
            places.push(Span::new(text.len(), text.len() + file.text.len()));
            text.push_str(file.text);
        }
        Rc::new(Self { text, places })
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

/// The files that change what another one says, by the host names that they set.
struct Overlays<'f> {
    base: Option<&'f File<'f>>,
    hosts: Vec<&'f str>,
    /// Whether each of them can be one: a file with nearly as many settings is an installation of its own.
    fit: bool,
}

impl<'f> Overlays<'f> {
    fn of(files: &'f [File<'f>], base: Option<&'f File<'f>>) -> Self {
        let own = base.and_then(|base| base.host.as_deref());
        let mut overlays = Self { base, hosts: Vec::new(), fit: true };
        for file in files {
            let Some(host) = file.host.as_deref().filter(|_| !overlays.is_base(file)) else {
                continue;
            };
            let small = base.is_none_or(|base| file.settings * 3 <= base.settings * 2);
            overlays.fit &= small || own.is_none_or(|own| own == host);
            if !overlays.hosts.contains(&host) {
                overlays.hosts.push(host);
            }
        }
        overlays
    }

    fn is_base(&self, file: &File<'_>) -> bool {
        self.base.is_some_and(|base| std::ptr::eq(base.text, file.text))
    }

    /// Whether a file is an overlay for a host.
    fn is_own(&self, file: &File<'_>, host: &str) -> bool {
        !self.is_base(file) && file.host.as_deref() == Some(host)
    }

    /// The files of the release with a host, in their order.
    fn files(&self, files: &'f [File<'f>], host: &str) -> impl Iterator<Item = &'f File<'f>> {
        files.iter().filter(move |file| {
            self.is_base(file) || file.host.is_none() || self.is_own(file, host)
        })
    }
}

/// One file.
struct File<'t> {
    text: &'t str,
    host: Option<String>,
    /// It is a configuration by itself.
    whole: bool,
    /// How many settings it has.
    settings: usize,
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
        let (whole, settings) = (!facts.is_fragment(), facts.settings().count());
        Some(Self { text, host, whole, settings })
    }

    /// Whether something that has to be set is missing in it.
    fn lacks(&self, versions: &Versions) -> bool {
        let findings = judge(self.text, versions).findings;
        findings.iter().any(|f| f.rule.absence && f.severity == Severity::Error)
    }
}
