//! Changes of a values file that touch nothing else: comments, order, quotes, indentation, anchors
//! and line ends stay.
//!
//! Every change is tried before it is given: it is applied, the result is read again, and unless
//! exactly the intended value changed and every comment is still there, it is refused ([`None`]).
//!
//! ```
//! use helm_values::{edit, parse};
//! let document = parse("env:\n  variables:\n    TFE_X: 1000000 # limit\n");
//! let quoted = edit::quote(&document, &["env", "variables", "TFE_X"]).unwrap();
//! assert_eq!(
//!     quoted.apply(document.text()).unwrap(),
//!     "env:\n  variables:\n    TFE_X: \"1000000\" # limit\n",
//! );
//! ```

mod block;
mod delete;
mod insert;
mod join;
mod quote;
mod relocate;
mod set;
mod write;

use std::sync::Arc;

use text::{Edit, EditSet};

pub use delete::{delete, delete_entries, delete_last};
pub use insert::insert;
pub use join::join_duplicates;
pub use quote::{quote, quote_with_comment};
pub use relocate::{relocate, rename};
pub use set::set;
pub use write::in_style;

use crate::document::{Document, parse};
use crate::lookup::Found;
use crate::map::Map;
use crate::tree::NodeId;
use crate::value::{Data, Value};

/// The document that a path is in, and the entry.
struct Target<'d> {
    piece: usize,
    root: NodeId,
    found: Option<Found<'d>>,
}

/// The last document that has the path, else the last one that has anything.
fn target<'d>(document: &'d Document, path: &[&str]) -> Option<Target<'d>> {
    let mut with_roots: Vec<(usize, NodeId)> = Vec::new();
    for (number, piece) in document.pieces().iter().enumerate() {
        with_roots.extend(piece.root.map(|root| (number, root)));
    }
    let mut best: Option<(usize, usize, NodeId)> = None;
    for (number, root) in with_roots {
        let known = (0..=path.len()).rev();
        let depth = known.into_iter().find(|n| *n == 0 || prefix(document, root, path, *n));
        let depth = depth.unwrap_or(0);
        if best.is_none_or(|(most, _, _)| depth >= most) {
            best = Some((depth, number, root));
        }
    }
    let (_, piece, root) = best?;
    Some(Target { piece, root, found: document.find_in(root, path) })
}

fn prefix(document: &Document, root: NodeId, path: &[&str], length: usize) -> bool {
    let part = path.get(..length).unwrap_or_default();
    document.find_in(root, part).is_some()
}

/// What must be true of the changed file.
struct Intent {
    piece: usize,
    /// The document's value after the change.
    value: Value,
    /// Comments that become part of a value.
    comments_lost: usize,
}

/// The edits as a set, if they do what is intended and nothing else.
fn accept(document: &Document, edits: Vec<Edit>, intent: &Intent) -> Option<EditSet> {
    let edits = EditSet::new(edits).ok()?;
    let good = block::surely(document, &edits, intent) || accepted(document, &edits, intent);
    good.then_some(edits)
}

/// Whether the whole file, read again with the edits, is what is intended.
fn accepted(document: &Document, edits: &EditSet, intent: &Intent) -> bool {
    let Ok(changed) = edits.apply(document.text()).map(|text| parse(&text)) else { return false };
    let same_count = changed.pieces().len() == document.pieces().len();
    let same_values =
        document.pieces().iter().zip(changed.pieces()).enumerate().all(|(at, (old, new))| {
            let expected = if at == intent.piece { &intent.value } else { &old.value };
            expected.same(&new.value) || (is_empty(expected) && is_empty(&new.value))
        });
    let fatal = |d: &Document| d.problems().iter().filter(|p| p.fatal).count();
    let healthy =
        fatal(&changed) <= fatal(document) && changed.problems().len() <= document.problems().len();
    same_count && same_values && healthy && comments_kept(document, &changed, intent.comments_lost)
}

/// An empty file and an empty map are the same to Helm.
fn is_empty(value: &Value) -> bool {
    value.is_null() || value.as_map().is_some_and(Map::is_empty)
}

fn comments_kept(old: &Document, new: &Document, lost: usize) -> bool {
    let texts = |d: &Document| {
        let mut texts: Vec<String> =
            d.comments().iter().map(|c| c.span.of(d.text()).trim_end().to_owned()).collect();
        text::sort_by(&mut texts, String::cmp);
        texts
    };
    // Both are sorted: what is the same comes in the same order.
    let (old, new) = (texts(old), texts(new));
    let mut left = new.iter().peekable();
    let mut missing = 0;
    let mut more = 0;
    for text in &old {
        while left.next_if(|other| *other < text).is_some() {
            more += 1;
        }
        missing += usize::from(left.next_if(|other| *other == text).is_none());
    }
    missing == lost && more == 0 && left.next().is_none()
}

/// The value with `data` at `path`, maps made on the way; none where something else is in the way.
fn with(value: &Value, path: &[&str], data: &Data) -> Option<Value> {
    let mut changed = value.clone();
    let mut at = &mut changed;
    for key in path {
        if at.is_null() {
            at.data = Data::map(Map::new());
        }
        let Data::Map(map) = &mut at.data else {
            return None;
        };
        at = Arc::make_mut(map).or_insert_with(key, || Value::of(Data::Null))?;
    }
    at.data = data.clone();
    Some(changed)
}

/// The value without `path`.
fn without(value: &Value, path: &[&str]) -> Option<Value> {
    let mut changed = value.clone();
    let (last, parents) = path.split_last()?;
    let mut at = &mut changed;
    for key in parents {
        let Data::Map(map) = &mut at.data else {
            return None;
        };
        at = Arc::make_mut(map).get_mut(key)?;
    }
    let Data::Map(map) = &mut at.data else {
        return None;
    };
    Arc::make_mut(map).remove(last)?;
    Some(changed)
}

fn piece_value(document: &Document, piece: usize) -> Option<&Value> {
    document.pieces().get(piece).map(|piece| &piece.value)
}

#[cfg(test)]
mod tests;
