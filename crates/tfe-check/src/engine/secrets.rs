//! The secrets of a document, also those that only the readers of its texts know.

use text::Masker;

use super::reading::Reading;
use crate::base::document::{Document, Options};

/// The secrets of a document, for whoever shows parts of its text.
pub fn secrets_of(document: &Document) -> Masker {
    let documents = std::slice::from_ref(document);
    let versions = Options::default().versions(documents);
    let readings = Reading::all(documents, &versions);
    readings.first().map(Reading::secrets).unwrap_or_default()
}
