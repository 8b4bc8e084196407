//! What the page knows.

mod address;
mod applied;
mod doc;
mod hunks;
mod ignore;
mod judged;
mod names;
mod place;
mod shown;
mod state;

pub(crate) use address::{Address, Wish, address};
pub(crate) use doc::{Doc, DocId, PlacedEdit};
pub(crate) use hunks::{Hunk, after_fix, fixed_text, further_rows, hunks};
pub(crate) use judged::{Fixes, Judged, Results, best_fix, edit_set};
pub(crate) use names::{engine_name, free_name, shown_names};
pub(crate) use place::{Place, span};
pub(crate) use shown::{Copy, Dialog, RuleFilter, SettingsFilter, Versioned, View};
pub(crate) use state::{Change, Link, Model, Preview, Question};
pub(crate) use text::{LETTERS, MASK};
