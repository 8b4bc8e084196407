//! The texts that a file holds, checked together.

mod policies;
mod view;

pub(crate) use policies::{Policies, accept};
pub(crate) use view::{PartView, joined, view};
