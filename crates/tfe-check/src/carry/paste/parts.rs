//! All texts of a paste, each with the way back through everything it is wrapped in.

use text::Span;

use super::layer::{Layer, Wrapping};
use super::outermost::{outermost, outermost_but_guesses};
use super::search::{Budget, Look, Search};
use crate::base::finding::Finding;
use crate::carry::part::{Embedded, Supply};

/// So many wrappings are taken off one after the other.
const MOST_LAYERS: usize = 6;

/// A paste with what is in it.
#[derive(Debug)]
pub(crate) struct Wrapped {
    /// The outermost wrapping, without its texts.
    pub first: Layer,
    /// The texts that can be checked, in the order of the paste.
    pub parts: Vec<Carried>,
}

/// A text with everything around it, up to the paste.
#[derive(Clone, Debug)]
pub(crate) struct Carried {
    /// From outside to inside, never empty: each text is a text in the one before it.
    pub chain: Vec<Embedded>,
    /// What each of them is wrapped in.
    pub within: Vec<Wrapping>,
}

impl Carried {
    /// The text itself.
    pub(crate) fn text(&self) -> &str {
        self.chain.last().map_or("", |inner| &inner.text)
    }

    /// Whether nothing is filled in on the way.
    pub(crate) fn is_known(&self) -> bool {
        self.chain.iter().all(|text| text.first_unknown().is_none())
    }

    /// What the document says around the text of how it gets to Helm.
    pub(crate) fn supply(&self) -> Supply {
        let all = || self.chain.iter().map(|text| &text.supply);
        Supply {
            more: all().any(|supply| supply.more),
            kustomized: all().any(|supply| supply.kustomized),
            chart: all().find_map(|supply| supply.chart.clone()),
        }
    }

    /// A finding of the text at its place in the paste, with the fixes that can be written there; `None`
    /// where it is about what is filled in.
    pub(crate) fn finding(&self, finding: Finding, file: &str) -> Option<Finding> {
        let mut around = self.chain.iter().rev().skip(1).map(|outer| outer.text.as_str());
        self.chain.iter().rev().try_fold(finding, |finding, inner| {
            inner.unwrapped_finding(finding, around.next().unwrap_or(file))
        })
    }

    /// The place in the paste of a place in the text.
    pub(crate) fn outer_span(&self, inner: Span) -> Span {
        self.chain.iter().rev().fold(inner, |span, text| text.outer_span(span))
    }

    /// The same; none of what is filled in.
    pub(crate) fn known_place(&self, inner: Span) -> Option<Span> {
        self.chain.iter().rev().try_fold(inner, |span, text| text.known_place(span))
    }
}

/// All texts of a paste that can be checked; `None` where it is wrapped in nothing.
pub(crate) fn parts(text: &str, look: Look) -> Option<Wrapped> {
    parts_within(text, look, &Budget::of(text))
}

/// The same, where what is only guessed to be around a text is not looked for.
pub(crate) fn surely_parts(text: &str, look: Look) -> Option<Wrapped> {
    let budget = Budget::of(text);
    let search = Search::new(look, outermost, &budget);
    all_in(outermost_but_guesses(text, search)?, search)
}

pub(super) fn parts_within(text: &str, look: Look, budget: &Budget) -> Option<Wrapped> {
    let search = Search::new(look, outermost, budget);
    all_in(outermost(text, search)?, search)
}

/// All texts that a wrapping holds, however deep.
fn all_in(mut first: Layer, search: Search<'_>) -> Option<Wrapped> {
    let mut parts = Vec::new();
    for inner in std::mem::take(&mut first.inner) {
        let top = Carried { chain: vec![inner], within: vec![first.wrapping] };
        collect(top, search, &mut parts);
    }
    text::sort_by_key(&mut parts, |part: &Carried| part.outer_span(Span::at(0)));
    (!parts.is_empty()).then_some(Wrapped { first, parts })
}

/// Adds the texts that are in a text, or the text itself where nothing is around it any more.
fn collect(outer: Carried, search: Search<'_>, parts: &mut Vec<Carried>) {
    let deeper = outer.chain.len() < MOST_LAYERS;
    let layer = if deeper { outermost(outer.text(), search) } else { None };
    let Some(layer) = layer else {
        if search.is_ours(outer.text()) {
            parts.push(outer);
        }
        return;
    };
    for inner in layer.inner {
        let mut next = outer.clone();
        next.chain.push(inner);
        next.within.push(layer.wrapping);
        collect(next, search, parts);
    }
}
