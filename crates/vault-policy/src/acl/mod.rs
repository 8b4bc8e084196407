//! Which rule applies to a request, and what it says (vault/acl.go).

mod alternatives;
mod check;
mod index;
mod letter_case;
mod merge;
mod parameters;
mod precedence;
mod template;

use crate::model::{Policy, PolicyRule};
use crate::{Capabilities, Capability, Operation, PathPattern, PatternKind, VaultLine};
pub use alternatives::{Alternative, Lost};
pub use check::{Decision, Denial, Request};
use index::{Prefixes, Segments};
pub use precedence::Edge;
use precedence::rank;
pub use template::{Alias, Entity, Group, Identity};

use std::collections::HashMap;

/// A rule of one of the policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleRef {
    /// Which policy, in the order given.
    pub policy: usize,
    /// Which of its rules.
    pub rule: usize,
}

/// The rules of all policies of a token, joined and indexed.
#[derive(Clone, Debug, Default)]
pub struct Acl {
    entries: Vec<Entry>,
    exact: HashMap<String, usize>,
    prefixes: Prefixes,
    segments: Segments,
    skipped: Vec<Skipped>,
    line: VaultLine,
}

/// All rules with one pattern, as one.
#[derive(Clone, Debug)]
struct Entry {
    /// With the pattern that counts for this identity.
    joined: PolicyRule,
    rules: Vec<(RuleRef, Capabilities)>,
}

/// A rule whose template has no value for this identity.
#[derive(Clone, Debug)]
struct Skipped {
    rule: RuleRef,
    path: String,
    capabilities: Capabilities,
}

impl Acl {
    /// Joins the policies of a token. Templates are filled from `identity`; a rule whose template
    /// has no value is left out, also when it denies.
    pub fn new<'p>(
        policies: impl IntoIterator<Item = &'p Policy>,
        identity: Option<&Identity>,
        line: VaultLine,
    ) -> Self {
        let filled = |policy: &'p Policy| {
            policy.rules.iter().map(move |rule| (rule, pattern_of(policy, rule, identity)))
        };
        Self::joined(policies.into_iter().map(filled), line)
    }

    /// The same of the rules of each policy, with every path as it is written: `{{` in it stands
    /// for itself.
    pub fn as_written<'p, R>(policies: impl IntoIterator<Item = R>, line: VaultLine) -> Self
    where
        R: IntoIterator<Item = &'p PolicyRule>,
    {
        let written = |rules: R| rules.into_iter().map(|rule| (rule, Some(rule.pattern.clone())));
        Self::joined(policies.into_iter().map(written), line)
    }

    fn joined<'p, R>(policies: impl Iterator<Item = R>, line: VaultLine) -> Self
    where
        R: Iterator<Item = (&'p PolicyRule, Option<PathPattern>)>,
    {
        let mut acl = Self { line, ..Self::default() };
        let mut known: HashMap<PathPattern, usize> = HashMap::new();
        for (at, rules) in policies.enumerate() {
            for (rule_at, (rule, pattern)) in rules.enumerate() {
                let place = RuleRef { policy: at, rule: rule_at };
                match pattern {
                    Some(pattern) => acl.add(pattern, rule, place, &mut known),
                    None => acl.skipped.push(Skipped {
                        rule: place,
                        path: rule.path.clone(),
                        capabilities: rule.capabilities,
                    }),
                }
            }
        }
        drop(known);
        acl.entries.shrink_to_fit();
        acl.index();
        acl
    }

    fn add(
        &mut self,
        pattern: PathPattern,
        rule: &PolicyRule,
        place: RuleRef,
        known: &mut HashMap<PathPattern, usize>,
    ) {
        let existing = known.get(&pattern).and_then(|at| self.entries.get_mut(*at));
        if let Some(entry) = existing {
            merge::join(&mut entry.joined, rule);
            entry.rules.push((place, rule.capabilities));
            return;
        }
        known.insert(pattern.clone(), self.entries.len());
        let mut joined = rule.clone();
        joined.pattern = pattern;
        self.entries.push(Entry { joined, rules: vec![(place, rule.capabilities)] });
    }

    fn index(&mut self) {
        let of_kind = |kind| {
            let numbered = self.entries.iter().enumerate();
            numbered.filter(move |(_, entry)| entry.joined.pattern.kind == kind)
        };
        let text = |(at, entry): (usize, &Entry)| (entry.joined.pattern.text.clone(), at);
        self.exact = of_kind(PatternKind::Exact).map(text).collect();
        self.prefixes = Prefixes::new(of_kind(PatternKind::Prefix).map(text).collect());
        self.segments = Segments::new(of_kind(PatternKind::Segments).map(text).collect());
    }

    /// The number of the entry that decides.
    fn winner(&self, operation: Operation, path: &str) -> Option<usize> {
        let winner = self.winner_as_written(operation, path);
        if self.line < VaultLine::V2_2_2 {
            return winner;
        }
        self.denied_in_other_case(operation, path, winner).or(winner)
    }

    fn winner_as_written(&self, operation: Operation, path: &str) -> Option<usize> {
        if let Some(at) = self.exact.get(path) {
            return Some(*at);
        }
        if operation == Operation::List
            && let Some(bare) = path.strip_suffix('/')
        {
            if let Some(at) = self.exact.get(bare) {
                return Some(*at);
            }
            if self.line >= VaultLine::V2_0_3 {
                return self.of_list(bare, path);
            }
            if let Some(at) = self.best(self.fitting(bare)) {
                return Some(at);
            }
        }
        self.best(self.fitting(path))
    }

    /// The longest prefix and all patterns with a `+` that fit.
    fn fitting(&self, path: &str) -> Vec<usize> {
        let mut fitting =
            if self.segments.is_empty() { Vec::new() } else { self.segments.matching(path) };
        fitting.extend(self.prefixes.longest(path));
        fitting
    }

    fn best(&self, fitting: impl IntoIterator<Item = usize>) -> Option<usize> {
        fitting.into_iter().max_by_key(|at| self.entries.get(*at).map(|e| rank(&e.joined.pattern)))
    }

    /// A LIST since 2.0.3: of the rules for the path with and without its last slash a deny decides
    /// if none that grants LIST is more specific; else the best that grants it, else the best
    /// (vault/acl.go, `resolveACLPermsForListOp`).
    fn of_list(&self, bare: &str, path: &str) -> Option<usize> {
        let mut all = self.fitting(bare);
        all.extend(self.fitting(path));
        let with = |capability| {
            let has = move |at: &usize| {
                self.entry(*at).is_some_and(|e| e.joined.capabilities.contains(capability))
            };
            self.best(all.iter().copied().filter(has))
        };
        let (deny, list) = (with(Capability::Deny), with(Capability::List));
        self.best(deny.into_iter().chain(list)).or_else(|| self.best(all.iter().copied()))
    }

    fn entry(&self, at: usize) -> Option<&Entry> {
        self.entries.get(at)
    }
}

fn pattern_of(
    policy: &Policy,
    rule: &PolicyRule,
    identity: Option<&Identity>,
) -> Option<PathPattern> {
    if !policy.templated || !rule.path.contains("{{") {
        return Some(rule.pattern.clone());
    }
    PathPattern::of_path(&template::render(&rule.path, identity)?)
}
