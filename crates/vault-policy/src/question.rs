//! What was asked, as Vault would get it.

use crate::operation::Operation;

/// An operation on a path, read from what people copy. Command line and page read it the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is to be done.
    pub operation: Operation,
    /// The path that Vault checks.
    pub path: String,
    /// How it differs from the one that was written.
    pub notes: Vec<String>,
}

impl Question {
    /// Takes what people copy: a path, a path with a `/` before it, a URL, a line with a method, a
    /// command of Vault or curl. The error is a sentence for whoever asked, and repeats nothing of a line
    /// with more than a path: it may have a token in it.
    pub fn of(word: &str, written: &str) -> Result<Self, String> {
        let mut operation = operation_of(word)?;
        let mut notes = Vec::new();
        let mut path = written.trim();
        if path.contains(char::is_whitespace) {
            let copied = Copied::read(path).ok_or(
                "this is more than a path; write only the path, as transit/keys/archivist_kdf",
            )?;
            operation = copied.operation;
            path = copied.address;
            notes.push(format!("{} on the path of this line is checked", operation.word()));
        }
        path = without_host(path, &mut notes);
        if let Some(at) = path.find(['?', '#']) {
            let query = path.get(at..).unwrap_or("");
            if query.contains("list=true") && operation == Operation::Read {
                operation = Operation::List;
                notes.push("a read with list=true is a list".to_owned());
            } else if notes.is_empty() {
                notes.push("what follows the ? is not part of the path".to_owned());
            }
            path = path.get(..at).unwrap_or(path);
        }
        let bare = path.trim_start_matches('/');
        if bare.len() < path.len() && notes.is_empty() {
            notes.push("a path has no / at its start".to_owned());
        }
        path = bare;
        if let Some(rest) = path.strip_prefix("v1/") {
            path = rest.trim_start_matches('/');
            notes.push("the v1/ is part of the address, not of the path".to_owned());
        }
        if path.is_empty() {
            return Err(format!("{written:?} has no path; write it as transit/keys/archivist_kdf"));
        }
        let mut path = path.to_owned();
        if operation == Operation::List && !path.ends_with('/') {
            path.push('/');
            if notes.is_empty() {
                notes.push("Vault puts a / after the path of a list".to_owned());
            }
        }
        Ok(Self { operation, path, notes })
    }
}

/// What follows the host of an address, `https://…` or `$VAULT_ADDR/…`.
fn without_host<'t>(address: &'t str, notes: &mut Vec<String>) -> &'t str {
    let variable = ["$VAULT_ADDR", "${VAULT_ADDR}"].iter().find_map(|v| address.strip_prefix(v));
    let url = ["https", "http"].into_iter().find_map(|scheme| {
        let rest = address.strip_prefix(scheme)?.strip_prefix("://")?;
        Some((scheme, rest.find(['/', '?', '#']).map_or("", |at| rest.get(at..).unwrap_or(""))))
    });
    if let Some((scheme, _)) = url.filter(|_| notes.is_empty()) {
        notes.push(format!("the path of this {scheme} address is checked"));
    }
    url.map(|(_, path)| path).or(variable).unwrap_or(address)
}

/// A line with more than a path: `PUT https://…`, `vault read …`, `curl -X LIST …`.
struct Copied<'t> {
    /// What the line does.
    operation: Operation,
    /// The path, or the address that ends in it.
    address: &'t str,
}

impl<'t> Copied<'t> {
    fn read(line: &'t str) -> Option<Self> {
        let bare = |word: &'t str| word.trim_matches(['"', '\'']);
        let words: Vec<&str> = line.split_whitespace().map(bare).filter(|w| *w != "$").collect();
        match words.split_first()? {
            (&"curl", rest) => Self::of_curl(rest),
            (&"vault", [word, rest @ ..]) => {
                let operation = Operation::of_word(word)?;
                let address = rest.iter().copied().find(|word| !word.starts_with('-'))?;
                Some(Self { operation, address })
            }
            (method, [address]) => Some(Self { operation: Operation::of_word(method)?, address }),
            _ => Self::of_log(&words),
        }
    }

    /// `URL: GET https://…`, with whatever is around it. What follows the address after a line break that is written
    /// as `\n` is not part of it.
    fn of_log(words: &[&'t str]) -> Option<Self> {
        words.windows(2).find_map(|pair| {
            let [method, address] = pair else { return None };
            let operation = Operation::of_word(method).filter(|_| address.contains("://"))?;
            let address = address.split(['\\', '"', '\'']).next().unwrap_or_default();
            Some(Self { operation, address: address.trim_end_matches([',', ';', ':', ')']) })
        })
    }

    fn of_curl(words: &[&'t str]) -> Option<Self> {
        let is_address = |word: &&str| word.contains("://") || word.contains("VAULT_ADDR");
        let address = words.iter().copied().find(is_address)?;
        let after = |names: [&str; 2]| {
            let at = words.iter().position(|word| names.contains(word))?;
            words.get(at + 1).copied()
        };
        let joined = words.iter().find_map(|w| w.strip_prefix("-X").filter(|m| !m.is_empty()));
        let sends = words.iter().any(|w| *w == "-d" || w.starts_with("--data"));
        let operation = match after(["-X", "--request"]).or(joined) {
            Some(method) => Operation::of_word(method)?,
            None if sends => Operation::Update,
            None => Operation::Read,
        };
        Some(Self { operation, address })
    }
}

/// The operation of a word; the error names the nearest one.
pub fn operation_of(word: &str) -> Result<Operation, String> {
    Operation::of_word(word).ok_or_else(|| {
        let words = Operation::ALL.map(Operation::word);
        match text::nearest(word, words) {
            Some(near) => format!("{word} is not an operation; did you mean {near}?"),
            None => format!("{word} is not an operation; expected one of {}", words.join(", ")),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_copy_is_understood() {
        let asked = |word: &str, path: &str| {
            let q = Question::of(word, path).unwrap();
            (q.operation, q.path, q.notes.len())
        };
        let read = Operation::Read;
        assert_eq!(asked("read", "transit/keys/a"), (read, "transit/keys/a".into(), 0));
        assert_eq!(asked("read", "v1/transit/keys/a"), (read, "transit/keys/a".into(), 1));
        assert_eq!(asked("GET", "/v1/transit/keys/a"), (read, "transit/keys/a".into(), 2));
        assert_eq!(asked("read", "/sys/mounts"), (read, "sys/mounts".into(), 1));
        let url = "https://vault.example.com:8200/v1/kv/metadata/a?list=true";
        assert_eq!(asked("get", url), (Operation::List, "kv/metadata/a/".into(), 3));
        let update = Operation::Update;
        assert_eq!(asked("update", "kv/a?list=true"), (update, "kv/a".into(), 1));
        assert_eq!(asked("list", "kv/metadata/"), (Operation::List, "kv/metadata/".into(), 0));
        assert_eq!(asked("list", "kv/metadata"), (Operation::List, "kv/metadata/".into(), 1));
        assert_eq!(asked("read", "kv/a?x=1"), (read, "kv/a".into(), 1));
        for line in [
            "PUT https://vault.example.com/v1/kv/a",
            "vault write -force kv/a",
            "$ curl -H 'X-Vault-Token: hvs.CAESIq1w2' -X POST https://vault.example.com/v1/kv/a",
            "curl --data @a.json \"$VAULT_ADDR/v1/kv/a\"",
            "URL: PUT https://vault.example.com:8200/v1/kv/a Code: 403. Errors:* permission denied",
            "[ERROR] tfe: error=\"Error making API request.\\n\\nURL: PUT https://v:8200/v1/kv/a\\nCode: 403.\"",
        ] {
            let (operation, path, _) = asked("read", line);
            assert_eq!((operation, path.as_str()), (update, "kv/a"), "{line}");
        }
        let (operation, path, _) = asked("update", "LIST v1/kv/metadata");
        assert_eq!((operation, path.as_str()), (Operation::List, "kv/metadata/"));
        let more = Question::of("read", "token hvs.CAESIq1w2 kv/a").unwrap_err();
        assert!(!more.contains("hvs"), "{more}");
        for empty in ["", "/", "https://vault.example.com", "/v1/"] {
            assert!(Question::of("read", empty).is_err(), "{empty}");
        }
        assert_eq!(
            operation_of("raed").unwrap_err(),
            "raed is not an operation; did you mean read?"
        );
        assert!(operation_of("fly").unwrap_err().contains("one of create, read"));
    }
}
