//! Of a log that is too long to be checked as a whole, the end is checked.

use std::borrow::Cow;

use text::Lines;

use crate::base::document::{Before, Document};
use crate::base::judgement::{LIMIT, head, tail};
use crate::base::kind::Nature;
use crate::base::view::View;
use crate::recognise;

/// Documents of which logs are not longer than what is checked.
pub(super) fn ends(documents: &[Document]) -> Cow<'_, [Document]> {
    if documents.iter().any(is_long_log) {
        Cow::Owned(documents.iter().map(end).collect())
    } else {
        Cow::Borrowed(documents)
    }
}

/// Whether a document is a log of which a part is not checked.
fn is_long_log(document: &Document) -> bool {
    document.text.len() > LIMIT && is_log(document, head(&document.text))
}

fn is_log(document: &Document, text: &str) -> bool {
    let kind = document.kind.or_else(|| recognise::detect(&document.name, text).kind);
    kind.is_some_and(|kind| kind.nature == Nature::Record)
}

fn end(document: &Document) -> Document {
    if !is_long_log(document) {
        return document.clone();
    }
    let (before, text) = document.text.split_at(tail(&document.text));
    let lines = before.bytes().filter(|byte| *byte == b'\n').count();
    let before = Some(Before { bytes: before.len(), lines });
    // What it is may be seen only from its beginning.
    let seen = || recognise::detect(&document.name, head(&document.text)).kind;
    let kind = if is_log(document, text) { document.kind } else { seen() };
    let (name, text) = (document.name.clone(), text.to_owned());
    let (ignored, own_rules) = (document.ignored.clone(), document.own_rules.clone());
    let (profile, encoding) = (document.profile, document.encoding);
    Document { name, text, kind, profile, encoding, before, ignored, own_rules }
}

/// The views of the ends with the places that they have in the documents.
pub(super) fn moved(views: Vec<View>, ends: &[Document], documents: &[Document]) -> Vec<View> {
    let all = views.into_iter().zip(ends).zip(documents);
    let one = |((view, end), document): ((View, &Document), &Document)| match end.before {
        Some(before) if before.bytes > 0 => {
            view.moved(|span| span.shifted(before.bytes), &Lines::new(&document.text))
        }
        _ => view,
    };
    all.map(one).collect()
}
