//! How texts of ours are carried: what stands around a pasted text, and texts inside other files with the
//! way back to their places there.

pub(crate) mod arguments;
pub(crate) mod json_text;
pub(crate) mod line;
pub(crate) mod open_blocks;
pub(crate) mod outline;
pub(crate) mod part;
pub(crate) mod paste;
pub(crate) mod rule_blocks;
pub(crate) mod scripts;
pub(crate) mod sets;
pub(crate) mod shell;
pub(crate) mod signs;
pub(crate) mod template;
