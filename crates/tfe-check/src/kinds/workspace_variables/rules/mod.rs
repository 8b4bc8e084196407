//! What can be wrong with the variables of a run.

mod conflicts;
mod identifier;
mod missing;
mod name;
mod run_variables_not_there;
mod switch;
mod useless;
mod value;
mod vault_config;

pub(super) use run_variables_not_there::nothing;

use super::facts::Facts;
use crate::base::finding::Finding;
use crate::carry::variables::{Beside, List};

/// A rule's search.
type Find = fn(&Facts<'_>, &mut Vec<Finding>);

/// In this order.
static ALL: &[Find] = &[
    name::find,
    switch::find,
    missing::find,
    vault_config::find,
    conflicts::find,
    useless::find,
    value::find,
];

/// Everything that is wrong with the lists of a text, next to those of other texts.
pub(crate) fn find(lists: &[List], beside: &Beside) -> Vec<Finding> {
    let mut found = Vec::new();
    for facts in Facts::each(lists, beside) {
        for find in ALL {
            find(&facts, &mut found);
        }
    }
    found
}
