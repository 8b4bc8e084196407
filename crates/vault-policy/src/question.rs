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
    /// Takes what people copy: a URL, the path of one, a path with a `/` before it. The error is a
    /// sentence for whoever asked.
    pub fn of(word: &str, written: &str) -> Result<Self, String> {
        let mut operation = operation_of(word)?;
        let mut notes = Vec::new();
        let mut path = written.trim();
        if let Some((scheme, rest)) = path.split_once("://") {
            path = rest.find(['/', '?', '#']).map_or("", |at| rest.get(at..).unwrap_or(""));
            notes.push(format!("the path of this {scheme} address is checked"));
        }
        if let Some(at) = path.find(['?', '#']) {
            let query = path.get(at..).unwrap_or("");
            if query.contains("list=true") && operation == Operation::Read {
                operation = Operation::List;
                notes.push("a read with list=true is a list".to_owned());
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
            notes.push("v1/ is part of the address, not of the path".to_owned());
        }
        if path.is_empty() {
            return Err(format!("{written:?} has no path; write it as transit/keys/archivist_kdf"));
        }
        let mut path = path.to_owned();
        if operation == Operation::List && !path.ends_with('/') {
            path.push('/');
        }
        if path != written && notes.is_empty() {
            notes.push("Vault puts a / after the path of a list".to_owned());
        }
        Ok(Self { operation, path, notes })
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
