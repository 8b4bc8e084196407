//! What needs several texts at once: files with texts of other kinds in them, and the roles that policies
//! are given to.

pub mod compose;
pub(crate) mod config_map;
mod granted;
pub(crate) mod guilty;
pub(crate) mod held;
pub(crate) mod joint;
mod named;
pub(crate) mod parts;
pub(crate) mod rules;
pub(crate) mod runs;
mod sets;
pub(crate) mod together;
