//! Values of which a whole block is filled in: `variables = local.settings`, `tls: "{{ tls }}"`. What is in it is
//! not known, and it is no text.

use helm_values::{Data, Helm, Value};
use text::Span;

use super::part::{Embedded, UNKNOWN};
use crate::knowledge::{self, KeyForm};

/// No chart has blocks as deep.
const DEEPEST: usize = 8;

/// Writes an empty block, as long as they are, in place of blocks that are filled in. Other values may be in
/// them, so that nothing is missing.
pub(crate) fn open_blocks(mut text: Embedded) -> Embedded {
    if !text.text.contains(UNKNOWN) {
        return text;
    }
    let values = helm_values::parse(&text.text).values(Helm::default());
    let mut blocks = Vec::new();
    filled_in(&values, "", &mut blocks, DEEPEST);
    for (place, empty) in blocks {
        let written = format!("{empty:<0$}", place.len());
        if text.text.get(place.start..place.end).is_some() && written.len() == place.len() {
            text.text.replace_range(place.start..place.end, &written);
            text.supply.more = true;
        }
    }
    text
}

/// The places of blocks that are filled in, each with an empty one of its form.
fn filled_in(values: &Value, path: &str, into: &mut Vec<(Span, &'static str)>, deepest: usize) {
    for (name, value) in values.as_map().into_iter().flatten() {
        let path = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
        let Some(key) = knowledge::chart_key(&path) else { continue };
        match &value.data {
            Data::String(text) if **text == *UNKNOWN => {
                let place = value.origin.map(|origin| origin.value);
                into.extend(place.zip(empty(key.form)));
            }
            Data::Map(_) if deepest > 0 => filled_in(value, &path, into, deepest - 1),
            _ => {}
        }
    }
}

fn empty(form: KeyForm) -> Option<&'static str> {
    match form {
        KeyForm::Block | KeyForm::Map | KeyForm::StringMap | KeyForm::ScalarMap => Some("{}"),
        KeyForm::List | KeyForm::NameList | KeyForm::RefList => Some("[]"),
        _ => None,
    }
}
