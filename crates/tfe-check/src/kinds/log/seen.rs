//! What is known of a log: each known line once, with how often and when.

use std::collections::{BTreeSet, HashMap};

use text::Span;

use super::entry;
use super::find::Search;
use super::pattern::{Match, Within};
use super::table::{Signature, signature};

/// Lines of one signature with different subjects are listed one by one, but not more than that.
const MOST_SUBJECTS: usize = 20;
/// In an entry that is cut this close to its end, the rest of a line may be missing.
const MARGIN: usize = 1024;

/// The words of Terraform about the resources of a run: what they say is of the run's own cloud.
const OF_A_RUN: [&str; 16] = [
    "│",
    "╷",
    "╵",
    "with aws_",
    "with azurerm_",
    "with google_",
    "with vault_",
    "with kubernetes_",
    ".tf line ",
    "Error: reading ",
    "Error: creating ",
    "Error: updating ",
    "Error: deleting ",
    "Error: putting ",
    "Error: listing ",
    "Error: waiting ",
];

/// A known line, and how often it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// The place of its signature.
    pub row: usize,
    /// What it is about: a path, a name, a setting.
    pub subject: Option<String>,
    /// The first of them.
    pub first: Span,
    /// The last of them.
    pub last: Span,
    /// When the first was written, as it is written.
    pub first_time: Option<String>,
    /// When the last was written.
    pub last_time: Option<String>,
    /// How many there are.
    pub count: usize,
}

/// One known line.
struct Hit {
    row: usize,
    subject: Option<Span>,
    span: Span,
}

/// Reads a log. What follows from another line of the same entry is left out.
pub(crate) fn read(text: &str) -> Vec<Seen> {
    let mut reader = Reader::of(text);
    Search::new().candidates(text, |anchor, start| {
        if let Some(row) = signature(anchor.row) {
            reader.candidate(anchor.row, row, anchor.pattern, start);
        }
    });
    reader.end_entry();
    reader.seen
}

struct Reader<'t> {
    text: &'t str,
    /// The entry that is read.
    entry: Span,
    /// What is known of it.
    hits: Vec<Hit>,
    /// The signatures that something in it excludes, or does not: an entry is searched once for each.
    excluded: HashMap<usize, bool>,
    seen: Vec<Seen>,
    /// Where in `seen` a signature with its subject is.
    places: HashMap<(usize, Option<String>), usize>,
}

impl<'t> Reader<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            entry: Span::at(0),
            hits: Vec::new(),
            excluded: HashMap::new(),
            seen: Vec::new(),
            places: HashMap::new(),
        }
    }

    fn candidate(&mut self, row: usize, known: &Signature, pattern: usize, start: usize) {
        let Some(pieces) = known.find.get(pattern) else { return };
        // Most candidates fail at their first text, which needs no entry.
        let whole = Within { text: self.text, end: self.text.len(), any_case: known.any_case };
        if pieces.first().is_none_or(|first| whole.at(std::slice::from_ref(first), start).is_none())
        {
            return;
        }
        self.enter(start);
        let within = Within { end: self.entry.end, ..whole };
        let Some(Match { end, subject }) = within.at(pieces, start) else { return };
        let span = self.first_line(Span::new(start, end));
        // Two patterns of one signature may match the same words.
        let is_same = |hit: &Hit| hit.row == row && hit.span.end > span.start;
        if !self.is_excluded(row, known) && !self.hits.iter().rev().take(8).any(is_same) {
            self.hits.push(Hit { row, subject, span });
        }
    }

    fn is_excluded(&mut self, row: usize, known: &Signature) -> bool {
        let entry = self.entry.of(self.text);
        *self.excluded.entry(row).or_insert_with(|| {
            let holds = |word: &&str| entry.contains(*word);
            known.unless.iter().any(holds)
                || known.outside_of_runs && OF_A_RUN.iter().any(holds)
                || !known.with.is_empty() && !known.with.iter().any(holds)
        })
    }

    /// Goes on to the entry of a place.
    fn enter(&mut self, at: usize) {
        let is_known = self.entry.start <= at && at < self.entry.end;
        // The end of an entry may be missing where it was too long to be followed.
        let is_cut = self.entry.end < self.text.len() && self.entry.len() > MARGIN;
        if !is_known || is_cut && at + MARGIN > self.entry.end {
            self.end_entry();
            self.entry = entry::around(self.text, at);
        }
    }

    fn first_line(&self, span: Span) -> Span {
        let line = span.of(self.text).split(['\n', '\r']).next().unwrap_or("");
        Span::new(span.start, span.start + line.len())
    }

    fn end_entry(&mut self) {
        let hits = std::mem::take(&mut self.hits);
        let rows: BTreeSet<usize> = hits.iter().map(|hit| hit.row).collect();
        let is_first = |row: &usize| !rows.iter().any(|winner| wins(*winner, *row));
        let causes: BTreeSet<usize> = rows.iter().copied().filter(is_first).collect();
        for hit in hits.iter().filter(|hit| causes.contains(&hit.row)) {
            self.add(hit);
        }
        self.excluded.clear();
    }

    fn add(&mut self, hit: &Hit) {
        let time = entry::time_at(self.text, self.entry, hit.span.start).map(str::to_owned);
        let subject = hit.subject.map(|s| s.of(self.text).to_owned());
        let key = (hit.row, subject);
        if let Some(seen) = self.places.get(&key).and_then(|place| self.seen.get_mut(*place)) {
            seen.count += 1;
            seen.last = hit.span;
            seen.last_time = time.or(seen.last_time.take());
            return;
        }
        if self.seen.iter().filter(|seen| seen.row == hit.row).count() >= MOST_SUBJECTS {
            return;
        }
        self.places.insert(key.clone(), self.seen.len());
        self.seen.push(Seen {
            row: hit.row,
            subject: key.1,
            first: hit.span,
            last: hit.span,
            first_time: time.clone(),
            last_time: time,
            count: 1,
        });
    }
}

/// Whether one signature is the cause of another.
pub(crate) fn wins(winner: usize, loser: usize) -> bool {
    winner != loser
        && signature(winner)
            .is_some_and(|cause| cause.over.iter().any(|over| *over == loser || wins(*over, loser)))
}
