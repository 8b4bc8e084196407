use crate::plain::Plain;

/// The candidate that a misspelt word is nearest to, or `None` where nothing or more than one is near.
/// Near is not meant: whether to write the one for the other is for [`crate::Vocabulary::slip`] to say.
///
/// Case and `-`, `_`, `.` do not count as differences; a swap of two neighbours counts as one. A
/// third of the word may differ, two places at most in words under nine characters.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = Plain::new(word);
    let most = most(&wanted);
    let candidates = candidates.into_iter().map(|word| (word, Plain::new(word)));
    best(candidates.filter_map(|(word, plain)| Some((wanted.distance(&plain, most)?, word))))
}

/// How many letters of a word may differ from the one that is near.
pub(crate) fn most(word: &Plain) -> usize {
    if word.length < 9 { (word.length / 3).min(2) } else { (word.length / 4).min(4) }
}

/// The one with the least distance, if it is the only one.
pub(crate) fn best<'c>(candidates: impl Iterator<Item = (usize, &'c str)>) -> Option<&'c str> {
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for (distance, candidate) in candidates {
        match best {
            Some((least, _)) if distance > least => {}
            Some((least, name)) if distance == least => tied |= name != candidate,
            _ => (best, tied) = (Some((distance, candidate)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, name)| name)
}

/// How many letters have to change to make one word the other; a swap of two neighbours is one.
pub fn distance(one: &str, other: &str) -> usize {
    strsim::osa_distance(one, other)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const WORDS: [&str; 6] = ["create", "read", "update", "delete", "list", "securityContext"];

    #[test]
    fn a_typo_has_a_nearest_word() {
        assert_eq!(nearest("upadte", WORDS), Some("update"));
        assert_eq!(nearest("READ", WORDS), Some("read"));
        assert_eq!(nearest("securitycontext", WORDS), Some("securityContext"));
        assert_eq!(nearest("security_context", WORDS), Some("securityContext"));
    }

    #[test]
    fn what_is_far_or_near_to_two_words_has_none() {
        assert_eq!(nearest("write", WORDS), None);
        assert_eq!(nearest("", WORDS), None);
        assert_eq!(nearest("bat", ["bar", "baz"]), None);
        assert_eq!(nearest("bat", ["bar", "bar"]), Some("bar"));
    }
}
