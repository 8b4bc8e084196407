use std::borrow::Cow;

/// So many characters of a user's word fit into a sentence.
const MOST: usize = 40;

/// A user's word as it is quoted in a sentence: a long one is cut, and an ellipsis says so.
///
/// Only for what is read. What somebody has to type (an advice, an edit) is never cut.
#[must_use]
pub fn short(word: &str) -> Cow<'_, str> {
    match word.char_indices().nth(MOST) {
        Some((at, _)) => Cow::Owned(format!("{}…", word.get(..at).unwrap_or(""))),
        None => Cow::Borrowed(word),
    }
}

/// The same for a dotted path, whose end says most: whole parts are left out at its start.
#[must_use]
pub fn short_path(path: &str) -> Cow<'_, str> {
    let Some((at, _)) = path.char_indices().rev().nth(MOST - 1).filter(|(at, _)| *at > 0) else {
        return Cow::Borrowed(path);
    };
    let end = path.get(at..).unwrap_or(path);
    let parts = end.split_once('.').map_or(end, |(_, parts)| parts);
    Cow::Owned(format!("…{parts}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_not_changed() {
        let word = "ö".repeat(MOST);
        assert_eq!(short(&word), word);
        assert_eq!(short_path(&word), word);
        assert_eq!(short(""), "");
    }

    #[test]
    fn what_is_cut_says_so() {
        for word in ["ö".repeat(MOST + 1), format!("{}.b", "a".repeat(200)), "a.b.".repeat(30)] {
            let cut = short(&word);
            assert!(cut.ends_with('…') && cut.chars().count() == MOST + 1, "{cut}");
            assert!(word.starts_with(cut.trim_end_matches('…')), "{cut}");
            let end = short_path(&word);
            assert!(end.starts_with('…') && end.chars().count() <= MOST + 1, "{end}");
            assert!(word.ends_with(end.trim_start_matches('…')), "{end}");
        }
    }

    #[test]
    fn a_path_begins_with_a_whole_part() {
        let path = "spec.template.spec.containers.0.securityContext.runAsUser";
        assert_eq!(short_path(path), "…containers.0.securityContext.runAsUser");
    }
}
