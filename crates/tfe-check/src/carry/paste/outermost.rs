//! All wrappings, in the order in which they are tried.

use super::layer::Layer;
use super::search::Search;
use super::{
    around, carriers, cells, code, codes, escapes, everywhere, fence, lines, markup, notebook,
    numbers, page, panes, plan, printed, prose, reply, secret, shell, stretch, times,
};
use crate::carry::signs::source::begins_as_program;

type Look = fn(&str, Search<'_>) -> Option<Layer>;

/// In the order in which they are tried.
const LAYERS: [Look; 28] = [
    notebook::notebook,
    cells::table,
    code::program,
    panes::panes,
    everywhere::everywhere,
    codes::terminal,
    escapes::mail,
    printed::recording,
    page::page,
    shell::command,
    printed::lists,
    escapes::html,
    lines::quote_marks,
    reply::reply,
    numbers::line_numbers,
    lines::diff_marks,
    plan::plan,
    cells::cells,
    fence::fence,
    markup::markup,
    stretch::files,
    carriers::json,
    carriers::yaml,
    secret::data,
    escapes::escapes,
    times::stamps,
    lines::shared_start,
    code::manifest,
];

/// Words around a text that are told from it by what they are not. None of them is sure.
const GUESSES: [Look; 3] = [prose::prose, stretch::stretches, around::surroundings];

/// The outermost wrapping of a text.
pub(super) fn outermost(text: &str, search: Search<'_>) -> Option<Layer> {
    let told = outermost_but_guesses(text, search);
    // What is no text of a program is its own.
    let guess = || if begins_as_program(text) { None } else { first(&GUESSES, text, search) };
    told.or_else(guess)
}

/// The same, where words around a text do not count.
pub(super) fn outermost_but_guesses(text: &str, search: Search<'_>) -> Option<Layer> {
    first(&LAYERS, text, search)
}

fn first(layers: &[Look], text: &str, search: Search<'_>) -> Option<Layer> {
    layers.iter().find_map(|layer| {
        let layer = layer(text, search.at_most(1)).filter(|_| search.may_look_at(text))?;
        fits(text, &layer, search).then_some(layer)
    })
}

/// Whether a layer takes something away and leaves what can be checked. Of several texts each was asked.
fn fits(text: &str, layer: &Layer, search: Search<'_>) -> bool {
    match layer.inner.as_slice() {
        [inner] => inner.text != text && search.is_readable(&inner.text),
        several => !several.is_empty(),
    }
}
