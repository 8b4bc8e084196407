//! Which fixes brought what is reported only after them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use text::{Edit, Span};

use super::state::Wanted;
use crate::base::finding::{Finding, Message, Severity};

const SEVERITIES: [Severity; 3] = [Severity::Info, Severity::Warning, Severity::Error];

/// What the fixes of a trial changed, and the worst finding that came with each change.
///
/// Findings are noted first and spread over the changes at the end: a text in which every line is
/// wrong has thousands of both, so nothing here compares each with each.
pub(super) struct Blame<'w> {
    chosen: &'w [Wanted<'w>],
    text: &'w str,
    /// What gives way, first place first, each with the number of its fix. No two overlap.
    edits: Vec<(Span, usize)>,
    /// The edits that findings are about, by their numbers.
    near: Vec<(Range<usize>, Severity)>,
    /// The words that fixes took away.
    lost: HashMap<&'w str, Lost>,
}

/// A word that fixes took away.
#[derive(Default)]
struct Lost {
    /// The numbers of the fixes.
    by: Vec<usize>,
    /// The worst finding that mentions it.
    worst: Option<Severity>,
}

impl<'w> Blame<'w> {
    pub(super) fn of(chosen: &'w [Wanted<'w>], text: &'w str) -> Self {
        let mut edits = Vec::new();
        let mut lost: HashMap<&str, Lost> = HashMap::new();
        for (number, one) in chosen.iter().enumerate() {
            let taken = taken_lines(one, text);
            let all = one.edits.edits();
            let moves = all.iter().any(|edit| is_moved(edit, &taken));
            let new = all
                .iter()
                .filter(|edit| !(is_moved(edit, &taken) || moves && edit.insert.is_empty()));
            edits.extend(new.map(|edit| (edit.span, number)));
            for word in lost_words(one, text) {
                lost.entry(word).or_default().by.push(number);
            }
        }
        text::sort_by_key(&mut edits, |(span, _)| (span.start, span.end));
        Self { chosen, text, edits, near: Vec::new(), lost }
    }

    /// Notes a new finding with its place in the text before the fixes; whether any fix brought
    /// it: it is about new text, or, unless it is `common`, about what a fix took away.
    pub(super) fn brought(&mut self, finding: &Finding, original: Span, common: bool) -> bool {
        let said = if common { &Message::default() } else { &finding.message };
        let mut any = false;
        for word in words(&said.what).chain(words(&said.action)) {
            if let Some(lost) = self.lost.get_mut(word) {
                lost.worst = lost.worst.max(Some(finding.severity));
                any = true;
            }
        }
        // What is missing is only reported at that place.
        let near = if finding.rule.absence { 0..0 } else { self.met(original) };
        any |= !near.is_empty();
        self.near.push((near, finding.severity));
        any
    }

    /// The fixes that brought something as bad as what they were for.
    pub(super) fn guilty(&self) -> Vec<usize> {
        let mut worst: Vec<Option<Severity>> = self.chosen.iter().map(|_| None).collect();
        let mut note = |number: usize, severity: Option<Severity>| {
            if let Some(worst) = worst.get_mut(number) {
                *worst = (*worst).max(severity);
            }
        };
        for severity in SEVERITIES {
            for number in self.covered(severity) {
                note(number, Some(severity));
            }
        }
        for lost in self.lost.values() {
            lost.by.iter().for_each(|number| note(*number, lost.worst));
        }
        let pairs = self.chosen.iter().zip(worst).enumerate();
        let as_bad = |one: &Wanted<'_>, worst| worst >= Some(one.finding.severity);
        pairs.filter(|(_, (one, worst))| as_bad(one, *worst)).map(|(number, _)| number).collect()
    }

    /// The edits that touch a place, or have only what separates a key from its value between.
    fn met(&self, place: Span) -> Range<usize> {
        let first = self.edits.partition_point(|(edit, _)| edit.end < place.start);
        let after = self.text.get(place.end..).unwrap_or_default();
        let gap = after.bytes().take(3).take_while(|b| b": =\"'".contains(b)).count();
        let end = self.edits.partition_point(|(edit, _)| edit.start <= place.end + gap);
        first..end.max(first)
    }

    /// The fixes of the edits that findings of a severity are about.
    fn covered(&self, severity: Severity) -> impl Iterator<Item = usize> {
        let mut borders: Vec<(usize, isize)> = Vec::new();
        for (range, _) in self.near.iter().filter(|(r, s)| *s == severity && !r.is_empty()) {
            borders.extend([(range.start, 1), (range.end, -1)]);
        }
        text::sort_by_key(&mut borders, |(border, _)| *border);
        let mut borders = borders.into_iter().peekable();
        let mut open = 0;
        self.edits.iter().enumerate().filter_map(move |(at, (_, number))| {
            while let Some((_, by)) = borders.next_if(|(border, _)| *border <= at) {
                open += by;
            }
            (open > 0).then_some(*number)
        })
    }
}

/// The lines that a fix takes out as they are.
fn taken_lines<'t>(one: &Wanted<'_>, text: &'t str) -> HashSet<&'t str> {
    let taken = one.edits.edits().iter().flat_map(|edit| edit.span.of(text).lines());
    taken.map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Whether an edit only puts in lines that its fix takes out elsewhere, with headers above them: what is wrong there was
/// wrong before, where nobody looked.
fn is_moved(edit: &Edit, taken: &HashSet<&str>) -> bool {
    let says = |line: &&str| !line.trim().is_empty() && header(line).is_none();
    let mut new = edit.insert.lines().filter(says).peekable();
    !taken.is_empty() && new.peek().is_some() && new.all(|line| taken.contains(line.trim()))
}

/// The words that a fix takes away and does not put back. The header of a block that is there once more, such as
/// `variables:`, is no loss where two blocks become one.
fn lost_words<'t>(one: &Wanted<'_>, text: &'t str) -> HashSet<&'t str> {
    let edits = || one.edits.edits().iter();
    let mut gone: HashSet<&str> = edits().flat_map(|edit| words(edit.span.of(text))).collect();
    for kept in edits().flat_map(|edit| words(&edit.insert)) {
        gone.remove(kept);
    }
    let headers = edits().flat_map(|edit| edit.span.of(text).lines().filter_map(header));
    for name in headers {
        let mut start = 0;
        let elsewhere = text.split_inclusive('\n').any(|line| {
            let at = start;
            start += line.len();
            header(line) == Some(name) && edits().all(|e| !e.span.overlaps(Span::new(at, start)))
        });
        if elsewhere {
            gone.remove(name);
        }
    }
    gone
}

/// The key of a line that has nothing after it.
fn header(line: &str) -> Option<&str> {
    line.trim().strip_suffix(':').filter(|key| !key.contains([' ', '"', '#']))
}

/// The words of a text that are long enough to mean something.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    text.split(move |c| !part_of_word(c)).filter(|word| word.len() >= 4)
}
