//! What takes several texts: the parts of a file, and the roles that its policies are given to.

pub(crate) mod parts;
pub(crate) mod rules;
pub(crate) mod script;
pub(crate) mod terraform;
