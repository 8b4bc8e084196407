//! Texts in the values of a Secret.

use text::{Edit, Span};

use super::edits::{place, written};
use super::{TEXTS, found};
use text::base64::{decode_text, encode};

#[test]
fn values_of_a_secret_are_read() {
    for good in TEXTS {
        let letters = encode(good);
        let paste = format!(
            "apiVersion: v1\nkind: Secret\ndata:\n  token: c2VjcmV0\n  a.hcl: {letters}\nmetadata:\n  name: a\n"
        );
        let parts = found(&paste).parts;
        let [part] = parts.as_slice() else { panic!("{} parts in\n{paste}", parts.len()) };
        assert_eq!(part.text(), good);
        // The letters of the line, which begin and end with whole groups of the value's.
        let word = place(good, "marker");
        let span = part.outer_span(word);
        let value = Span::new(place(&paste, &letters).start, place(&paste, &letters).end);
        assert!(value.contains(span) && span.len() < value.len(), "{span:?}");
        let near = letters.get(span.start - value.start..span.end - value.start).unwrap();
        assert!(decode_text(near).is_some_and(|text| text.contains("marker")), "{near}");
        assert_eq!(written(part, &paste, Edit::replace(word, "word")), None);
    }
}
