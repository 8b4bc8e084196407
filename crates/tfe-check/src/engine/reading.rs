//! How documents that are given together are read: settled before any of them is judged.

use text::Lines;

use super::rules::paste::{self, Found};
use crate::across::held;
use crate::across::parts::{PartView, at_its_place, joined};
use crate::base::document::{Document, Encoding};
use crate::base::finding::Finding;
use crate::base::judgement::{Judgement, head, verdict, worst};
use crate::base::kind::{Detected, Kind, Profile};
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::carry::part::Embedded;
use crate::contract::{Behavior, Given, Held, Reader, Way};
use crate::kinds::{behavior, behaviors};
use crate::recognise;

/// How one document is read.
pub(crate) struct Reading<'d> {
    document: &'d Document,
    /// What it is. Where the kind is not certain, nothing is changed without a look.
    pub detected: Detected,
    /// The texts in it that somebody reads: the whole document, or what is wrapped in it.
    texts: Vec<Text<'d>>,
    /// What is said of the wrapping.
    around: Option<Around>,
}

/// What is around the texts of a document.
enum Around {
    /// It came along when the text was pasted: it is taken away before anything else is said.
    Paste(Finding),
    /// A page, a mail or a manifest, which is right as it is.
    Carrier(Finding),
}

/// A text that somebody reads.
struct Text<'d> {
    behavior: &'static Behavior,
    /// Where it is, if it is not all of the document.
    place: Option<Embedded>,
    how: How<'d>,
}

/// Who reads it.
enum How<'d> {
    /// The reader of its kind; `None` until all texts are known.
    Read(Option<Box<dyn Reader + 'd>>),
    /// It holds texts of other kinds. The names are those of the files given with it.
    Hold(fn(&str, &[String]) -> Held, Vec<String>, &'d Versions),
}

impl<'d> Reading<'d> {
    /// Documents that are judged together.
    pub(crate) fn all(documents: &'d [Document], versions: &'d Versions) -> Vec<Self> {
        let names: Vec<String> = documents.iter().map(|d| d.name.clone()).collect();
        let mut all: Vec<Self> =
            documents.iter().map(|document| Self::of(document, versions, &names)).collect();
        behaviors().for_each(|behavior| settle(&mut all, behavior, versions));
        all
    }

    fn of(document: &'d Document, versions: &'d Versions, names: &[String]) -> Self {
        let text = head(&document.text);
        let detected = match document.kind {
            Some(kind) => Detected::by_hand(kind),
            None => recognise::detect(&document.name, text),
        };
        let mut reading = Self { document, detected, texts: Vec::new(), around: None };
        let Some(behavior) = reading.detected.kind.and_then(behavior) else { return reading };
        let how = || match behavior.way {
            Way::Read(_) => How::Read(None),
            Way::Hold(hold) => How::Hold(hold, names.to_vec(), versions),
        };
        let whole = text.len() == document.text.len();
        let takes = |text: &str| (behavior.takes)(text, versions);
        let found = if whole { paste::find(text, behavior.kind, takes) } else { None };
        let (place, around) = match found {
            Some(Found::Paste(wrapped)) => (None, Some(Around::Paste(wrapped))),
            Some(Found::Carried(place, around)) => (Some(place), Some(Around::Carrier(around))),
            None => (None, None),
        };
        reading.around = around;
        reading.texts.push(Text { behavior, place, how: how() });
        reading
    }

    /// What it is.
    pub(crate) fn kind(&self) -> Option<Kind> {
        self.detected.kind
    }

    /// Whether it holds texts of other kinds, and is checked as what it does with them.
    pub(crate) fn holds(&self) -> bool {
        self.texts.iter().any(|text| matches!(text.how, How::Hold(..)))
    }

    /// What its first text is for.
    pub(crate) fn profile(&self) -> Option<Profile> {
        self.texts.iter().find_map(Text::profile)
    }

    /// What is wrong with it, as its readers say.
    pub(crate) fn judge(&self) -> Judged {
        let file = head(&self.document.text);
        let mut judged = Judged::default();
        for text in &self.texts {
            let found = text.judge(file);
            judged.add(text, file, &found);
            judged.inside.push(found.findings);
        }
        match &self.around {
            // What is said of a wrapped text is said of its wrapping.
            Some(Around::Paste(wrapped)) => judged.findings = vec![wrapped.clone()],
            Some(Around::Carrier(around)) => judged.findings.push(around.clone()),
            None => {}
        }
        if self.document.encoding != Encoding::Utf8 && judged.accepted.is_some() {
            judged.accepted = Some(false);
        }
        judged
    }

    /// What is shown of it beside its findings.
    pub(crate) fn view(&self, judged: &Judged, findings: &[Finding]) -> View {
        let file = head(&self.document.text);
        let lines = Lines::new(file);
        if let [Text { place: None, .. }] = self.texts.as_slice() {
            return self.texts.first().map(|t| t.view(file, findings)).unwrap_or_default();
        }
        let views = self.texts.iter().zip(&judged.inside).map(|(text, inside)| {
            let view = text.view(text.of(file), inside);
            let view = match &text.place {
                Some(place) => at_its_place(view, place, &lines),
                None => view,
            };
            let name = text.place.as_ref().map_or_else(String::new, |p| p.name.clone());
            PartView { name, kind: text.behavior.kind, view, worst: worst(inside) }
        });
        View { verdict: verdict(findings), ..joined(views.collect()) }
    }
}

/// Gives all texts of a kind their readers: those given together may depend on each other.
fn settle<'d>(all: &mut [Reading<'d>], behavior: &'static Behavior, versions: &'d Versions) {
    let Way::Read(read) = behavior.way else { return };
    let mut given = Vec::new();
    for reading in all.iter() {
        for text in reading.texts.iter().filter(|t| t.behavior.kind == behavior.kind) {
            let file = head(&reading.document.text);
            let profile = reading.document.profile;
            let name = text.place.is_none().then_some(reading.document.name.as_str());
            given.push(Given { name, text: text.of(file), profile });
        }
    }
    let mut readers = read(&given, versions).into_iter();
    for text in all.iter_mut().flat_map(|r| &mut r.texts) {
        if text.behavior.kind == behavior.kind {
            text.how = How::Read(readers.next());
        }
    }
}

impl Text<'_> {
    /// The text itself.
    fn of<'t>(&'t self, file: &'t str) -> &'t str {
        self.place.as_ref().map_or(file, |place| &place.text)
    }

    fn profile(&self) -> Option<Profile> {
        match &self.how {
            How::Read(reader) => reader.as_ref().and_then(|r| r.profile()),
            How::Hold(..) => None,
        }
    }

    fn judge(&self, file: &str) -> Judgement {
        let text = self.of(file);
        match &self.how {
            How::Read(reader) => reader.as_ref().map(|r| r.judge(text)).unwrap_or_default(),
            How::Hold(hold, beside, versions) => held::judge(text, hold(text, beside), versions),
        }
    }

    fn view(&self, text: &str, findings: &[Finding]) -> View {
        match &self.how {
            How::Read(reader) => {
                reader.as_ref().map(|r| r.view(text, findings)).unwrap_or_default()
            }
            How::Hold(hold, beside, versions) => {
                held::view(text, &hold(text, beside), versions, findings)
            }
        }
    }
}

/// What the readers of a document say.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    /// Whether the real thing takes it; `None` where nothing decides that.
    pub accepted: Option<bool>,
    /// At the places of the document, in any order.
    pub findings: Vec<Finding>,
    /// The findings of each text, at its own places.
    inside: Vec<Vec<Finding>>,
}

impl Judged {
    fn add(&mut self, text: &Text<'_>, file: &str, found: &Judgement) {
        match &text.place {
            None => {
                self.accepted = found.accepted;
                self.findings.extend(found.findings.iter().cloned());
            }
            Some(place) => {
                let there = found.findings.iter().cloned();
                let there = there.filter_map(|f| place.finding(f, file, &[]));
                // Nothing of the file around it is changed.
                self.findings.extend(there.map(|f| Finding { fixes: Vec::new(), ..f }));
            }
        }
    }
}
