//! Of several rules that speak of one fault, the one that says more is heard: what yields to what is in the heads of
//! their pages.

use std::collections::HashSet;

use text::Span;

use super::finding::{Finding, Severity};

/// Takes away the findings whose rule yields to one that found something in the same text.
pub(crate) fn give_way(findings: &mut Vec<Finding>) {
    if findings.iter().all(|finding| finding.rule.yields_to.is_empty()) {
        return;
    }
    let heard: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
    findings.retain(|f| !f.rule.yields_to.iter().any(|name| heard.contains(name)));
}

/// Takes away the findings whose rule yields to what is found at the same place of a text.
pub(crate) fn give_way_here(text: &str, findings: &mut Vec<Finding>) {
    give_way_to_errors(text, findings);
    if findings.iter().all(|finding| !finding.rule.yields_at_place) {
        return;
    }
    let others = findings.iter().filter(|finding| !finding.rule.yields_at_place);
    let taken: HashSet<Span> = others.map(|finding| finding.primary).collect();
    findings.retain(|f| !f.rule.yields_at_place || !taken.contains(&f.primary));
}

/// An error in the same entry says better what is wrong with it than a program that only stops there.
fn give_way_to_errors(text: &str, findings: &mut Vec<Finding>) {
    if findings.iter().all(|finding| !finding.rule.yields_to_error) {
        return;
    }
    let (yielding, others): (Vec<_>, Vec<_>) =
        std::mem::take(findings).into_iter().partition(|f| f.rule.yields_to_error);
    *findings = others;
    let errors = Errors::among(findings);
    for finding in yielding {
        let said = errors.in_entry_of(text, finding.primary);
        for at in &said {
            if let Some(other) = findings.get_mut(*at) {
                // It strikes as early as the finding would.
                other.stage = other.stage.min(finding.stage);
            }
        }
        if said.is_empty() {
            findings.push(finding);
        }
    }
}

/// The errors of a text by their places: there may be one on every line.
struct Errors {
    /// With their index among the findings, by where they begin.
    places: Vec<(Span, usize)>,
    /// How far those up to each of them reach.
    reach: Vec<usize>,
}

impl Errors {
    fn among(findings: &[Finding]) -> Self {
        let errors = findings.iter().enumerate().filter(|(_, f)| f.severity == Severity::Error);
        let mut places: Vec<(Span, usize)> = errors.map(|(at, f)| (f.primary, at)).collect();
        text::sort_by_key(&mut places, |(place, _)| place.start);
        let mut furthest = 0;
        let reach = places.iter().map(|(place, _)| {
            furthest = place.end.max(furthest);
            furthest
        });
        Self { reach: reach.collect(), places }
    }

    /// Those in the entry of a place.
    fn in_entry_of(&self, text: &str, place: Span) -> Vec<usize> {
        let next = self.places.partition_point(|(other, _)| other.start <= place.start);
        let (before, after) = self.places.split_at_checked(next).unwrap_or_default();
        let reach = self.reach.get(..next).unwrap_or_default();
        let within = before.iter().zip(reach).rev();
        // What ends before the furthest of those before it is no nearer.
        let near = within.take_while(|(_, reach)| {
            is_one_entry(text, Span::new(place.start.min(**reach), **reach), place)
        });
        let near =
            near.map(|(other, _)| other).filter(|(other, _)| is_one_entry(text, *other, place));
        let behind = after.iter().take_while(|(other, _)| is_one_entry(text, place, *other));
        near.chain(behind).map(|(_, at)| *at).collect()
    }
}

/// Whether two places are those of one entry: one holds a part of the other, or nothing but the colon of the entry is
/// between them. Other entries may be on the same line.
fn is_one_entry(text: &str, a: Span, b: Span) -> bool {
    let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
    let apart = |c: char| "\n,{}[]".contains(c);
    first.end > second.start || !Span::new(first.end, second.start).of(text).contains(apart)
}
