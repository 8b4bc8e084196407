/// The candidate that a misspelt word most likely means, or `None` where nothing or more than one is
/// near.
///
/// Case and `-`, `_`, `.` do not count as differences; a swap of two neighbours counts as one. A
/// third of the word may differ, two places at most in words under nine characters.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let plain = |w: &str| -> String {
        w.chars().filter(|c| !"-_.".contains(*c)).map(|c| c.to_ascii_lowercase()).collect()
    };
    let wanted = plain(word);
    let length = wanted.chars().count();
    let most = if length < 9 { (length / 3).min(2) } else { (length / 4).min(4) };
    let mut best: Option<(usize, &str)> = None;
    let mut tied = false;
    for candidate in candidates {
        let other = plain(candidate);
        if other.chars().count().abs_diff(length) > most {
            continue;
        }
        let distance = strsim::osa_distance(&wanted, &other);
        if distance > most || best.is_some_and(|(d, _)| distance > d) {
            continue;
        }
        tied = best.is_some_and(|(d, name)| distance == d && name != candidate);
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
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
