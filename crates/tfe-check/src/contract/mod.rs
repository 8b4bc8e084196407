//! What a kind has to give, and what it is given.

mod behavior;
mod cluster;
mod held;
mod json_broken;
mod ladder;

pub(crate) use behavior::{
    Behavior, Certainty, Given, Looked, Quoted, Reader, Readers, Score, Shown, Way, apart,
    has_extension,
};
pub(crate) use cluster::{ClusterSetting, Holder};
pub(crate) use held::{EmbeddedTexts, Values, Words, is_given};
pub(crate) use json_broken::{BrokenJson, json_ladder};
pub(crate) use ladder::{Ladder, Mended, Rung};
