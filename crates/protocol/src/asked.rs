//! One request put to a policy.

use serde::{Deserialize, Serialize};
use text::Lines;
use tfe_check::{Document, Options};
use vault_policy::{Acl, Policy, Question, Request};

/// Whether Vault lets a request through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// It does.
    pub allowed: bool,
    /// It rejects the text as a whole: nothing is allowed until that is fixed.
    pub rejected: bool,
    /// What is asked for, where a line that was typed says it.
    pub operation: String,
    /// The deciding rule's line; `None` where no rule decides.
    pub line: Option<usize>,
    /// The deciding rule's path: first and one past its last byte.
    pub span: Option<(usize, usize)>,
    /// How the path that was checked differs from the one that was typed: an address, a `v1/`.
    pub notes: Vec<String>,
}

/// Asks; `None` where the word names no operation or there is no path. What is typed is read as the
/// command line reads it, so that an address out of a log gets the same answer in both. Every rule that can be read
/// takes part, also those of a text that Vault refuses as a whole.
pub(crate) fn ask(
    document: &Document,
    options: &Options,
    operation: &str,
    path: &str,
) -> Option<Asked> {
    let Question { operation, path, notes } = Question::of(operation, path).ok()?;
    let line = options.versions(std::slice::from_ref(document)).vault_line();
    let read = vault_policy::parse(&document.text);
    let rejected = read.policy(line).is_none();
    let rules = read.rules.iter().map(|r| r.read.clone()).collect();
    let policy = Policy { rules, ..Policy::default() };
    let decision = Acl::new([&policy], None, line).check(&Request::new(operation, &path));
    let span = decision.rule.and_then(|at| read.rules.get(at.rule)).map(|rule| rule.path.span);
    Some(Asked {
        allowed: decision.allowed,
        rejected,
        operation: operation.word().to_owned(),
        line: span.map(|s| Lines::new(&document.text).position(s.start).line),
        span: span.map(|s| (s.start, s.end)),
        notes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_rule_decides() {
        let text = "path \"transit/*\" { capabilities = [\"read\"] }\n\
            path \"transit/keys/*\" { capabilities = [\"delete\"] }\n";
        let document = Document::new("tfe.hcl", text);
        let asked = |operation, path| ask(&document, &Options::default(), operation, path);
        let delete = asked("delete", "transit/keys/a").unwrap();
        assert_eq!((delete.allowed, delete.line), (true, Some(2)));
        let read = asked("read", "transit/keys/a").unwrap();
        assert_eq!((read.allowed, read.line), (false, Some(2)));
        let other = asked("read", "sys/mounts").unwrap();
        assert_eq!((other.allowed, other.line, other.span), (false, None, None));
        let typed = "https://vault.example.com:8200/v1/transit/keys/a";
        let address = asked("delete", typed).unwrap();
        assert_eq!((address.allowed, address.line, address.notes.len()), (true, Some(2), 2));
        let line =
            "URL: PUT https://v:8200/v1/transit/keys/a Code: 403. Errors:* permission denied";
        let logged = asked("read", line).unwrap();
        assert_eq!((logged.operation.as_str(), logged.line), ("update", Some(2)));
        let rejected =
            Document::new("tfe.hcl", format!("{text}path \"a\" {{ capabilities = [\"raed\"] }}"));
        let rejected = ask(&rejected, &Options::default(), "delete", "transit/keys/a").unwrap();
        assert!(rejected.rejected && !delete.rejected);
        assert_eq!(asked("fly", "a"), None);
        assert_eq!(asked("read", "https://vault.example.com"), None);
        assert_eq!(asked("read", ""), None);
    }
}
