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

#[cfg(test)]
mod tests {
    use super::{is_invisible, turns_direction};

    #[test]
    fn what_is_seen_is_none_of_them() {
        assert!("aé日 \u{a0}\t\n😀".chars().all(|c| !is_invisible(c)));
        assert!("\u{ad}\u{200b}\u{feff}\u{202e}".chars().all(is_invisible));
        assert!("\u{200e}\u{2067}".chars().all(turns_direction));
        assert!(!turns_direction('\u{200b}'));
    }
}
