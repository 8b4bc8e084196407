//! A policy before and after a change: which of Vault's answers are others.

use std::collections::BTreeMap;

use vault_policy::{Capability, Denial, Document, Operation, PathPattern, PolicyRule, Request};

use super::overlap::{common, examples};
use crate::base::kind::Profile;
use crate::kinds::vault_policy::rules::hands_out;
use crate::kinds::vault_policy::{Access, Asked, Facts};

/// How many pairs of rules are compared. A policy with more is not changed in so many places.
const PAIRS: usize = 100_000;

/// The operations of clients; Vault's own need the same capabilities.
const OPERATIONS: [Operation; 8] = [
    Operation::Create,
    Operation::Read,
    Operation::Update,
    Operation::Patch,
    Operation::Delete,
    Operation::List,
    Operation::Recover,
    Operation::Subscribe,
];

/// Both texts as read, and what they allow.
pub(super) struct Comparison<'f> {
    facts: &'f Facts<'f>,
    old: Side<'f>,
    new: Side<'f>,
}

struct Side<'f> {
    document: &'f Document,
    rules: BTreeMap<&'f PathPattern, Vec<&'f PolicyRule>>,
    access: Access,
}

impl<'f> Side<'f> {
    fn of(facts: &Facts<'_>, document: &'f Document) -> Self {
        let mut rules: BTreeMap<&PathPattern, Vec<&PolicyRule>> = BTreeMap::new();
        for rule in &document.rules {
            rules.entry(&rule.read.pattern).or_default().push(&rule.read);
        }
        let (others, line) = (&facts.others, facts.line());
        let access = Access::with(document, others, |o| &o.policy, line, &facts.place);
        Self { document, rules, access }
    }
}

impl<'f> Comparison<'f> {
    pub(super) fn of(facts: &'f Facts<'f>, old: &'f Document, new: &'f Document) -> Self {
        Self { facts, old: Side::of(facts, old), new: Side::of(facts, new) }
    }

    /// Whether the answers that differ are those to what the policy is for.
    pub(super) fn is_harmless(&self) -> bool {
        let own = self.old.rules.keys().chain(self.new.rules.keys()).copied();
        let others = self.facts.others.list.iter().flat_map(|o| &o.policy.rules);
        let all: Vec<&PathPattern> = own.chain(others.map(|r| &r.pattern)).collect();
        let differs = |p: &&&PathPattern| self.old.rules.get(**p) != self.new.rules.get(**p);
        let changed: Vec<&PathPattern> = all.iter().filter(differs).copied().collect();
        if changed.len().saturating_mul(all.len()) > PAIRS {
            return false;
        }
        changed.iter().all(|pattern| {
            let shared = |other: &&PathPattern| common(pattern, other);
            examples(pattern).iter().all(|path| self.stays(path))
                && all.iter().filter_map(shared).all(|path| self.stays(&path))
        })
    }

    /// Whether the answers for a path stay, as far as they may not change.
    fn stays(&self, path: &str) -> bool {
        OPERATIONS.iter().all(|operation| {
            let request = Request::new(*operation, path);
            let (old, new) = (self.old.access.answer(&request), self.new.access.answer(&request));
            if old.denial == Some(Denial::Deny) && new.denial != Some(Denial::Deny) {
                return false;
            }
            match (old.allowed, new.allowed) {
                (true, false) => self.is_moved(old.rule) && !self.is_real(path),
                (false, true) => self.is_needed(*operation, path),
                (true, true) | (false, false) => true,
            }
        })
    }

    /// A rule whose path is put right does not count for the wrong one any more.
    fn is_moved(&self, rule: Option<usize>) -> bool {
        let rule = rule.and_then(|at| self.old.document.rules.get(at));
        let gone = rule.is_some_and(|r| !self.new.rules.contains_key(&r.read.pattern));
        self.facts.profile != Profile::None && gone
    }

    /// Whether a wrong path is one that somebody may call: below one that is needed, or that of a
    /// wrapped data key.
    fn is_real(&self, path: &str) -> bool {
        let below = |asked: &Asked| {
            let rest = path.strip_prefix(asked.path.as_str());
            rest.is_some_and(|rest| rest.starts_with('/'))
        };
        self.facts.asked.iter().any(below) || path.contains("/datakey/wrapped/")
    }

    /// Whether the policy is certainly for something whose documentation asks for a call.
    fn is_needed(&self, operation: Operation, path: &str) -> bool {
        let Some(capability) = operation.needs().filter(|_| self.facts.purpose.sure) else {
            return false;
        };
        let word = if capability == Capability::Create { Capability::Update } else { capability };
        let called = |asked: &Asked| asked.probes.iter().any(|p| p.call.operation == word.word());
        let agent = self.facts.profile == Profile::RaftSnapshot;
        let documented = |asked: &Asked| {
            let here = PathPattern::of_path(&asked.path).is_some_and(|p| p.matches(path));
            here && asked.need.capabilities.contains(&capability.word())
                && (!agent || called(asked))
        };
        // What this policy does not do of its profile's calls has no probes.
        let wanted = |a: &&Asked| a.need.calls.is_empty() || !a.probes.is_empty();
        self.facts.asked.iter().filter(wanted).any(documented)
            || operation == Operation::Read && hands_out(self.facts, path)
    }
}
