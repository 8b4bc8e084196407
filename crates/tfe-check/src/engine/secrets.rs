//! The secrets of a document, also those that only the readers of its texts know.

use std::cell::RefCell;
use std::hash::{DefaultHasher, Hash, Hasher};

use text::Masker;

use super::reading::Reading;
use crate::base::document::{Document, Options};

/// The secrets of a document, for whoever shows parts of its text.
pub fn secrets_of(document: &Document) -> Masker {
    if let Some(known) = remembered(document) {
        return known;
    }
    let documents = std::slice::from_ref(document);
    let versions = Options::default().versions(documents);
    let readings = Reading::all(documents, &versions);
    readings.first().map(Reading::secrets).unwrap_or_default()
}

/// From this size on (bytes) the secrets of the last document that was checked are remembered: whoever shows what
/// was found asks for them at once, and reading a long log again takes as long as checking it.
const LARGE: usize = 64 * 1024;

thread_local! {
    static LAST: RefCell<Option<(u64, Masker)>> = const { RefCell::new(None) };
}

/// Keeps the secrets of a long document.
pub(super) fn remember(document: &Document, secrets: &Masker) {
    if document.text.len() >= LARGE {
        let own = (mark(document), secrets.clone());
        LAST.with_borrow_mut(|last| *last = Some(own));
    }
}

fn remembered(document: &Document) -> Option<Masker> {
    if document.text.len() < LARGE {
        return None;
    }
    let own = mark(document);
    LAST.with_borrow(|last| last.as_ref().filter(|(mark, _)| *mark == own).map(|(_, m)| m.clone()))
}

/// A number that no other document has: of its text and of what decides how that is read.
fn mark(document: &Document) -> u64 {
    let mut hasher = DefaultHasher::new();
    document.text.hash(&mut hasher);
    document.name.hash(&mut hasher);
    document.kind.map(|kind| kind.name()).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secrets_of_another_long_document_are_its_own() {
        let long = |word: &str| format!("TFE_DATABASE_PASSWORD={word}\n{}", "# a\n".repeat(LARGE));
        let (one, other) =
            (Document::new("a.env", long("osprey-7")), Document::new("a.env", long("heron-88")));
        for document in [&one, &other, &one] {
            let secrets = secrets_of(document);
            remember(document, &secrets);
            let shown = secrets.mask("osprey-7 heron-88");
            assert_eq!(shown.contains("osprey-7"), document.text.contains("heron-88"));
        }
        assert!(remembered(&one).is_some() && remembered(&other).is_none());
    }
}
