//! Characters that are there and are not seen.

/// Whether a character takes no room on the screen, so that a name with it looks like another name. Pages,
/// chats and word processors put them into what is copied: soft hyphens, zero-width spaces and joiners,
/// a byte order mark in the middle, and the marks that turn the direction of writing.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    turns_direction(c) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether a character turns the direction of the writing after it, so that a line reads differently from
/// what it says.
///
/// They are the explicit marks of the Unicode Bidirectional Algorithm (UAX #9, section 2).
#[must_use]
pub const fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The invisible characters of a line or a name that are none of its writing, and where they are: Arabic, Indic
/// languages and emoji need joiners and marks of direction between their letters.
pub fn stray_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let is_latin = text.chars().all(|c| c.is_ascii() || is_invisible(c));
    let of_writing = move |c| !is_latin && matches!(c, '\u{200c}'..='\u{200f}' | '\u{61c}');
    text.char_indices().filter(move |(_, c)| is_invisible(*c) && !of_writing(*c))
}

#[cfg(test)]
mod tests {
    use super::{is_invisible, stray_characters, turns_direction};

    #[test]
    fn joiners_of_a_writing_are_no_strays() {
        let first = |text: &str| stray_characters(text).next();
        assert_eq!(first("a\u{200d}b"), Some((1, '\u{200d}')));
        assert_eq!(first("می\u{200c}خواهم 👩\u{200d}💻"), None);
        assert_eq!(first("é\u{200b}"), Some((2, '\u{200b}')));
    }

    #[test]
    fn what_is_seen_is_none_of_them() {
        assert!("aé日 \u{a0}\t\n😀".chars().all(|c| !is_invisible(c)));
        assert!("\u{ad}\u{200b}\u{feff}\u{202e}".chars().all(is_invisible));
        assert!("\u{200e}\u{2067}".chars().all(turns_direction));
        assert!(!turns_direction('\u{200b}'));
    }
}
