use serde_json::{Map, Value};

use super::{Acl, Entry, RuleRef, parameters};
use crate::model::PolicyRule;
use crate::{Capabilities, Capability, Operation, sudo};

/// A request to Vault.
#[derive(Clone, Copy, Debug)]
pub struct Request<'r> {
    /// What it does.
    pub operation: Operation,
    /// The path without `v1/`. A LIST over HTTP always comes with a `/` at the end.
    pub path: &'r str,
    /// Its data.
    pub params: Option<&'r Map<String, Value>>,
    /// For how long the response is to be wrapped, in nanoseconds, if it is.
    pub wrap_ttl: Option<i64>,
}

impl<'r> Request<'r> {
    /// A request without data and wrapping.
    pub const fn new(operation: Operation, path: &'r str) -> Self {
        Self { operation, path, params: None, wrap_ttl: None }
    }

    pub(super) fn bare_path(&self) -> &'r str {
        self.path.trim_start_matches('/')
    }
}

/// What Vault says to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether the request is let through.
    pub allowed: bool,
    /// Whether the rules let it through; `sudo` of a root-protected path aside.
    pub acl_allowed: bool,
    /// The path is root-protected.
    pub sudo_required: bool,
    /// What `vault token capabilities` says about the path. `deny` where nothing is granted.
    pub capabilities: Capabilities,
    /// The rule that decides. Of several with the same path the one that grants (or denies).
    pub rule: Option<RuleRef>,
    /// Why it is not let through.
    pub denial: Option<Denial>,
}

/// Why a request is not let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Denial {
    /// No rule fits the path.
    NoRule,
    /// The rule says `deny`.
    Deny,
    /// The rule does not grant what the operation needs.
    MissingCapability(Capability),
    /// The path is root-protected, and the rule does not grant `sudo`.
    MissingSudo,
    /// The rule wants the response wrapped, for at least (`min`) or at most (`max`) this long.
    Wrapping {
        /// Nanoseconds; 0 for no limit.
        min: i64,
        /// Nanoseconds; 0 for no limit.
        max: i64,
    },
    /// Rules with the same path want longer and shorter wrapping: no request fulfils both.
    WrappingImpossible,
    /// A required parameter is not in the request (in lower case).
    ParameterMissing(String),
    /// A parameter is denied, or has a denied value.
    ParameterDenied(String),
    /// A parameter is not among the allowed ones.
    ParameterNotAllowed(String),
    /// A parameter has a value that is not among the allowed ones.
    ValueNotAllowed(String),
}

impl Acl {
    /// What Vault says to the request.
    pub fn check(&self, request: &Request<'_>) -> Decision {
        let path = request.bare_path();
        let sudo_required = sudo::needs_sudo(path);
        let entry = self.winner(request.operation, path).and_then(|at| self.entry(at));
        let as_list = match request.operation {
            Operation::List => entry,
            _ => self.winner(Operation::List, path).and_then(|at| self.entry(at)),
        };
        let acl_denial = self.denial(entry, request);
        let acl_allowed = acl_denial.is_none();
        let has_sudo = entry.is_some_and(|e| e.joined.capabilities.contains(Capability::Sudo));
        let lacks_sudo = sudo_required && !has_sudo && request.operation != Operation::Help;
        let denial = acl_denial.or_else(|| lacks_sudo.then_some(Denial::MissingSudo));
        Decision {
            allowed: denial.is_none(),
            acl_allowed,
            sudo_required,
            capabilities: shown(as_list),
            rule: entry.and_then(|e| e.deciding(request.operation)),
            denial,
        }
    }

    /// What `vault token capabilities` says: the rule that a LIST would meet, limits aside.
    pub fn capabilities(&self, path: &str) -> Capabilities {
        let path = path.trim_start_matches('/');
        shown(self.winner(Operation::List, path).and_then(|at| self.entry(at)))
    }

    fn denial(&self, entry: Option<&Entry>, request: &Request<'_>) -> Option<Denial> {
        let needed = request.operation.needs()?;
        let Some(entry) = entry else {
            return Some(Denial::NoRule);
        };
        let rule = &entry.joined;
        if rule.capabilities.denies() {
            return Some(Denial::Deny);
        }
        if !rule.capabilities.contains(needed) {
            return Some(Denial::MissingCapability(needed));
        }
        wrapping(rule, request.wrap_ttl).or_else(|| {
            let looked_at = request.operation.has_parameters();
            looked_at.then(|| parameters::check(rule, request.params, self.line))?
        })
    }
}

fn wrapping(rule: &PolicyRule, wanted: Option<i64>) -> Option<Denial> {
    let (min, max) = (rule.limits().min_wrapping_ttl, rule.limits().max_wrapping_ttl);
    if min != 0 && max != 0 && max < min {
        return Some(Denial::WrappingImpossible);
    }
    let long = max > 0 && wanted.is_none_or(|ttl| ttl > max);
    let short = min > 0 && wanted.is_none_or(|ttl| ttl < min);
    let (min, max) = (min.max(0), max.max(0));
    (long || short).then_some(Denial::Wrapping { min, max })
}

fn shown(entry: Option<&Entry>) -> Capabilities {
    let capabilities = entry.map_or(Capabilities::NONE, |e| e.joined.capabilities);
    if capabilities.is_empty() { Capabilities::DENY } else { capabilities }
}

impl Entry {
    /// The rule to show: the one that denies, else the one that grants, else the first.
    fn deciding(&self, operation: Operation) -> Option<RuleRef> {
        let with = |capability| self.rules.iter().find(|(_, c)| c.contains(capability));
        let granting = || operation.needs().and_then(with);
        let found = with(Capability::Deny).or_else(granting).or(self.rules.first());
        found.map(|(rule, _)| *rule)
    }
}
