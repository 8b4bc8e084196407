//! Every rule there is.

use crate::finding::Rule;
use crate::{rules as all_rules, suppress};

/// All rules, in no particular order.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    suppress::RULES.into_iter().chain(all_rules::all())
}

/// The rule of that name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|r| r.name == name)
}

/// The rule whose name is nearest to a misspelt one.
pub fn nearest(name: &str) -> Option<&'static str> {
    text::nearest(name, rules().map(|r| r.name))
}
