//! What can be wrong with the variables of a run.

mod conflicts;
mod identifier;
mod missing;
mod name;
mod switch;
mod useless;
mod value;
mod vault_config;

use super::facts::Facts;
use crate::base::finding::{Finding, Rule};
use crate::carry::variables::List;

/// Lists the modules in the order in which they are asked.
macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        static ALL: &[&[&Rule]] = &[$(&$module::RULES),*];
        fn run(facts: &Facts<'_>, out: &mut Vec<Finding>) {
            $($module::find(facts, out);)*
        }
    };
}

rules! { name, switch, missing, vault_config, conflicts, useless, value }

/// All rules for variables.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().flat_map(|list| list.iter()).copied()
}

/// Everything that is wrong with the lists of a text.
pub(crate) fn find(lists: &[List]) -> Vec<Finding> {
    let mut found = Vec::new();
    for list in lists {
        run(&Facts::of(list, lists), &mut found);
    }
    found
}
