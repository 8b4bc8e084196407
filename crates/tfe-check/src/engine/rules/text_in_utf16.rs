//! A file in UTF-16.

use super::facts::{Facts, as_read, first_line};
use crate::base::document::Encoding;
use crate::base::finding::Finding;
use crate::knowledge::rules::any::TEXT_IN_UTF16;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if !matches!(facts.encoding, Encoding::Utf16) {
        return Vec::new();
    }
    let found = TEXT_IN_UTF16.at(first_line(facts.whole)).say(
        "This file is saved as UTF-16.",
        "Vault and Helm read only UTF-8 and reject it.",
        "Save it as UTF-8, like the fixed file.",
    );
    vec![as_read(found, facts.kind)]
}
