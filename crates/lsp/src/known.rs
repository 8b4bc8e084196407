//! What kind an open text is of, for its words.

use answers::is_surely_ours;
use tfe_check::{Document, Kind, detect};

use crate::job::Text;
use crate::texts::Open;

/// The kind whose words are explained and offered in a text. An empty file has only its name to be known by.
pub(crate) fn kind_of(open: &Open) -> Option<Kind> {
    if let Some(found) = open.found().and_then(|f| f.own()) {
        return found.report.kind;
    }
    let document = document(&open.now);
    let by_name = || Kind::all().find(|kind| kind.file == document.name);
    if document.text.trim().is_empty() {
        return by_name();
    }
    let detected = detect(&document.name, &document.text).kind;
    detected.filter(|_| is_surely_ours(&document)).or_else(by_name)
}

/// A text under the last part of its address.
pub(crate) fn document(text: &Text) -> Document {
    let name = text.uri.rsplit(['/', ':']).next().unwrap_or(&text.uri);
    Document::new(unescaped(name), &*text.text)
}

/// A part of an address as people write it.
pub fn unescaped(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = code.filter(|_| first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn addresses_are_read_as_people_write_them() {
        assert_eq!(unescaped("a%20b%C3%A9.hcl"), "a bé.hcl");
        assert_eq!(unescaped("100%"), "100%");
        assert_eq!(unescaped("%zz%4"), "%zz%4");
    }
}
