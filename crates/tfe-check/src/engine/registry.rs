//! Every rule there is.

use std::sync::OnceLock;

use text::Vocabulary;

use crate::base::finding::Rule;
use crate::knowledge::rules::all;

/// All rules, in no particular order.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    #[cfg(test)]
    let more = Some(&crate::kinds::toy::BROKEN);
    #[cfg(not(test))]
    let more = None;
    all().chain(more)
}

/// The rule of that name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    rules().find(|r| r.name == name)
}

/// The rule whose name is nearest to a misspelt one.
pub fn nearest(name: &str) -> Option<&'static str> {
    static NAMES: OnceLock<Vocabulary<'static>> = OnceLock::new();
    NAMES.get_or_init(|| Vocabulary::new(rules().map(|r| r.name))).nearest(name)
}
