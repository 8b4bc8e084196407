//! What a policy grants, with its paths as they are meant.

use std::cell::OnceCell;

use vault_policy::{Acl, Capability, Document, PathPattern, Policy, Rule, VaultLine};

use super::paths::straight;

/// The rules that say what a policy is for, and what they allow.
pub(super) struct Granted<'d> {
    pub(super) document: &'d Document,
    /// Each rule with its path as it is meant: without `v1/` and the address of a server.
    pub(super) rules: Vec<(&'d str, &'d Rule)>,
    /// What the policy allows with those paths; most policies are not asked.
    acl: OnceCell<Acl>,
}

impl<'d> Granted<'d> {
    /// Of a document, each path without what does not belong to it.
    pub(super) fn of(document: &'d Document) -> Self {
        let rules: Vec<(&str, &Rule)> =
            document.rules.iter().map(|rule| (straight(&rule.path.value), rule)).collect();
        Self { document, rules, acl: OnceCell::new() }
    }

    /// What the policy allows, each path as it is meant.
    pub(super) fn acl(&self) -> &Acl {
        self.acl.get_or_init(|| {
            let meant = self.rules.iter().filter_map(|(path, rule)| {
                let pattern = PathPattern::of_path(path)?;
                let mut read = rule.read.clone();
                read.pattern = pattern;
                Some(read)
            });
            let policy = Policy { rules: meant.collect(), ..Policy::default() };
            Acl::new([&policy], None, VaultLine::default())
        })
    }

    /// The rules that grant something, or are written to grant something that cannot be read.
    pub(super) fn granting(&self) -> impl Iterator<Item = (&str, &'d Rule)> {
        let all = self.rules.iter().map(|(path, rule)| (*path, *rule));
        all.filter(|(_, rule)| grants(rule) || self.is_broken(rule))
    }

    /// The rules that deny.
    pub(super) fn denying(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().filter(|(_, rule)| rule.read.capabilities.denies()).map(|(path, _)| *path)
    }

    /// Whether what a rule grants cannot be read.
    pub(super) fn is_broken(&self, rule: &Rule) -> bool {
        let problems = &self.document.problems;
        let first = || problems.partition_point(|p| p.span.start < rule.span.start);
        rule.read.capabilities.is_empty()
            && problems.get(first()).is_some_and(|p| p.span.start < rule.span.end)
    }
}

/// Whether a rule grants anything.
pub(super) fn grants(rule: &Rule) -> bool {
    !rule.read.capabilities.is_empty() && !rule.read.capabilities.denies()
}

/// Whether a rule grants one of these.
pub(super) fn any_of(rule: &Rule, wanted: &[Capability]) -> bool {
    grants(rule) && wanted.iter().any(|c| rule.read.capabilities.contains(*c))
}
