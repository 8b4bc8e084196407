use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use text::Vocabulary;

use crate::{Capability, RuleKey};

/// Words that are known to stand for one of Vault's, next to those with a slip of the fingers.
const KNOWN_WRONG: [(&str, &str); 2] =
    [("capability", "capabilities"), ("capabilitys", "capabilities")];

/// Words of Vault's language, ready to be compared with what was written.
pub(crate) static CAPABILITIES: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| vocabulary(Capability::ALL.iter().map(|c| c.word())));
pub(crate) static RULE_KEYS: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| vocabulary(RuleKey::ALL.iter().map(|k| k.word())));
pub(crate) static TOP_LEVEL_KEYS: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| vocabulary(["path", "name"]));
pub(crate) static POLICY_WORDS: LazyLock<Vocabulary<'static>> =
    LazyLock::new(|| vocabulary(["deny", "read", "write", "sudo"]));

fn vocabulary(words: impl IntoIterator<Item = &'static str>) -> Vocabulary<'static> {
    Vocabulary::new(words).with_words(OTHER_WORDS)
}

/// The one word that is surely meant: with a slip of the fingers in it, or known to stand for it. Another
/// word is not taken for a capability, however near it looks.
pub(crate) fn meant(word: &str, known: &'static Vocabulary<'static>) -> Option<&'static str> {
    if word.len() > 64 {
        return None;
    }
    KNOWN.with_borrow_mut(|remembered| {
        let of_this = remembered.entry(std::ptr::from_ref(known) as usize).or_default();
        if let Some(meant) = of_this.get(word) {
            return *meant;
        }
        if of_this.len() >= MOST_REMEMBERED {
            of_this.clear();
        }
        let meant = compared(word, known);
        of_this.insert(word.to_owned(), meant);
        meant
    })
}

/// What words stand for.
type Remembered = HashMap<String, Option<&'static str>>;

/// So many words are remembered for each vocabulary; a policy has fewer.
const MOST_REMEMBERED: usize = 512;

thread_local! {
    /// The same few words are wrong all over a policy, and again in each trial of a fix. By the place of
    /// the vocabulary, which is a static.
    static KNOWN: RefCell<HashMap<usize, Remembered>> = RefCell::default();
}

fn compared(word: &str, known: &Vocabulary<'static>) -> Option<&'static str> {
    let plain = word.trim().to_ascii_lowercase().replace([' ', '-'], "_");
    let said = KNOWN_WRONG.iter().find(|(wrong, _)| *wrong == plain).map(|(_, right)| *right);
    said.filter(|right| known.has(right)).or_else(|| known.slip(&plain))
}

/// Words of Vault and of other languages that are near to a capability and mean something else: `path`
/// is not `patch`, `head` is a method of HTTP.
const OTHER_WORDS: [&str; 6] = ["path", "head", "lead", "load", "last", "lease"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_is_meant_is_found() {
        let capability = |w| meant(w, &CAPABILITIES);
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
        let key = |w| meant(w, &RULE_KEYS);
        assert_eq!(key("capability"), Some("capabilities"));
        assert_eq!(key("Allowed-Parameters"), Some("allowed_parameters"));
        assert_eq!(key("description"), None);
    }
}
