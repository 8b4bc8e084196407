//! Whether a word that nobody knows is a known one with a slip of the fingers in it.

use crate::nearest::{best, most};
use crate::plain::Plain;

/// Longer words are no slips of anything.
const LONGEST: usize = 200;

/// Known words, ready to be compared with others.
///
/// A name is made of parts: `TFE_REDIS_HOST` of three, `imagePullSecrets` of three. A slip is one or
/// two letters inside of a part; a part that is another word means something else, however near it
/// looks: `TFE_VAULT_TOKEN` is not `TFE_IACT_TOKEN`.
#[derive(Clone, Debug)]
pub struct Vocabulary<'w> {
    words: Vec<Word<'w>>,
    /// The parts of all words and those added, sorted.
    parts: Vec<String>,
}

/// A known word, with what every comparison asks of it.
#[derive(Clone, Debug)]
struct Word<'w> {
    word: &'w str,
    plain: Plain,
    parts: Vec<String>,
}

impl<'w> Vocabulary<'w> {
    /// The vocabulary of these words.
    pub fn new(words: impl IntoIterator<Item = &'w str>) -> Self {
        let known = |word| Word { word, plain: Plain::new(word), parts: parts(word) };
        let words: Vec<Word<'w>> = words.into_iter().map(known).collect();
        let all: Vec<&str> = words.iter().map(|known| known.word).collect();
        Self { words, parts: Vec::new() }.with_words(all)
    }

    /// Other words of the same language: a name in which one of them takes the place of another is
    /// another name, and not a slip.
    #[must_use]
    pub fn with_words<'o>(mut self, words: impl IntoIterator<Item = &'o str>) -> Self {
        for word in words {
            self.parts.extend(parts(word));
        }
        crate::sort_by(&mut self.parts, Ord::cmp);
        self.parts.dedup();
        self
    }

    /// Whether it is one of the known words, letter by letter.
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known.word == word)
    }

    /// The known word that was surely meant: one slip away, and no other is as near.
    pub fn slip(&self, word: &str) -> Option<&'w str> {
        if word.len() > LONGEST {
            return None;
        }
        let written = Plain::new(word);
        let known = best(self.within(&written, 2))?;
        self.is_slip(word, &written, known).then_some(known)
    }

    /// The known word that is nearest by its letters, by the measure of [`crate::nearest()`].
    pub fn nearest(&self, word: &str) -> Option<&'w str> {
        let written = Plain::new(word);
        best(self.within(&written, most(&written)))
    }

    /// Known words that somebody may have meant who wrote this one: near by their letters, or with a
    /// part more or less. At most three, the nearest first.
    pub fn candidates(&self, word: &str) -> Vec<&'w str> {
        if word.len() > LONGEST {
            return Vec::new();
        }
        let written = Plain::new(word);
        let mut near: Vec<_> = self.within(&written, most(&written)).collect();
        let own = parts(word);
        for known in &self.words {
            if one_part_apart(&own, &known.parts)
                && near.iter().all(|(_, other)| *other != known.word)
            {
                near.push((most(&written) + 1, known.word));
            }
        }
        crate::sort_by(&mut near, Ord::cmp);
        near.into_iter().take(3).map(|(_, known)| known).collect()
    }

    fn within(&self, written: &Plain, most: usize) -> impl Iterator<Item = (usize, &'w str)> {
        let near =
            move |known: &Word<'w>| Some((written.distance(&known.plain, most)?, known.word));
        self.words.iter().filter_map(near)
    }

    fn is_slip(&self, word: &str, written: &Plain, known: &str) -> bool {
        let meant = Plain::new(known);
        if written.text == meant.text {
            return true;
        }
        let distance = strsim::osa_distance(&written.text, &meant.text);
        let (own, other) = (parts(word), parts(known));
        if own.len() != other.len() {
            // The letter between two parts was hit wrong; not so where real words came of it.
            return distance <= 1 && !own.iter().all(|part| self.has_part(part));
        }
        let mut differ = own.iter().zip(&other).filter(|(a, b)| a != b);
        let Some((own, other)) = differ.next() else { return true };
        let inside = differ.next().is_none();
        // `HOST2` is a second host, `IPV66` is not.
        let has_digit = |part: &str| part.bytes().any(|b| b.is_ascii_digit());
        if has_digit(own) && !has_digit(other) && own.len() > other.len() {
            return false;
        }
        let long = other.chars().count() >= 6 && own.chars().count() >= 5;
        let few = distance <= 1 || distance == 2 && inside && long;
        few && (!inside || !self.has_part(own) || is_other_form(own, other))
    }

    fn has_part(&self, part: &str) -> bool {
        self.parts.binary_search_by(|known| known.as_str().cmp(part)).is_ok()
    }
}

/// Whether two words are forms of one: `host` and `hosts`, `enable` and `enabled`. HTTP and HTTPS are
/// not.
fn is_other_form(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short != "http" && long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "d"))
}

/// Whether two names of at least three parts are the same but for one part more or less.
fn one_part_apart(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if short.len() < 3 || long.len() != short.len() + 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    short.iter().skip(same).eq(long.iter().skip(same + 1))
}

/// The parts of a name: `TFE_REDIS_HOST`, `imagePullSecrets`, `renew-self`.
fn parts(word: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut lower = false;
    for c in word.chars() {
        let new = !c.is_alphanumeric() || lower && c.is_ascii_uppercase();
        if new && parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(String::new());
        }
        lower = c.is_ascii_lowercase();
        if let Some(part) = parts.last_mut().filter(|_| c.is_alphanumeric()) {
            part.push(c.to_ascii_lowercase());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 9] = [
        "TFE_DATABASE_HOST",
        "TFE_DATABASE_PASSWORD",
        "TFE_DATABASE_USE_MTLS",
        "TFE_IACT_TOKEN",
        "TFE_REDIS_USER",
        "TFE_REDIS_USE_TLS",
        "TFE_VAULT_TOKEN_RENEW",
        "TFE_METRICS_ENABLE",
        "TFE_CLUSTER_NAME",
    ];

    fn slip(word: &str) -> Option<&'static str> {
        Vocabulary::new(NAMES).slip(word)
    }

    #[test]
    fn a_slip_inside_a_part_is_one() {
        for (word, meant) in [
            ("TFE_DATABASE_HSOT", "TFE_DATABASE_HOST"),
            ("TFE_DATABSE_HOST", "TFE_DATABASE_HOST"),
            ("TFE_DTABSE_HOST", "TFE_DATABASE_HOST"),
            ("TFE_DATABASEHOST", "TFE_DATABASE_HOST"),
            ("TFE_DATABAS_EHOST", "TFE_DATABASE_HOST"),
            ("TFE_DATABASExHOST", "TFE_DATABASE_HOST"),
            ("tfe-database-host", "TFE_DATABASE_HOST"),
            ("TFE_DATABASE_PASWORT", "TFE_DATABASE_PASSWORD"),
            ("TFE_METRICS_ENABLED", "TFE_METRICS_ENABLE"),
        ] {
            assert_eq!(slip(word), Some(meant), "{word}");
        }
    }

    #[test]
    fn another_word_is_none() {
        for word in [
            "TFE_VAULT_TOKEN",
            "TFE_REDIS_CLUSTER",
            "TFE_REDIS_HOST",
            "TFE_DATABASE_USE_TLS",
            "TFE_DATABASE_HOST2",
            "TFE_DATABASE_NAME",
            "TFE_DTABASE_HSOTS",
            "",
        ] {
            assert_eq!(slip(word), None, "{word}");
        }
    }

    #[test]
    fn who_wrote_another_word_is_asked() {
        let asked = |word| Vocabulary::new(NAMES).candidates(word);
        assert_eq!(asked("TFE_VAULT_TOKEN"), ["TFE_IACT_TOKEN", "TFE_VAULT_TOKEN_RENEW"]);
        assert_eq!(asked("TFE_DATABASE_POSTS"), ["TFE_DATABASE_HOST"]);
        assert!(asked("TFE_SOMETHING_ELSE").is_empty());
    }

    #[test]
    fn names_have_parts() {
        assert_eq!(parts("TFE_S3__IPV6-x"), ["tfe", "s3", "ipv6", "x"]);
        assert_eq!(parts("imagePullSecrets"), ["image", "pull", "secrets"]);
        assert_eq!(parts("TFE"), ["tfe"]);
    }
}
