//! Where things are in a text and how it changes: spans, lines, edits, line ends, masking.
//!
//! All offsets are bytes of the original UTF-8 text. Characters and UTF-16 units are made from them
//! once, at the border to people ([`Lines::position`]) or to JavaScript ([`Lines::utf16`]).

pub mod base64;
mod edit;
pub mod go;
mod invisible;
mod layout;
mod left_out;
mod lines;
mod mask;
mod nearest;
mod nested;
mod plain;
mod respaced;
mod short;
mod slip;
mod sort;
mod span;

pub use edit::{Edit, EditError, EditSet, EditSetBuilder, Origins};
pub use invisible::{is_invisible, stray_characters, turns_direction};
pub use layout::{Layout, LineEnd};
pub use left_out::{is_left_out, is_left_out_block};
pub use lines::{Lines, Position, line_start};
pub use mask::{LETTERS, MASK, Masker};
pub use nearest::{distance, nearest};
pub use respaced::respaced;
pub use short::{short, short_path};
pub use slip::Vocabulary;
pub use sort::{sort_by, sort_by_key};
pub use span::{Places, Span};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
