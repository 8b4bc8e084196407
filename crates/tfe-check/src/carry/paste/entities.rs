//! The names that characters have in the source of a page.

use crate::carry::part::Escape;

/// A longer one is no entity.
const LONGEST: usize = 10;

/// Names of characters. A non-breaking space is meant as a blank, and quotes of print as quotes.
const NAMES: [(&str, char); 26] = [
    ("quot", '"'),
    ("ldquo", '"'),
    ("rdquo", '"'),
    ("apos", '\''),
    ("lsquo", '\''),
    ("rsquo", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("lbrace", '{'),
    ("lcub", '{'),
    ("rbrace", '}'),
    ("rcub", '}'),
    ("lsqb", '['),
    ("rsqb", ']'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("equals", '='),
    ("colon", ':'),
    ("num", '#'),
];

/// How long the entity is that begins here, and the character that it is for.
pub(super) fn entity(rest: &str) -> Option<(usize, char)> {
    let inside = rest.strip_prefix('&')?;
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = inside.get(..end)?;
    let character = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((end + 2, character))
}

/// How new text is written among such characters.
pub(super) fn escape(written: &str) -> Escape {
    Escape::Html { quotes: written.contains("&quot;"), blanks: written.contains("&nbsp;") }
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // The non-breaking space.
    if code == 0xa0 { Some(' ') } else { char::from_u32(code) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_characters() {
        assert_eq!(entity("&quot;a"), Some((6, '"')));
        assert_eq!(entity("&#x27;"), Some((6, '\'')));
        assert_eq!(entity("&#10;"), Some((5, '\n')));
        for other in ["& b;", "&unknown;", "&#xzz;", "&", "&amp", "&#4294967296;"] {
            assert_eq!(entity(other), None, "{other}");
        }
    }
}
