//! The rules, one small file each, and the lists that the registry is made of.

mod alike;
pub(crate) mod any;
pub(crate) mod helm_overrides;
pub(crate) mod script;
pub(crate) mod terraform;
pub(crate) mod vault_policy;

pub(crate) use alike::{join_alike, join_causes};

use crate::finding::Rule;

/// All rules of all kinds.
pub(crate) fn all() -> impl Iterator<Item = &'static Rule> {
    any::rules()
        .chain(terraform::rules())
        .chain(script::RULES)
        .chain(vault_policy::rules())
        .chain(helm_overrides::rules())
}
