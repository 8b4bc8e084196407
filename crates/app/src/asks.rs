//! Questions to the engine.

use protocol::Request;
use tfe_check::{Document, Encoding, Options, Versions};

use crate::model::{Doc, engine_name};

/// A document as it is in the editor, or its first half.
pub(crate) fn document(doc: &Doc, half: bool) -> Document {
    let text = if half { first_half(&doc.text) } else { &doc.text };
    Document {
        name: engine_name(doc),
        text: text.to_owned(),
        kind: doc.kind,
        profile: doc.profile,
        encoding: doc.encoding,
        ..Document::default()
    }
}

/// Judges what is in the editor, of which the first ones are used together. A newer one replaces it.
pub(crate) fn check(documents: Vec<Document>, together: usize, options: &Options) -> Request {
    Request::Check { documents, together, options: options.clone() }
}

/// Tries the fixes of what is in the editor.
pub(crate) fn prove(documents: Vec<Document>, together: usize, options: &Options) -> Request {
    Request::Prove { documents, together, options: options.clone() }
}

/// Judges another text in place of a document's.
pub(crate) fn preview(doc: &Doc, text: &str, options: &Options) -> Request {
    let document =
        Document { text: text.to_owned(), encoding: Encoding::Utf8, ..document(doc, false) };
    Request::Preview { document, options: options.clone() }
}

/// Puts a request to a policy.
pub(crate) fn ask(doc: &Doc, options: &Options, operation: &str, path: &str) -> Request {
    Request::Ask {
        document: document(doc, false),
        options: options.clone(),
        operation: operation.to_owned(),
        path: path.to_owned(),
    }
}

/// What other versions change.
pub(crate) fn upgrade(documents: Vec<Document>, from: &Versions, to: &Versions) -> Request {
    Request::Upgrade { documents, from: from.clone(), to: to.clone() }
}

fn first_half(text: &str) -> &str {
    let middle = text.floor_char_boundary(text.len() / 2);
    let head = text.get(..middle).unwrap_or(text);
    head.rfind('\n').and_then(|end| head.get(..=end)).unwrap_or(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_half_ends_with_a_line() {
        assert_eq!(first_half("aa\nbb\ncc\ndd\n"), "aa\nbb\n");
        assert_eq!(first_half("ééé"), "é");
        assert_eq!(first_half(""), "");
    }
}
