//! What everything speaks: documents, kinds, findings, judgements, views and reports. Nothing here knows
//! the content of a kind.

pub(crate) mod alike;
pub(crate) mod document;
pub(crate) mod finding;
pub(crate) mod hint;
mod image_tag;
pub(crate) mod judgement;
pub(crate) mod kind;
pub(crate) mod recent;
pub mod report;
pub(crate) mod versions;
pub mod view;
pub(crate) mod yielding;
