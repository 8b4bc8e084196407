//! What the page and its worker say to each other, and the worker's answers.
//!
//! Not part of the JavaScript face: what that exports stays in every module it is linked into.

mod asked;
mod message;

pub use asked::Asked;
pub use message::{Answer, Call, Request, Signal, answer, pack, unpack};
