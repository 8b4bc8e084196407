//! Values of a Secret in base64. What is in them is found at its letters, and nothing is changed there: a
//! change of one byte changes the letters that follow.

use text::Span;

use super::layer::{Layer, Wrapping};
use super::search::Search;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Form};
use text::base64;

/// A shorter value holds no text of ours.
const SHORTEST: usize = 32;

/// The texts in the values of a Secret.
pub(super) fn data(text: &str, search: Search<'_>) -> Option<Layer> {
    let begins = |words: &str| lines_of(text).any(|line| line.content.starts_with(words));
    if !begins("kind: Secret") {
        return None;
    }
    let values: Vec<(Span, Embedded)> = lines_of(text).filter_map(|l| value(text, &l)).collect();
    let (places, texts): (Vec<Span>, Vec<Embedded>) =
        values.into_iter().filter(|(_, inner)| search.is_readable(&inner.text)).unzip();
    let (at, count) = (*places.first()?, places.len());
    Some(Layer { wrapping: Wrapping::Yaml, at, count, inner: texts, sure: true })
}

/// The text of a line's value, and the place of the line.
fn value(text: &str, line: &Line<'_>) -> Option<(Span, Embedded)> {
    let (_, value) = line.content.split_once(": ")?;
    let value = value.trim().trim_matches(['"', '\'']);
    if value.len() < SHORTEST || value.contains(' ') {
        return None;
    }
    let start = line.start + line.content.find(value)?;
    let inner = decoded(text, Span::new(start, start + value.len()))?;
    Some((Span::new(line.start + line.indent(), line.span().end), inner))
}

/// The text after base64, each line of it at the letters that hold it.
fn decoded(file: &str, place: Span) -> Option<Embedded> {
    let plain = base64::decode_text(place.of(file))?;
    let mut into = Embedded::new("text", Form::Made);
    for line in lines_of(&plain) {
        let end = line.start + line.whole.len();
        let letters = Span::new(line.start / 3 * 4, (end.div_ceil(3) * 4).min(place.len()));
        into.other(line.whole, letters.shifted(place.start));
    }
    Some(into)
}
