//! Applying fixes until nothing is left to fix.
//!
//! Each round gathers the fixes of everything that was found, applies all that do not touch each
//! other, and judges the text anew, kind and profile included, just as a second run would. What a
//! report promises is what such a run did, so a text that was fixed has nothing left to fix.

mod blame;
mod gate;
mod selection;
mod state;

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use text::{EditSet, EditSetBuilder, Origins, Span};

use crate::base::finding::{Finding, Rule, Safety};
use gate::Verdict;
use selection::{Outcome, Selection, union};
pub(crate) use state::Judged;
use state::{MOST_BEATEN, State, Wanted, wanted};

/// How often a fixed text is checked and fixed again. Most texts are settled after two rounds.
const ROUNDS: usize = 10;

/// The same for texts of at most [`SHORT`] bytes: many open brackets come to light one after the other,
/// and a round takes no time.
const ROUNDS_OF_SHORT: usize = 40;

/// A policy or a values file of the usual length (bytes).
const SHORT: usize = 8 * 1024;

/// How many selections of fixes are tried in one round.
const TRIALS: usize = 24;

/// In longer texts (bytes) they are not tried: each trial reads the whole text.
const LARGE: usize = 64 * 1024;

/// How many bytes are checked in one run before it gives up: counted, not timed, so that every
/// machine gives the same answer. Short texts do not come near it.
const WORK: usize = 96 * 1024 * 1024;

/// What a run of fixes did.
#[derive(Debug, Default)]
pub(crate) struct Fixed {
    /// The text after it; `None` where nothing changed.
    pub text: Option<String>,
    /// Findings whose fix was refused to the end, by rule and by their place in the original text.
    stuck: Vec<(&'static Rule, Span)>,
    /// The run ended before everything was tried.
    pub gave_up: bool,
}

impl Fixed {
    /// Remembers a further run over the text that this one left, and gives the text then, if it
    /// is another one.
    pub(crate) fn then(&mut self, next: Self) -> Option<String> {
        self.gave_up |= next.gave_up;
        if next.text.is_some() {
            self.text.clone_from(&next.text);
        }
        // Places of a later run are those of another text; the first run's are kept.
        if self.stuck.is_empty() {
            self.stuck = next.stuck;
        }
        next.text
    }

    /// What is still there after all that could be done.
    pub(crate) fn left(&self) -> Left {
        let mut places: HashMap<&'static str, Vec<Span>> = HashMap::new();
        for (rule, at) in &self.stuck {
            places.entry(rule.name).or_default().push(*at);
        }
        for all in places.values_mut() {
            text::sort_by_key(all, |at| at.start);
            let mut furthest = 0;
            for at in all {
                furthest = furthest.max(at.end);
                at.end = furthest;
            }
        }
        Left { places }
    }
}

/// The places of findings that no fix removed, by rule.
pub(crate) struct Left {
    /// By their start; each ends where it or one before it ends last.
    places: HashMap<&'static str, Vec<Span>>,
}

impl Left {
    /// Whether a finding of the original text is one of them.
    pub(crate) fn has(&self, finding: &Finding) -> bool {
        let all = self.places.get(finding.rule.name).map_or(&[][..], Vec::as_slice);
        let before = all.partition_point(|at| at.start <= finding.primary.end);
        let last = before.checked_sub(1).and_then(|at| all.get(at));
        last.is_some_and(|at| at.end >= finding.primary.start)
    }
}

/// Applies all fixes of at least this safety.
pub(crate) fn fix(
    text: &str,
    first: Judged,
    least: Safety,
    judge: impl Fn(&str) -> Judged,
) -> Fixed {
    let mut run = Run { judge, work: 0, gave_up: false, beaten: None };
    let mut now = State { text: text.to_owned(), judged: first };
    let mut seen = HashSet::from([hash(text)]);
    let mut way: Vec<EditSet> = Vec::new();
    let mut refused = Vec::new();
    let rounds = if text.len() <= SHORT { ROUNDS_OF_SHORT } else { ROUNDS };
    for _ in 0..rounds {
        let round = run.round(&now, least);
        refused = round.refused;
        let Some((next, edits)) = round.next.filter(|(next, _)| seen.insert(hash(&next.text)))
        else {
            break;
        };
        (now, refused) = (next, Vec::new());
        way.push(edits);
    }
    if way.len() == rounds {
        let left: Vec<_> = wanted(&now.judged, least).into_iter().map(|w| w.place()).collect();
        run.gave_up |= !left.is_empty();
        refused = left;
    }
    let way: Vec<Origins> = way.iter().map(EditSet::origins).collect();
    let original = |at: usize| way.iter().rev().fold(at, |at, origins| origins.of(at));
    let mut stuck: Vec<(&'static Rule, Span)> = refused
        .into_iter()
        .map(|(rule, at)| (rule, Span::new(original(at.start), original(at.end))))
        .collect();
    stuck.extend(run.beaten.into_iter().flatten());
    Fixed { text: (now.text != text).then_some(now.text), stuck, gave_up: run.gave_up }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// What one round did.
#[derive(Default)]
struct Round {
    next: Option<(State, EditSet)>,
    /// Whose fix was tried and refused.
    refused: Vec<(&'static Rule, Span)>,
}

/// A run of fixes, with what it has used up.
struct Run<J> {
    judge: J,
    work: usize,
    gave_up: bool,
    /// Findings of the text as it came whose fix wants the same characters as one that was taken, and
    /// does harm by itself. `None` until the first round is over.
    beaten: Option<Vec<(&'static Rule, Span)>>,
}

impl<J: Fn(&str) -> Judged> Run<J> {
    fn round(&mut self, now: &State, least: Safety) -> Round {
        let wanted = wanted(&now.judged, least);
        match wanted.iter().find(|w| w.safety == Safety::Repair) {
            Some(repair) => self.repair(now, repair, &wanted),
            None => self.fixes(now, &wanted),
        }
    }

    /// A repair rebuilds the text and may show what the damage hid, so it has a round of its own;
    /// only its own finding has to be gone.
    fn repair(&mut self, now: &State, repair: &Wanted<'_>, wanted: &[Wanted<'_>]) -> Round {
        let refused = wanted.iter().map(Wanted::place).collect();
        // A page may show several texts with the same damage.
        let left =
            |of: &Judged| of.findings.iter().filter(|f| f.rule == repair.finding.rule).count();
        let before = left(&now.judged);
        let next = self.judged(now, repair.edits).filter(|next| left(&next.judged) < before);
        Round { next: next.map(|next| (next, repair.edits.clone())), refused }
    }

    fn fixes(&mut self, now: &State, wanted: &[Wanted<'_>]) -> Round {
        let mut selection = Selection::default();
        let mut group: Vec<usize> = (0..wanted.len()).collect();
        // What a refused fix stood in the way of is tried, too.
        while !group.is_empty() {
            let before = group.len();
            self.select(now, wanted, &group, &mut selection);
            group = std::mem::take(&mut selection.waiting);
            if group.len() == before {
                break;
            }
        }
        if self.beaten.is_none() {
            self.beaten = Some(self.harmful(now, wanted, &group));
        }
        let refused = selection.refused.into_iter().filter_map(|at| wanted.get(at));
        Round { next: selection.best, refused: refused.map(Wanted::place).collect() }
    }

    /// Those of some fixes that do harm by themselves: each has a button of its own, also where
    /// another one was better.
    fn harmful(
        &mut self,
        now: &State,
        wanted: &[Wanted<'_>],
        group: &[usize],
    ) -> Vec<(&'static Rule, Span)> {
        if now.text.len() > LARGE {
            return Vec::new();
        }
        let beaten: Vec<Wanted<'_>> =
            group.iter().take(MOST_BEATEN).filter_map(|at| wanted.get(*at)).copied().collect();
        // Nearly all of them are good: those that go together are tried together first.
        let mut all = EditSetBuilder::default();
        let (together, apart): (Vec<_>, Vec<_>) =
            beaten.into_iter().partition(|one| all.add(one.edits).is_ok());
        let good = together.len() > 1 && self.is_good(now, &together);
        let alone = if good { apart } else { [together, apart].concat() };
        let bad = alone.iter().filter(|one| !self.is_good(now, std::slice::from_ref(one)));
        bad.map(Wanted::place).collect()
    }

    /// Whether some fixes, which go together, remove their findings and bring nothing as bad.
    fn is_good(&mut self, now: &State, fixes: &[Wanted<'_>]) -> bool {
        let edits = union(fixes);
        self.judged(now, &edits).is_some_and(|next| {
            let verdict = gate::verdict(&now.judged, &next.judged, &edits, fixes, &now.text);
            verdict == Verdict::Good
        })
    }

    /// Takes as many of a group as can be taken with those taken before. A fix that is seen to do
    /// harm is left out; where it cannot be seen which one does, the group is halved.
    fn select(
        &mut self,
        now: &State,
        wanted: &[Wanted<'_>],
        group: &[usize],
        selection: &mut Selection,
    ) {
        let mut group = group.to_vec();
        while !group.is_empty() {
            match self.trial(now, wanted, &mut group, selection) {
                Outcome::Good => return,
                Outcome::Bad => {
                    selection.refused.append(&mut group);
                    return;
                }
                Outcome::BadWith(harmful) => {
                    let refused = group.extract_if(.., |at| harmful.contains(at));
                    selection.refused.extend(refused);
                }
                Outcome::Unclear => {
                    let (first, second) = group.split_at(group.len() / 2);
                    self.select(now, wanted, first, selection);
                    self.select(now, wanted, second, selection);
                    return;
                }
            }
        }
    }

    /// Tries a group together with what was taken before. What does not fit leaves the group.
    fn trial(
        &mut self,
        now: &State,
        wanted: &[Wanted<'_>],
        group: &mut Vec<usize>,
        selection: &mut Selection,
    ) -> Outcome {
        if selection.trials >= TRIALS || self.work > WORK {
            self.gave_up = true;
            return Outcome::Bad;
        }
        let fit = selection.fitting(wanted, group);
        let chosen: Vec<Wanted<'_>> =
            fit.iter().filter_map(|at| wanted.get(*at)).copied().collect();
        let edits = union(&chosen);
        selection.trials += 1;
        let Some(next) = self.judged(now, &edits) else { return Outcome::Bad };
        match gate::verdict(&now.judged, &next.judged, &edits, &chosen, &now.text) {
            Verdict::Good => {
                selection.taken = fit;
                selection.best = Some((next, edits));
                Outcome::Good
            }
            Verdict::Bad(places) => Outcome::of_harmful(group, &places, &fit),
            Verdict::Unclear if group.len() == 1 => Outcome::Bad,
            Verdict::Unclear => Outcome::Unclear,
        }
    }

    /// The text after some edits; `None` where they change nothing or do not fit.
    fn judged(&mut self, now: &State, edits: &EditSet) -> Option<State> {
        let text = edits.apply(&now.text).ok().filter(|next| *next != now.text)?;
        self.work += text.len();
        let judged = (self.judge)(&text);
        Some(State { text, judged })
    }
}
