//! What needs several texts at once: files with texts of other kinds in them, and the roles that policies
//! are given to.

pub(crate) mod parts;
pub(crate) mod rules;
pub(crate) mod script;
pub(crate) mod terraform;

/// Whether a file of that name was given with the one at hand: then what it holds is not missing.
fn is_given(file: &str, beside: &[String]) -> bool {
    beside.iter().any(|name| name.rsplit('/').next() == Some(file))
}
