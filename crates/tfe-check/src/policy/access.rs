//! Asking a policy.

use vault_policy::{Acl, Document, Operation, Policy, Request, VaultLine};

use super::Call;

/// What the rules of one text allow, in whatever state the text is.
pub(crate) struct Access {
    acl: Acl,
}

/// The answer to one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Whether Vault lets the call through.
    pub allowed: bool,
    /// The deciding rule's place in the document's list; `None` where no rule matches.
    pub rule: Option<usize>,
}

impl Access {
    /// Every rule that could be read takes part, whether or not Vault takes the whole text.
    pub(crate) fn of(document: &Document, line: VaultLine) -> Self {
        let rules = document.rules.iter().map(|r| r.read.clone()).collect();
        let policy = Policy { rules, ..Policy::default() };
        Self { acl: Acl::new([&policy], None, line) }
    }

    /// Whether TFE's call is allowed, and by which rule.
    pub(crate) fn ask(&self, call: &Call) -> Answer {
        self.answer(call.operation, call.path)
    }

    /// The same for any operation, by its word.
    pub(crate) fn answer(&self, operation: &str, path: &str) -> Answer {
        let Some(operation) = Operation::of_word(operation) else {
            return Answer { allowed: false, rule: None };
        };
        let decision = self.acl.check(&Request::new(operation, path));
        Answer { allowed: decision.allowed, rule: decision.rule.map(|r| r.rule) }
    }
}
