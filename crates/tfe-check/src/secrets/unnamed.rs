//! Secrets in a policy that no name announces: a password or token pasted among the rules, in a list
//! of capabilities, or in place of a path.
//!
//! A policy has few words of its own, and paths. What is neither and looks as only secrets do is
//! hidden: what Vault makes of it, a key or a capability, is quoted in messages.

use text::{Masker, Span};

/// The words of a policy. What is nearly one of them is a slip, and is shown.
const WORDS: [&str; 20] = [
    "path",
    "name",
    "policy",
    "capabilities",
    "capability",
    "allowed_parameters",
    "denied_parameters",
    "required_parameters",
    "min_wrapping_ttl",
    "max_wrapping_ttl",
    "control_group",
    "identity",
    "mfa_methods",
    "subscribe_event_types",
    "pagination_limit",
    "expiration",
    "comment",
    "recover",
    "subscribe",
    "approvals",
];

/// How the types of Vault's keys begin: values that are written in policies and are public.
const KEY_TYPES: [&str; 9] =
    ["aes", "chacha", "ed25519", "ecdsa", "rsa", "sha", "hmac", "ml-dsa", "slh-dsa"];

/// A word of fewer bytes is too short to tell.
const SHORTEST: usize = 8;

/// A longer word is no slip of one of these.
const LONGEST: usize = 24;

/// The words of a policy that look as only secrets do.
pub(crate) fn in_policy(text: &str) -> Masker {
    let mut masker = Masker::default();
    let mut from = 0;
    while let Some(unit) = next_unit(text, from) {
        from = unit.next;
        match unit.comment.then(|| glued_word(text, unit.span)) {
            None => words_of(text, unit.span, &mut masker),
            Some(glued) => hide_word(text, glued, &mut masker),
        }
    }
    masker
}

/// A piece of a policy.
struct Unit {
    span: Span,
    comment: bool,
    /// Where the next one is looked for.
    next: usize,
}

/// The next comment, text in quotes, or word without quotes.
fn next_unit(text: &str, from: usize) -> Option<Unit> {
    let rest = text.get(from..)?;
    let start = from + rest.find(|c: char| !ends_word(c) || c == '"')?;
    let rest = text.get(start..)?;
    let unit = |from: usize, length: usize, comment: bool, behind: usize| {
        let span = Span::new(from, from + length);
        Some(Unit { span, comment, next: span.end + behind })
    };
    if rest.starts_with('#') || rest.starts_with("//") {
        return unit(start, rest.find('\n').unwrap_or(rest.len()), true, 0);
    }
    if rest.starts_with("/*") {
        return unit(start, rest.find("*/").map_or(rest.len(), |end| end + 2), true, 0);
    }
    if let Some(inside) = rest.strip_prefix('"') {
        // A quote that nothing closes ends with its line.
        let end = inside.find(['"', '\n']).unwrap_or(inside.len());
        let closed = inside.get(end..).is_some_and(|behind| behind.starts_with('"'));
        return unit(start + 1, end, false, usize::from(closed));
    }
    unit(start, rest.find(ends_word).unwrap_or(rest.len()), false, 0)
}

fn ends_word(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '"' | '\'' | '{' | '}' | '[' | ']' | '(' | ')' | ',' | '=')
        || matches!(c, '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

/// The word right after the `#` of a comment: a password may begin with one.
fn glued_word(text: &str, comment: Span) -> Span {
    let said = comment.of(text).trim_start_matches('#');
    let start = comment.end - said.len();
    let length = said.find(ends_word).unwrap_or(said.len());
    Span::new(start, start + length)
}

/// Hides the words of a unit that look like secrets.
fn words_of(text: &str, unit: Span, masker: &mut Masker) {
    let mut start = unit.start;
    for word in unit.of(text).split_inclusive(char::is_whitespace) {
        let span = Span::new(start, start + word.len());
        start = span.end;
        hide_word(text, trimmed(text, span), masker);
        // `key:value`, of which Vault takes the first for a key
        if word.contains(':') {
            let mut at = span.start;
            for part in word.split_inclusive(':') {
                hide_word(text, trimmed(text, Span::new(at, at + part.len())), masker);
                at += part.len();
            }
        }
    }
}

/// Hides the word at a place, whatever signs are around it, if it looks like a secret.
pub(super) fn hide(text: &str, place: Span, masker: &mut Masker) {
    hide_word(text, trimmed(text, place), masker);
}

fn hide_word(text: &str, span: Span, masker: &mut Masker) {
    let word = span.of(text);
    if looks_pasted(word) {
        masker.add(span, word);
    }
}

/// A word without the signs around it.
fn trimmed(text: &str, span: Span) -> Span {
    let word = span.of(text);
    let sign = |c: char| c.is_whitespace() || matches!(c, ':' | ';' | ',' | '.' | '\\');
    let bare = word.trim_start_matches(sign);
    let start = span.start + (word.len() - bare.len());
    Span::new(start, start + bare.trim_end_matches(sign).len())
}

/// Whether a word looks as only secrets do, and as nothing of a policy.
fn looks_pasted(word: &str) -> bool {
    if word.len() < SHORTEST {
        return false;
    }
    let count = |is: fn(&u8) -> bool| word.bytes().filter(is).count();
    let digits = count(u8::is_ascii_digit);
    let letters = count(u8::is_ascii_alphabetic);
    let sign = word.contains(['!', '@', '%', '^', '&', '?', '~', '$', '#']);
    // Versions, dates and durations have a letter or two.
    let enough = letters >= 3 || letters > 0 && word.len() >= 24;
    let telling = (digits > 0 || sign && letters > 0) && enough;
    telling && !is_public(word)
}

/// Whether a word is one of a policy, nearly so, or of what else policies name.
fn is_public(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    let pattern = word.contains('/') || word.ends_with(['*', '+']) || word.contains("${");
    let host = word.split('.').count() >= 3 && small == word;
    let file = [".hcl", ".json", ".tf", ".yaml", ".yml", ".md", ".txt", ".sh"];
    pattern
        || host
        || is_duration(word)
        || file.iter().any(|end| small.ends_with(end))
        || small.starts_with("tfe_")
        || KEY_TYPES.iter().any(|kind| small.starts_with(kind))
        || small.len() <= LONGEST && WORDS.iter().any(|own| text::distance(own, &small) <= 2)
}

/// Numbers with units of time: `1h30m15s`.
fn is_duration(word: &str) -> bool {
    let part = |b: u8| b.is_ascii_digit() || matches!(b, b'd' | b'h' | b'm' | b's' | b'u' | b'n');
    word.starts_with(|c: char| c.is_ascii_digit()) && word.bytes().all(part)
}

#[cfg(test)]
mod tests {
    use text::MASK;

    use super::in_policy;

    #[test]
    fn what_is_no_word_of_a_policy_is_hidden() {
        for text in [
            "Sup3rS3cret9",
            "\"Sup3rS3cret9\"",
            "Sup3rS3cret9 {\n}",
            "path \"Sup3rS3cret9\" {}",
            "path \"Sup3rS3cret9",
            "path Sup3rS3cret9 {}",
            "path \"a/b\" { capabilities = [\"read\", \"Sup3rS3cret9\"] }",
            "path \"a/b\" { Sup3rS3cret9 = 1 }",
            "Sup3rS3cret9:capabilities",
            "{\"path\":{\"a/b\":{\"capabilities\":\"Sup3rS3cret9",
            "\"\"Sup3rS3cret9",
            "x #Sup3rS3cret9",
        ] {
            let masked = in_policy(text).mask_own(text);
            assert!(!masked.contains("Sup3rS3cret9") && masked.contains(MASK), "{text}: {masked}");
        }
    }

    #[test]
    fn words_of_policies_are_shown() {
        for text in [
            "path \"transit/keys/atlas_v2_key\" { capabilities = [\"read\"] }",
            "path \"transit2024*\" { capabilitie5 = [\"read\"] }",
            "min_wrapping_ttl = \"1h30m15s\"",
            "# since v202409-1, see hash 12ab34cd56ef",
            "path \"a/b\" { capabilities = [\"read\"] } # hash 12ab34cd56ef",
            "allowed_parameters = { \"type\" = [\"aes256-gcm96\"] }",
            "path \"identity/{{identity.entity.aliases.auth_ldap_8f3a12b4.name}}\" {}",
            "vault01.eu.example.com tfe-policy-v2.hcl TFE_OBJECT_STORAGE_S3_BUCKET",
        ] {
            assert_eq!(in_policy(text).mask_own(text), text);
        }
    }
}
