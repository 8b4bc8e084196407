//! Names whose values are secrets: TFE's own settings, old ones, misspelt ones, and any name that
//! ends as secrets are called.

use std::cell::RefCell;

use crate::knowledge::{self, Secrecy};

/// How much a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Whatever stands after it, in whatever form, is the secret.
    Surely,
    /// A text after it is one; the name may also head a block, as `token:` does in Kubernetes.
    OfText,
}

/// Whether the value of a setting, variable or key of this name is a secret. A path counts by its
/// last part: `env.secrets.TFE_LICENSE`.
pub fn is_secret_name(name: &str) -> bool {
    says(name).is_some()
}

/// So many words are remembered: a text of many lines says the same few words in most of them.
const REMEMBERED: usize = 1024;

/// A place of a word among those remembered, and what the word says.
type Slot = Option<(Box<str>, Option<Says>)>;

pub(super) fn says(name: &str) -> Option<Says> {
    thread_local! {
        static KNOWN: RefCell<Vec<Slot>> = const { RefCell::new(Vec::new()) };
    }
    if !name.bytes().any(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let sum = name.bytes().fold(0usize, |sum, b| sum.wrapping_mul(31).wrapping_add(b.into()));
    KNOWN.with_borrow_mut(|known| {
        known.resize(REMEMBERED, None);
        let slot = known.get_mut(sum % REMEMBERED)?;
        if let Some((_, says)) = slot.as_ref().filter(|(word, _)| **word == *name) {
            return *says;
        }
        let says = judged(name);
        *slot = Some((name.into(), says));
        says
    })
}

fn judged(name: &str) -> Option<Says> {
    let name = name.rsplit('.').next().unwrap_or(name).trim_matches(['-', '_']);
    // A log has thousands of these, each another one.
    if is_numbered(name) { by_ending(name) } else { by_setting(name) }
}

/// So many digits in a row are in no name of a setting: what has them is a number of something.
const NUMBER: usize = 6;

fn is_numbered(name: &str) -> bool {
    let mut row = 0;
    name.bytes().any(|byte| {
        row = if byte.is_ascii_digit() { row + 1 } else { 0 };
        row == NUMBER
    })
}

fn by_setting(name: &str) -> Option<Says> {
    let old = || knowledge::setting(knowledge::replicated(name)?.instead?);
    if let Some(setting) = knowledge::setting(name).or_else(old) {
        return (setting.secret != Secrecy::No).then_some(Says::Surely);
    }
    // Also what is left of a name that is cut short.
    if name == "TFE" || knowledge::wrong_name(name).is_some_and(|wrong| wrong.secret) {
        return Some(Says::Surely);
    }
    by_ending(name)
}

fn by_ending(name: &str) -> Option<Says> {
    if !(2..=100).contains(&name.len()) {
        return None;
    }
    let apart = apart(name);
    let words: Vec<&str> = apart.split('_').filter(|word| !word.is_empty()).collect();
    let upper = !name.contains(|c: char| c.is_ascii_lowercase());
    let said = ending(&words, upper)?;
    Some(if upper { Says::Surely } else { said })
}

/// A name in lower case with `_` between its words: `pg_password` for `pgPassword`.
fn apart(name: &str) -> String {
    let mut apart = String::with_capacity(name.len() + 4);
    let mut small = false;
    for c in name.chars() {
        if small && c.is_ascii_uppercase() {
            apart.push('_');
        }
        small = c.is_ascii_lowercase() || c.is_ascii_digit();
        apart.push(if c == '-' { '_' } else { c.to_ascii_lowercase() });
    }
    apart
}

/// What comes before `key` where the key is a secret. In capitals any key is, but a public one.
const KEYS: [&str; 17] = [
    "access",
    "account",
    "api",
    "auth",
    "client",
    "encryption",
    "license",
    "master",
    "private",
    "recovery",
    "root",
    "secret",
    "shared",
    "signing",
    "ssh",
    "storage",
    "unseal",
];

/// What comes before `secret` in small letters where the secret itself is meant, and not the name of
/// an object that holds one.
const SECRETS: [&str; 9] =
    ["", "app", "client", "consumer", "jwt", "oauth", "session", "shared", "webhook"];

/// What the last words of a name say.
fn ending(words: &[&str], upper: bool) -> Option<Says> {
    let (last, before) = words.split_last()?;
    let previous = before.last().copied().unwrap_or("");
    match *last {
        "password" | "passwd" | "pwd" | "passphrase" => Some(Says::Surely),
        "pass" if !previous.is_empty() => Some(Says::Surely),
        "data" if matches!(previous, "key" | "license" | "password") => Some(Says::Surely),
        "authorization" | "token" | "license" | "licence" | "credentials" => Some(Says::OfText),
        "apikey" | "roleid" | "secretid" => Some(Says::OfText),
        "id" if matches!(previous, "role" | "secret") => Some(Says::OfText),
        "id" if previous == "key" => before.contains(&"access").then_some(Says::OfText),
        "id" if upper => near_word(previous).then_some(Says::OfText),
        "id" => None,
        "secret" => (upper || SECRETS.contains(&previous)).then_some(Says::OfText),
        "key" if upper => (previous != "public").then_some(Says::OfText),
        "key" => KEYS.contains(&previous).then_some(Says::OfText),
        _ => glued(last).or_else(|| slip(last, previous, upper)),
    }
}

/// A name whose words are not set apart: `DBPASSWORD`.
fn glued(last: &str) -> Option<Says> {
    let ends = ["password", "passphrase", "license"].iter().any(|word| last.ends_with(word));
    ends.then_some(Says::Surely)
}

/// A slip of one or two letters in the word that tells.
fn slip(last: &str, previous: &str, upper: bool) -> Option<Says> {
    // Numbered settings are many, and no number is a word.
    if !upper || !last.bytes().any(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let near = |word: &str, most: usize| {
        last.len().abs_diff(word.len()) <= most && text::distance(last, word) <= most
    };
    let said = near("password", 2)
        || near("credentials", 2)
        || ["license", "secret", "token", "secretid", "roleid"].iter().any(|w| near(w, 1))
        || near("key", 1) && KEYS.contains(&previous);
    let said = said || matches!(last, "di" | "idd" | "ids") && near_word(previous);
    said.then_some(Says::OfText)
}

/// `secret` or `role`, with a slip in it or without.
fn near_word(word: &str) -> bool {
    text::distance(word, "secret") <= 1
        || matches!(word, "rol" | "role" | "roel" | "roles" | "roll")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_known() {
        for name in [
            "TFE_DATABASE_PASSWORD",
            "TFE_DATABASE_PASWORD",
            "TFE_DATABASE_PASSWROD",
            "TFE_DATABASE_PASSWORDS",
            "TFE_DATABASE_PASS",
            "TFE_DATABASEPASSWORD",
            "TFE_LICENCE",
            "TFE_LICENSEE",
            "TFE_",
            "env.secrets.TFE_LICENSE",
            "TFE_VAULT_TOKEN",
            "TFE_VAULT_ROLE_ID",
            "TFE_VAULT_SECERT_ID",
            "TFE_VAULT_SECRETID",
            "TFE_OBJECT_STORAGE_S3_ACCESS_KEY_ID",
            "TFE_OBJECT_STORAGE_S3_SECRET_ACCES_KEY",
            "TFE_OBJECT_STORAGE_AZURE_ACCOUNT_KYE",
            "AWS_SECRET_ACCESS_KEY",
            "KEY",
            "LICENSE",
            "PGPASSWORD",
            "VAULT_TOKEN",
            "pg_password",
            "dbPassword",
            "redis-password",
            "keyData",
            "licenseData",
            "secret_id",
            "roleId",
            "private_key",
            "clientSecret",
            "X-Vault-Token",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn other_names_are_left_alone() {
        for name in [
            "TFE_VAULT_TOKEN_RENEW",
            "TFE_TLS_KEY_FILE",
            "TFE_LICENSE_PATH",
            "TFE_NODE_ID",
            "TFE_DATABASE_PASSWORDLESS_AZURE_CLIENT_ID",
            "TFE_OBJECT_STORAGE_S3_SERVER_SIDE_ENCRYPTION_KMS_KEY_ID",
            "TFE_REDIS_USE_AUTH",
            "TFE_HOSTNAME",
            "SSH_PUBLIC_KEY",
            "key",
            "keys",
            "value",
            "apiKeyRef",
            "secretName",
            "secretKeyRef",
            "existingSecret",
            "certificateSecret",
            "imagePullSecrets",
            "certData",
            "caCertData",
            "topologyKey",
            "name",
            "id",
            "user",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
