//! How documents that are given together are read: settled before any of them is checked.

mod judged;
mod quoted;
mod share;
mod text;

use std::rc::Rc;

use ::text::{Lines, Masker, Span};

pub(crate) use self::judged::Judged;
use self::judged::said_once;
use self::text::{How, Peer, Text};

use super::gaps;
use super::rules::paste;
use crate::across::parts::{PartView, joined};
use crate::across::together::{Member, Place};
use crate::across::{config_map, runs};
use crate::base::document::{Document, Encoding};
use crate::base::finding::Finding;
use crate::base::judgement::{head, verdict, worst_turn};
use crate::base::kind::{Detected, Kind, Nature, Profile};
use crate::base::report::{PartReport, SpanReport};
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::carry::part::Part;
use crate::carry::paste::{Carried, Wrapping};
use crate::contract::{Behavior, Given, Way};
use crate::kinds::{behavior, behaviors, parts_in};
use crate::recognise;
use crate::secrets;

/// How one document is read.
pub(crate) struct Reading<'d> {
    document: &'d Document,
    /// What it is. Where the kind is not certain, nothing is changed without a look.
    pub detected: Detected,
    /// The texts in it that somebody reads: the whole document, or what is wrapped in it.
    texts: Vec<Text<'d>>,
    /// What is said of the wrapping.
    around: Option<Around>,
    /// What does not fit to other texts.
    joint: Vec<Finding>,
}

/// What is around the texts of a document.
enum Around {
    /// It came along when the text was pasted: it is taken away before anything else is said.
    Paste(Finding),
    /// A page, a mail or a manifest, which is right as it is.
    Carrier(Finding),
}

impl<'d> Reading<'d> {
    /// Documents that are checked together.
    pub(crate) fn all(documents: &'d [Document], versions: &'d Versions) -> Vec<Self> {
        let names: Vec<String> = documents.iter().map(|d| d.name.clone()).collect();
        let mut all: Vec<Self> =
            documents.iter().map(|document| Self::of(document, versions, &names)).collect();
        share::share(&mut all);
        behaviors().for_each(|behavior| settle(&mut all, behavior, versions));
        join(documents, &mut all);
        all
    }

    fn of(document: &'d Document, versions: &'d Versions, names: &[String]) -> Self {
        let text = head(&document.text);
        let detected = match document.kind {
            Some(kind) => Detected::by_hand(kind),
            None => recognise::detect(&document.name, text),
        };
        let mut reading =
            Self { document, detected, texts: Vec::new(), around: None, joint: Vec::new() };
        let Some(behavior) = reading.detected.kind.and_then(behavior) else { return reading };
        let whole = text.len() == document.text.len();
        let takes = |text: &str| (behavior.takes)(text, versions);
        let inside = reading.detected.inside;
        let name = &document.name;
        let page = paste::is_page(name)
            || paste::is_program(name)
            || name.ends_with(".json") && paste::is_request(text);
        let found = || paste::find(text, behavior, inside, page, takes);
        let found = if whole { found() } else { None };
        let Some(paste::Found { texts, pasted, finding }) = found else {
            reading.texts.push(Text::new(behavior, None, names, versions));
            return reading;
        };
        // What the sentences of a page show may be written only for people, and a program may do anything with
        // its texts.
        let has = |wrapping| texts.iter().any(|(_, place)| place.within.contains(&wrapping));
        reading.detected.guessed |= page && has(Wrapping::Surroundings) || has(Wrapping::Code);
        reading.around =
            Some(if pasted { Around::Paste(finding) } else { Around::Carrier(finding) });
        for (kind, place) in texts {
            let behavior = self::behavior(kind).unwrap_or(behavior);
            reading.texts.push(Text::new(behavior, Some(Rc::new(place)), names, versions));
        }
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

    /// Its secrets: those of any text, and those that only the readers of its texts know.
    pub(crate) fn secrets(&self) -> Masker {
        let mut all = secrets::of(&self.document.text);
        // A line that nobody recognised, or that is taken for a wrapping, may be a damaged one of a text.
        let pasted = matches!(self.around, Some(Around::Paste(_)));
        let may_be = |kind| self.texts.is_empty() || pasted && self.kind() == Some(kind);
        for behavior in behaviors().filter(|b| may_be(b.kind)) {
            all.join((behavior.secrets_around)(&self.document.text));
        }
        let file = head(&self.document.text);
        for text in &self.texts {
            let own = (text.behavior.secrets)(text.of(file));
            match &text.place {
                Some(place) => all.join(own.moved(|span| place.known_place(span))),
                None => all.join(own),
            }
        }
        for part in self.held().unwrap_or_default() {
            let Some(behavior) = behavior(part.kind) else { continue };
            let mut own = secrets::of(&part.text.text);
            own.join((behavior.secrets)(&part.text.text));
            all.join(own.moved(|span| part.known_place(span)));
        }
        all
    }

    /// What is wrong with the settings of Terraform Enterprise in its ConfigMaps and Secrets, and in the commands that create
    /// such. `at` is its place in the list of documents.
    pub(crate) fn cluster_settings(&self, at: usize, versions: &Versions) -> Vec<Finding> {
        let file = head(&self.document.text);
        let of = |text: &Text<'_>| {
            let found = config_map::find(text.behavior.kind, text.of(file), versions);
            found.into_iter().filter_map(|f| text.finding(f, file, at)).collect::<Vec<_>>()
        };
        let mut all: Vec<Finding> = self.texts.iter().flat_map(of).collect();
        // A log only repeats commands.
        if self.kind().is_none_or(|kind| kind.nature != Nature::Record) {
            all.extend(config_map::in_commands(file, versions));
        }
        all
    }

    /// The texts that it holds as a file of its kind, Terraform say, does.
    ///
    /// # Errors
    /// The words of that file's own program, where that cannot read it.
    fn held(&self) -> Result<Vec<Part>, String> {
        let file = head(&self.document.text);
        let mut all = Vec::new();
        for text in self.texts.iter().filter(|t| matches!(t.how, How::Hold(..))) {
            let around = text.place.as_ref().map(|p| p.chain.as_slice()).unwrap_or_default();
            let parts = parts_in(text.behavior.kind, text.of(file))?;
            all.extend(parts.into_iter().map(|part| part.within(around)));
        }
        Ok(all)
    }

    /// The texts in it that are not all of it.
    ///
    /// # Errors
    /// The words of a file's own program, where that cannot read it.
    pub(crate) fn parts(&self) -> Result<Vec<Part>, String> {
        let mut all = self.held()?;
        for text in self.texts.iter().filter(|t| matches!(t.how, How::Read(..))) {
            let Some(place) = &text.place else { continue };
            let Some((inner, around)) = place.chain.split_last() else { continue };
            all.push(Part::of(text.behavior.kind, inner.clone()).within(around));
        }
        Ok(all)
    }

    /// Whether there may be more than one text in it, or commands around its text.
    pub(crate) fn has_several(&self) -> bool {
        self.texts.len() > 1 || self.holds() || self.texts.iter().any(|text| text.place.is_some())
    }

    /// The commands that a page shows next to its texts; none where one of these holds them.
    fn commands(&self, document: usize) -> Option<runs::Source<'_>> {
        let text = head(&self.document.text);
        let shows = !self.holds() && self.texts.iter().any(Text::is_in_page);
        shows.then(|| runs::Source::commands(document, &self.document.name, text))
    }

    /// All texts in it, for what is checked over several documents. `at` is its place in their list.
    pub(crate) fn members(&self, at: usize) -> Vec<Member> {
        let file = head(&self.document.text);
        let mut all = Vec::new();
        for text in &self.texts {
            let place = text.place.clone().map_or(Place::Whole, Place::Carried);
            let own = text.of(file).to_owned();
            let roles = match text.how {
                How::Hold(hold, ..) => hold(&own, &[]).roles,
                How::Read(_) => Vec::new(),
            };
            all.push(Member { document: at, kind: text.behavior.kind, text: own, place, roles });
        }
        for part in self.held().unwrap_or_default() {
            let (kind, text) = (part.kind, part.text.text.clone());
            let place = Place::Part(Box::new(part));
            all.push(Member { document: at, kind, text, place, roles: Vec::new() });
        }
        all
    }

    /// What is wrong with it, as its readers say. `at` is its place in the list of documents.
    pub(crate) fn judge(&self, at: usize) -> Judged {
        let file = head(&self.document.text);
        let mut judged = Judged::default();
        let carrier = matches!(self.around, Some(Around::Carrier(_)));
        for text in &self.texts {
            let mut found = if carrier && text.is_in_page() {
                gaps::left_open(text.judge(&gaps::closed(text.of(file))))
            } else {
                text.judge(text.of(file))
            };
            let refused = judged.add(text, file, at, &found);
            // What is wrong only with what is filled in may be right.
            if !refused && text.place.as_ref().is_some_and(|place| !place.is_known()) {
                found.accepted = found.accepted.filter(|accepted| *accepted);
            }
            judged.inside.push(found);
        }
        match &self.around {
            Some(Around::Paste(wrapped)) => {
                judged.accepted = Some(false);
                judged.findings.push(wrapped.clone());
            }
            Some(Around::Carrier(around)) => judged.findings.push(around.clone()),
            None => {}
        }
        judged.findings.extend(self.joint.iter().cloned());
        said_once(&mut judged.findings);
        if self.document.encoding != Encoding::Utf8 && judged.accepted.is_some() {
            judged.accepted = Some(false);
        }
        judged
    }

    /// The texts in it, for a report.
    pub(crate) fn part_reports(
        &self,
        judged: &Judged,
        write: impl Fn(Span) -> SpanReport,
    ) -> Vec<PartReport> {
        let mut all = Vec::new();
        for (text, inside) in self.texts.iter().zip(&judged.inside) {
            let Some(place) = &text.place else { continue };
            let within: Vec<&str> = place.within.iter().map(|w| paste::name(*w)).collect();
            all.push(PartReport {
                kind: text.behavior.kind,
                profile: text.profile(),
                accepted: inside.accepted,
                within: within.join(", "),
                span: write(place.outer_span(Span::new(0, place.text().len()))),
            });
        }
        all
    }

    /// The texts of [`Self::part_reports`], in their order.
    pub(crate) fn extracted(&self) -> Vec<String> {
        let places = self.texts.iter().filter_map(|text| text.place.as_ref());
        let text = |place: &Rc<Carried>| {
            let inner = place.text();
            // What is filled in on the way is taken as it is written.
            let written = place.outer_span(Span::new(0, inner.len())).of(&self.document.text);
            if place.is_known() { inner } else { written }.to_owned()
        };
        places.map(text).collect()
    }

    /// What is shown of it next to its findings.
    pub(crate) fn view(&self, judged: &Judged, findings: &[Finding]) -> View {
        let file = head(&self.document.text);
        let lines = Lines::new(file);
        if let [Text { place: None, .. }] = self.texts.as_slice() {
            return self.texts.first().map(|t| t.view(file, findings)).unwrap_or_default();
        }
        let views = self.texts.iter().zip(&judged.inside).enumerate().map(|(n, (text, inside))| {
            let inside = inside.findings.as_slice();
            let mut view = text.view(text.of(file), inside);
            let mut name = format!("Text {}", n + 1);
            if let Some(place) = &text.place {
                view = view.moved(|span| place.outer_span(span), &lines);
                let line = lines.position(place.outer_span(Span::at(0)).start).line;
                name = format!("Line {line}");
            }
            PartView { name, kind: text.behavior.kind, view, worst: worst_turn(inside) }
        });
        let mut view = View { verdict: verdict(findings), ..joined(views.collect()) };
        if let (Some(Around::Paste(_)), Some(text)) = (&self.around, self.texts.first()) {
            view.rebuilt = text.view(file, findings).rebuilt;
        }
        view
    }
}

/// Gives all texts of a kind their readers: those given together may depend on each other.
fn settle<'d>(all: &mut [Reading<'d>], behavior: &'static Behavior, versions: &'d Versions) {
    let Way::Read(read) = behavior.way else { return };
    let mut given = Vec::new();
    let mut peers = Vec::new();
    for (document, reading) in all.iter().enumerate() {
        for text in reading.texts.iter().filter(|t| t.behavior.kind == behavior.kind) {
            let file = head(&reading.document.text);
            // What a part lacks for its purpose the rest may have.
            let is_part = file.len() < reading.document.text.len();
            let profile = if is_part { Some(Profile::None) } else { reading.document.profile };
            let name = text.place.is_none().then_some(reading.document.name.as_str());
            let excerpt = matches!(reading.around, Some(Around::Carrier(_)));
            let around = text.is_shown(excerpt).then_some(file);
            let quoted = quoted::quoted(around, text.of(file));
            let beside = text.beside.clone();
            let supply = text.place.as_ref().map(|place| place.supply()).unwrap_or_default();
            let text_of = text.of(file);
            given.push(Given { name, text: text_of, profile, excerpt, quoted, beside, supply });
            peers.push(Peer { document, place: text.place.clone() });
        }
    }
    let mut readers = read(&given, versions).into_iter();
    let peers: Rc<[Peer]> = peers.into();
    for text in all.iter_mut().flat_map(|r| &mut r.texts) {
        if text.behavior.kind == behavior.kind {
            text.how = How::Read(readers.next());
            text.peers = Rc::clone(&peers);
        }
    }
}

/// Finds what does not fit together in texts that are about the runs of one installation.
fn join(documents: &[Document], all: &mut [Reading<'_>]) {
    if !documents.iter().any(|document| runs::may_concern(head(&document.text))) {
        return;
    }
    let mut sources = Vec::new();
    for (document, reading) in all.iter().enumerate() {
        sources.extend(reading.commands(document));
        for text in &reading.texts {
            sources.push(runs::Source {
                document,
                name: &reading.document.name,
                kind: text.behavior.kind,
                text: text.of(head(&reading.document.text)),
                place: text.place.as_deref(),
                profile: text.profile(),
            });
        }
    }
    for (document, finding) in runs::find(&sources) {
        if let Some(reading) = all.get_mut(document) {
            reading.joint.push(finding);
        }
    }
}
