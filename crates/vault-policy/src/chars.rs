//! Characters as Go's scanner sorts them.

/// Whether the character can begin a bare word: a Unicode letter (category L) or `_`.
pub(crate) fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic() || c == '_';
    }
    let start = unicode_ident::is_xid_start(c);
    (start && !c.is_numeric() && !NOT_LETTERS.contains(&c))
        || LETTERS.contains(&c)
        || is_arabic_form(c)
}

/// Whether the character can go on in a bare word, besides letters, `-` and `.`.
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    c.is_numeric()
        && unicode_ident::is_xid_continue(c)
        && !unicode_ident::is_xid_start(c)
        && !matches!(c, '\u{1369}'..='\u{1371}' | '\u{19da}')
}

/// In XID_Start for stability, but of another category.
const NOT_LETTERS: [char; 6] =
    ['\u{1885}', '\u{1886}', '\u{2118}', '\u{212e}', '\u{309b}', '\u{309c}'];

/// Letters that XID_Start leaves out, because they change under normalisation.
const LETTERS: [char; 6] = ['\u{37a}', '\u{e33}', '\u{eb3}', '\u{2e2f}', '\u{ff9e}', '\u{ff9f}'];

const fn is_arabic_form(c: char) -> bool {
    matches!(c, '\u{fc5e}'..='\u{fc63}' | '\u{fdfa}' | '\u{fdfb}')
        || (matches!(c, '\u{fe70}'..='\u{fe7e}') && (c as u32).is_multiple_of(2))
}

/// The white space between tokens. Everything else is illegal there.
pub(crate) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_go_letters() {
        for c in ['a', 'Z', '_', 'ä', 'ж', '中', '一', 'ﺀ', '\u{37a}'] {
            assert!(is_letter(c), "{c:?}");
        }
        for c in ['1', '-', '\u{301}', 'Ⅳ', 'Ⓐ', '²', '\u{93e}', '℘', '“', '\u{a0}'] {
            assert!(!is_letter(c), "{c:?}");
        }
    }

    #[test]
    fn digits_are_decimal_digits() {
        assert!(is_digit('7') && is_digit('٣') && is_digit('７'));
        for c in ['²', '½', 'Ⅳ', '\u{1369}', '一'] {
            assert!(!is_digit(c), "{c:?}");
        }
    }
}
