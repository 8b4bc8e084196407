//! Whether fixes may stay: what they were for is gone, and they brought nothing as bad.

use std::collections::HashMap;

use text::{EditSet, Span};

use super::blame::Blame;
use super::state::{Judged, Wanted};
use crate::base::finding::{Finding, Severity, Stage};
use crate::base::kind::Profile;

/// What was said so often before is the same thing at one more place: readers stop listing problems
/// at some number, and list the next ones once the first are fixed.
const COMMON: usize = 1000;

/// What a trial of some fixes showed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All of them may stay.
    Good,
    /// These do harm: their places in the list of those tried.
    Bad(Vec<usize>),
    /// They do harm together, and nothing shows which of them does.
    Unclear,
}

/// Compares a text before and after some fixes.
///
/// What a fix brings is what stands in its own new text, or names what it took away. Anything else
/// that is reported only afterwards was there before, hidden by what was wrong: it is left for the
/// next round, unless it is worse than all that was cleared.
pub(super) fn verdict(
    before: &Judged,
    after: &Judged,
    edits: &EditSet,
    chosen: &[Wanted<'_>],
    text: &str,
) -> Verdict {
    let refused_now = before.accepted == Some(true) && after.accepted == Some(false);
    // A policy that Vault can read only now may show only now what it is for.
    let other_purpose =
        before.profile != after.profile && !matches!(before.profile, None | Some(Profile::None));
    let other_kind = before.kind != after.kind && !lost_its_only_sign(before, after, chosen);
    if other_kind || refused_now || other_purpose {
        return Verdict::Unclear;
    }
    let origins = edits.origins();
    let original = |span: Span| Span::new(origins.of(span.start), origins.of(span.end));
    let (old, new) = (Places::of(&before.findings, |s| s), Places::of(&after.findings, original));
    let mut cleared: HashMap<&str, usize> = HashMap::new();
    for one in chosen {
        *cleared.entry(one.finding.rule.name).or_default() += 1;
    }
    let refused = before.accepted == Some(false);
    let stays = |one: &&Wanted<'_>| still_there(refused, one.finding, &old, &new, &cleared);
    let numbered = chosen.iter().enumerate();
    let mut bad: Vec<usize> = numbered.filter(|(_, w)| stays(w)).map(|(at, _)| at).collect();
    let worst = chosen.iter().map(|w| w.finding.severity).max().unwrap_or(Severity::Info);
    let mut unclear = false;
    let mut blame: Option<Blame<'_>> = None;
    for finding in after.findings.iter() {
        let place = original(finding.primary);
        if !is_new(finding, place, &old, &new) {
            continue;
        }
        let blame = blame.get_or_insert_with(|| Blame::of(chosen, text));
        let common = old.says(finding) >= COMMON;
        unclear |= !blame.brought(finding, place, common) && finding.severity > worst;
    }
    bad.extend(blame.iter().flat_map(Blame::guilty));
    text::sort_by(&mut bad, Ord::cmp);
    bad.dedup();
    match (bad.is_empty(), unclear) {
        (false, _) => Verdict::Bad(bad),
        (true, true) => Verdict::Unclear,
        (true, false) => Verdict::Good,
    }
}

/// Whether what was wrong was all that showed what a text is, as a command that nobody has any more. Nothing takes
/// such a text as a whole, so that nothing can be lost for a reader.
fn lost_its_only_sign(before: &Judged, after: &Judged, chosen: &[Wanted<'_>]) -> bool {
    let wrong = |f: &&Finding| f.suppressed.is_none() && f.severity > Severity::Info;
    let open = before.findings.iter().filter(wrong).count();
    after.kind.is_none() && before.accepted.is_none() && open <= chosen.len()
}

/// The findings of a judgement by rule, with their places in the text before the fixes.
struct Places<'f> {
    by_rule: HashMap<&'static str, Vec<Span>>,
    /// How often each rule says each sentence.
    said: HashMap<(&'static str, &'f str), usize>,
}

impl<'f> Places<'f> {
    fn of(findings: &'f [Finding], original: impl Fn(Span) -> Span) -> Self {
        let mut by_rule: HashMap<&'static str, Vec<Span>> = HashMap::new();
        let mut said = HashMap::with_capacity(findings.len());
        // Also of those that nobody wants to see: a fix does no harm in silence.
        for finding in findings {
            let rule = finding.rule.name;
            by_rule.entry(rule).or_default().push(original(finding.primary));
            *said.entry((rule, &*finding.message.what)).or_default() += 1;
        }
        for places in by_rule.values_mut() {
            text::sort_by_key(places, |place| (place.start, place.end));
        }
        Self { by_rule, said }
    }

    fn all(&self, rule: &str) -> &[Span] {
        self.by_rule.get(rule).map_or(&[], Vec::as_slice)
    }

    /// Whether a finding of this rule begins within a place or right at its end.
    fn begins_in(&self, rule: &str, place: Span) -> bool {
        let all = self.all(rule);
        let from = all.partition_point(|at| at.start < place.start);
        all.get(from).is_some_and(|at| at.start <= place.end)
    }

    /// The same, but for those at its end that were reported there before: they are about what
    /// follows.
    fn begins_anew_in(&self, rule: &str, place: Span, old: &Self) -> bool {
        let (all, before) = (self.all(rule), old.all(rule));
        let from = all.partition_point(|at| at.start < place.start);
        let mut here = all.iter().skip(from).take_while(|at| at.start <= place.end);
        here.any(|at| {
            let was_there = || before.binary_search_by_key(&at.start, |b| b.start).is_ok();
            at.start < place.end || place.is_empty() || !was_there()
        })
    }

    /// How often the words of a finding are said.
    fn says(&self, finding: &Finding) -> usize {
        let key = (finding.rule.name, &*finding.message.what);
        self.said.get(&key).copied().unwrap_or(0)
    }
}

/// Whether a finding that was to be cleared is still reported: at its place, or, where it speaks of
/// something missing and has no place of its own, in the same words.
fn still_there(
    refused: bool,
    finding: &Finding,
    old: &Places<'_>,
    new: &Places<'_>,
    cleared: &HashMap<&str, usize>,
) -> bool {
    let rule = finding.rule.name;
    let gone = cleared.get(rule).copied().unwrap_or(0);
    if new.all(rule).len() + gone <= old.all(rule).len() {
        return false;
    }
    if new.begins_anew_in(rule, finding.primary, old) {
        return true;
    }
    // A reader that stops at the first fault finds the next of the same kind only now.
    let hidden = refused && finding.stage == Stage::Parse;
    !hidden && new.says(finding) >= old.says(finding)
}

/// Whether a finding was not reported before.
fn is_new(finding: &Finding, place: Span, old: &Places<'_>, new: &Places<'_>) -> bool {
    old.says(finding) < new.says(finding) && !old.begins_in(finding.rule.name, place)
}
