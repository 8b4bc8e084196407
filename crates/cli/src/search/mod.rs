//! Finding files: in folders, and by patterns.

mod pattern;
mod skipped;
mod walk;

use std::path::Path;

pub(crate) use self::pattern::{is_pattern, matcher};
pub(crate) use self::skipped::Skipped;
pub(crate) use self::walk::{Found, Seen, directly_in, document, look, under};

/// The files that a name stands for: a folder, or a pattern.
pub(crate) fn search(name: &str) -> Found {
    if Path::new(name).is_dir() { under(name) } else { pattern::matching(name) }
}
