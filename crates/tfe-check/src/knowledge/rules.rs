//! Every rule, as the head of its page says it: one module for each folder of `rules/`.

use crate::base::finding::{Evidence, Excerpt, Rule, Safety, Severity, Stage};

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// All rules, in the order of their folders and names.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().copied()
}
