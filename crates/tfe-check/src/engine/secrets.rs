//! The secrets of a document, also those that only the reader of its kind knows.

use text::Masker;

use crate::base::document::Document;
use crate::base::judgement::head;
use crate::base::kind::Kind;
use crate::kinds::{helm_overrides, parts_in};
use crate::recognise;
use crate::secrets::{in_policy, of};

/// The secrets of a document, for whoever shows parts of its text.
pub fn secrets_of(document: &Document) -> Masker {
    let detect = || recognise::detect(&document.name, head(&document.text)).kind;
    of_kind(document.kind.or_else(detect), &document.text)
}

/// The secrets of a text that is judged as some kind: also those that only its reader knows.
pub(crate) fn of_kind(kind: Option<Kind>, text: &str) -> Masker {
    let mut all = of(text);
    match kind {
        Some(Kind::HelmOverrides) => all.join(helm_overrides::secrets(text)),
        Some(kind @ (Kind::Terraform | Kind::Script)) => {
            for part in parts_in(kind, text).unwrap_or_default() {
                let inner = of_kind(Some(part.kind), &part.text.text);
                all.join(inner.moved(|span| part.text.known_place(span)));
            }
        }
        // Of a text that nobody recognised only a line is shown, which may be a damaged policy's.
        Some(Kind::VaultPolicy) | None => all.join(in_policy(text)),
    }
    all
}
