//! Bytes that are no text.

use text::Span;

use super::facts::{Facts, as_read};
use crate::base::document::Encoding;
use crate::base::finding::Finding;
use crate::knowledge::rules::any::TEXT_NOT_UTF8;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Encoding::Broken(at) = facts.encoding else { return Vec::new() };
    let found = TEXT_NOT_UTF8.at(Span::new(at, at + 1)).say(
        "A byte here is not valid UTF-8.",
        "Vault and Helm both reject the whole file, even if the byte is in a comment.",
        "Save the file as UTF-8, or check that it is the right file.",
    );
    vec![as_read(found.alone(), facts.kind)]
}
