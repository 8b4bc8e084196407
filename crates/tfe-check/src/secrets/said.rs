//! Secrets in sentences and messages: `the password is …`, `password … refused`.

use text::Span;

use super::{Scan, Word, unnamed};

/// How the names of secrets end of which people and programs speak.
const NAMES: [&str; 5] = ["password", "passwd", "passphrase", "secret", "token"];

/// Words between a name and what it is.
const BETWEEN: [&str; 3] = ["is", "was", "to"];

impl Scan<'_> {
    /// Hides the word that follows a name without a sign between them, if it looks as only secrets do.
    pub(super) fn said(&mut self, line: Span, word: &Word<'_>) {
        if !NAMES.iter().any(|end| ends_with(word.text, end)) {
            return;
        }
        let mut from = word.span.end;
        for next in Span::new(from, line.end).of(self.text).split_inclusive(' ').take(3) {
            let place = Span::new(from, from + next.len());
            from = place.end;
            if !next.trim().is_empty() && !BETWEEN.contains(&next.trim()) {
                unnamed::hide(self.text, place, &mut self.masker);
                return;
            }
        }
    }
}

/// Whether a name ends so, in capitals or not.
fn ends_with(name: &str, end: &str) -> bool {
    let from = name.len().checked_sub(end.len());
    from.and_then(|from| name.get(from..)).is_some_and(|own| own.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use crate::secrets::of;

    #[test]
    fn what_is_said_of_a_secret_is_hidden() {
        for text in [
            "[10:42] Kim: TFE_DATABASE_PASSWORD is Sup3rS3cret9",
            "Error: password Sup3rS3cret9 refused: x",
            "we set the redis password to Sup3rS3cret9, thanks",
        ] {
            let masked = of(text).mask_own(text);
            assert!(!masked.contains("Sup3rS3cret9"), "{masked}");
        }
        for text in [
            "password authentication failed for user \"shop\"",
            "the token is not renewed",
            "a token for auth/token/renew-self2",
            "the secret tfe-secrets",
        ] {
            assert_eq!(of(text).mask_own(text), text);
        }
    }
}
