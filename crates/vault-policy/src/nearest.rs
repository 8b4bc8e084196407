use text::Vocabulary;

/// Words that are known to stand for one of Vault's, beside those with a slip of the fingers.
const KNOWN_WRONG: [(&str, &str); 2] =
    [("capability", "capabilities"), ("capabilitys", "capabilities")];

/// The one word that is surely meant: with a slip of the fingers in it, or known to stand for it. Another
/// word is not taken for a capability, however near it looks.
pub(crate) fn meant<'w>(word: &str, known: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    if word.len() > 64 {
        return None;
    }
    let plain = word.trim().to_ascii_lowercase().replace([' ', '-'], "_");
    let said = KNOWN_WRONG.iter().find(|(wrong, _)| *wrong == plain).map(|(_, right)| *right);
    let known: Vec<&str> = known.collect();
    match said.and_then(|right| known.iter().find(|word| **word == right)) {
        Some(word) => Some(word),
        None => Vocabulary::new(known).with_words(OTHER_WORDS).slip(&plain),
    }
}

/// Words of Vault and of other languages that are near to a capability and mean something else: `path`
/// is not `patch`, `head` is a method of HTTP.
const OTHER_WORDS: [&str; 6] = ["path", "head", "lead", "load", "last", "lease"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Capability, RuleKey};

    #[test]
    fn the_word_that_is_meant_is_found() {
        let capability = |w| meant(w, Capability::ALL.iter().map(|c| c.word()));
        for (word, meant) in [
            ("reed", Some("read")),
            ("lisst", Some("list")),
            ("encrypt", None),
            ("admin", None),
            ("path", None),
            ("head", None),
            ("get", None),
            ("raed", Some("read")),
            ("READ", Some("read")),
            ("udpate", Some("update")),
            ("lst", Some("list")),
            ("write", None),
            ("root", None),
            ("x", None),
        ] {
            assert_eq!(capability(word), meant, "{word}");
        }
        let key = |w| meant(w, RuleKey::ALL.iter().map(|k| k.word()));
        assert_eq!(key("capability"), Some("capabilities"));
        assert_eq!(key("Allowed-Parameters"), Some("allowed_parameters"));
        assert_eq!(key("description"), None);
    }
}
