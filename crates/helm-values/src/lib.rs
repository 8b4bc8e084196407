//! Values files as Helm reads them: a lossless tree with spans, YAML 1.1 scalars, merging, edits.
//!
//! [`parse`] never fails: it gives a [`Document`] with everything that could be read and the
//! [`Problem`]s that Helm would stop at, all of them at once. [`Document::values`] is what Helm makes
//! of the text; every [`Value`] knows the bytes it came from.
//!
//! ```
//! let document = helm_values::parse("env:\n  variables:\n    TFE_HTTP_PORT: 0777 # octal\n");
//! let values = document.values(helm_values::Helm::V4);
//! let port = values.at(&["env", "variables", "TFE_HTTP_PORT"]).unwrap();
//! assert_eq!(port.as_number(), Some(511.0));
//! assert_eq!(port.origin.unwrap().value.of(document.text()), "0777");
//! ```

mod builder;
mod classify;
mod comments;
mod control;
mod convert;
mod damage;
mod document;
pub mod edit;
mod events;
mod flow;
mod go_template;
mod helm;
mod int;
mod layout;
mod leftover;
mod line;
mod lookup;
mod map;
mod merge;
mod number;
mod odd;
mod problem;
mod recover;
mod repair;
mod replaced;
mod scalar;
mod shape;
mod shared_text;
mod source;
pub mod strvals;
mod tags;
mod tree;
mod unfinished;
mod value;

pub use comments::Comment;
pub use damage::{Ambiguity, KeyTree, Reason, Rebuilt, RebuiltLine, Shape, rebuild_indentation};
pub use document::{Document, Piece, parse};
pub use go_template::GoAction;
pub use helm::Helm;
pub use int::Int;
pub use lookup::{Duplicate, Found};
pub use map::Map;
pub use merge::{Clash, ClashKind, coalesce};
pub use number::{go_number, json_number};
pub use problem::{Problem, ProblemKind};
pub use scalar::{Plain, resolve_plain};
pub use shared_text::SharedText;
pub use tree::{
    Alias, Entry, Item, Kind, Mapping, Node, NodeId, Property, Scalar, Sequence, Style,
};
pub use unfinished::{Unfinished, unfinished};
pub use value::{Data, Origin, Value};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
