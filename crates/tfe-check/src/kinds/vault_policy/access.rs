//! Asking a policy.

use serde_json::{Map, Value};
use vault_policy::{
    Acl, Alternative, Denial, Document, Lost, Operation, Policy, PolicyRule, Request, RuleRef,
    VaultLine,
};

use super::others::{Other, Others};
use super::{Call, Place};

/// What the rules of one text and of the others of the same token allow, in whatever state the
/// texts are.
pub(crate) struct Access {
    acl: Acl,
    own: usize,
    place: Place,
}

/// The answer to one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Whether Vault lets the call through.
    pub allowed: bool,
    /// The deciding rule's place in the document's list; `None` where no rule of it decides.
    pub rule: Option<usize>,
    /// The deciding rule, where it stands in another policy of the token.
    pub other: Option<OtherRule>,
    /// Why it is denied.
    pub denial: Option<Denial>,
}

/// A rule of another policy of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OtherRule {
    /// Which one, of [`Others::list`].
    pub other: usize,
    /// Which of its rules.
    pub rule: usize,
}

impl Access {
    /// Every rule that could be read takes part, whether or not Vault takes the whole text. Calls
    /// go to the engine at `place`.
    pub(crate) fn of(document: &Document, line: VaultLine, place: &Place) -> Self {
        let acl = Acl::as_written([rules(document)], line);
        Self { acl, own: 0, place: place.clone() }
    }

    /// The same, together with what the other policies of the token say.
    pub(crate) fn with<'o>(
        document: &Document,
        others: &'o Others,
        say: impl Fn(&'o Other) -> &'o Policy,
        line: VaultLine,
        place: &Place,
    ) -> Self {
        let mut policies: Vec<Vec<&PolicyRule>> =
            others.list.iter().map(|o| say(o).rules.iter().collect()).collect();
        policies.insert(others.own.min(policies.len()), rules(document));
        let acl = Acl::as_written(policies, line);
        Self { acl, own: others.own, place: place.clone() }
    }

    /// Whether a call is allowed, and by which rule.
    pub(crate) fn ask(&self, call: &Call) -> Answer {
        let path = self.place.path(call.path);
        let Some(operation) = Operation::of_word(call.operation) else {
            let denial = Some(Denial::NoRule);
            return Answer { allowed: false, rule: None, other: None, denial };
        };
        let data = Self::data(call);
        self.answer(&Request { params: Some(&data), ..Request::new(operation, &path) })
    }

    /// The same for a request whose path is as it is at this Vault.
    pub(crate) fn answer(&self, request: &Request<'_>) -> Answer {
        let decision = self.acl.check(request);
        let (rule, other) = decision.rule.map_or((None, None), |at| self.at(at));
        Answer { allowed: decision.allowed, rule, other, denial: decision.denial }
    }

    /// What the request of a call carries.
    pub(crate) fn data(call: &Call) -> Map<String, Value> {
        call.data.iter().map(|(n, v)| value(n, v)).collect()
    }

    /// Rules of the document that would allow a denied call and lost against the one that decides,
    /// with the reason.
    pub(crate) fn losers(&self, call: &Call) -> Vec<(usize, Lost)> {
        let own = |loser: Alternative| Some((self.at(loser.rule).0?, loser.lost));
        self.alternatives(call).into_iter().filter_map(own).collect()
    }

    /// The same of the other policies.
    pub(crate) fn other_losers(&self, call: &Call) -> Vec<(OtherRule, Lost)> {
        let other = |loser: Alternative| Some((self.at(loser.rule).1?, loser.lost));
        self.alternatives(call).into_iter().filter_map(other).collect()
    }

    fn alternatives(&self, call: &Call) -> Vec<Alternative> {
        let path = self.place.path(call.path);
        let Some(operation) = Operation::of_word(call.operation) else { return Vec::new() };
        self.acl.alternatives(&Request::new(operation, &path))
    }

    fn at(&self, at: RuleRef) -> (Option<usize>, Option<OtherRule>) {
        match at.policy.checked_sub(self.own) {
            Some(0) => (Some(at.rule), None),
            Some(_) => (None, Some(OtherRule { other: at.policy - 1, rule: at.rule })),
            None => (None, Some(OtherRule { other: at.policy, rule: at.rule })),
        }
    }
}

fn rules(document: &Document) -> Vec<&PolicyRule> {
    document.rules.iter().map(|rule| &rule.read).collect()
}

fn value(name: &str, value: &str) -> (String, Value) {
    let value = if value == "true" { Value::Bool(true) } else { Value::from(value) };
    (name.to_owned(), value)
}
