//! One request put to a policy.

use serde::{Deserialize, Serialize};
use text::Lines;
use tfe_check::{Document, Options};
use vault_policy::{Acl, Operation, Policy, Request};

/// Whether Vault lets a request through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// It does.
    pub allowed: bool,
    /// The deciding rule's line; `None` where no rule decides.
    pub line: Option<usize>,
    /// The deciding rule's path: first and one past its last byte.
    pub span: Option<(usize, usize)>,
}

/// Asks; `None` where the word names no operation or the path is empty. Every rule that can be read
/// takes part, also those of a text that Vault refuses as a whole.
pub(crate) fn ask(
    document: &Document,
    options: &Options,
    operation: &str,
    path: &str,
) -> Option<Asked> {
    let operation = Operation::of_word(operation).filter(|_| !path.is_empty())?;
    let line = options.versions(std::slice::from_ref(document)).vault_line();
    let read = vault_policy::parse(&document.text);
    let rules = read.rules.iter().map(|r| r.read.clone()).collect();
    let policy = Policy { rules, ..Policy::default() };
    let decision = Acl::new([&policy], None, line).check(&Request::new(operation, path));
    let span = decision.rule.and_then(|at| read.rules.get(at.rule)).map(|rule| rule.path.span);
    Some(Asked {
        allowed: decision.allowed,
        line: span.map(|s| Lines::new(&document.text).position(s.start).line),
        span: span.map(|s| (s.start, s.end)),
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
        assert_eq!(asked("fly", "a"), None);
        assert_eq!(asked("read", ""), None);
    }
}
