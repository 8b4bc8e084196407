//! Asking a policy.

use vault_policy::{Acl, Denial, Document, Lost, Operation, Policy, Request, VaultLine};

use super::Call;

/// What the rules of one text allow, in whatever state the text is.
pub(crate) struct Access {
    acl: Acl,
}

/// The answer to one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Whether Vault lets the call through.
    pub allowed: bool,
    /// The deciding rule's place in the document's list; `None` where no rule matches.
    pub rule: Option<usize>,
    /// Why it is denied.
    pub denial: Option<Denial>,
}

impl Access {
    /// Every rule that could be read takes part, whether or not Vault takes the whole text.
    pub(crate) fn of(document: &Document, line: VaultLine) -> Self {
        let rules = document.rules.iter().map(|r| r.read.clone()).collect();
        let policy = Policy { rules, ..Policy::default() };
        Self { acl: Acl::new([&policy], None, line) }
    }

    /// Whether a call is allowed, and by which rule.
    pub(crate) fn ask(&self, call: &Call) -> Answer {
        let Some(request) = request(call) else {
            return Answer { allowed: false, rule: None, denial: Some(Denial::NoRule) };
        };
        let decision = self.acl.check(&request);
        let rule = decision.rule.map(|r| r.rule);
        Answer { allowed: decision.allowed, rule, denial: decision.denial }
    }

    /// Rules that would allow a denied call and lost against the one that decides, with the reason.
    pub(crate) fn losers(&self, call: &Call) -> Vec<(usize, Lost)> {
        let others = request(call).map(|r| self.acl.alternatives(&r)).unwrap_or_default();
        others.into_iter().map(|other| (other.rule.rule, other.lost)).collect()
    }
}

fn request(call: &Call) -> Option<Request<'static>> {
    Some(Request::new(Operation::of_word(call.operation)?, call.path))
}
