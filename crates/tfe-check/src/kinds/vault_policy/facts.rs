//! A policy with all that its rules may ask.

use std::rc::Rc;

use text::{Layout, Span};
use vault_policy::{Capability, Document, Operation, PathPattern, Rule as PolicyRule, VaultLine};

use super::access::Access;
use super::asked::{self, Asked, Probe};
use super::once::parsed;
use super::others::Others;
use super::place::Place;
use super::purpose::Purpose;
use crate::base::finding::Severity;
use crate::base::kind::Profile;
use crate::base::versions::Versions;
use crate::contract::Quoted;

/// What a policy is checked with.
pub(crate) struct With<'w> {
    /// What it is for.
    pub purpose: Purpose,
    /// Its file's name, where the purpose was detected and not chosen.
    pub name: Option<&'w str>,
    /// The versions to check against.
    pub versions: &'w Versions,
    /// The other policies of its token: what is missing is checked against all of them.
    pub others: &'w Others,
    /// Whether sentences are around it, so that it may be an excerpt.
    pub quoted: Quoted,
}

/// A policy with all that its rules may ask.
pub(crate) struct Facts<'t> {
    /// The text itself.
    pub text: &'t str,
    /// The file's name, where the policy's purpose was detected and not chosen.
    pub name: Option<&'t str>,
    /// Whether sentences are around it, so that it may be an excerpt.
    pub quoted: Quoted,
    /// Its line ends.
    pub layout: Layout,
    /// The text as read.
    pub document: Rc<Document>,
    /// What it allows.
    pub access: Access,
    /// What it is for.
    pub profile: Profile,
    /// How that is known.
    pub purpose: Purpose,
    /// Where it expects the transit engine.
    pub place: Place,
    /// The calls checked against it, in the documented order, with its answers.
    pub asked: Vec<Asked>,
    /// The versions to check against.
    pub versions: &'t Versions,
    /// The other policies of the same token.
    pub others: Others,
}

impl<'t> Facts<'t> {
    pub(crate) fn of(text: &'t str, purpose: Purpose, versions: &'t Versions) -> Self {
        Self::among(text, purpose, versions, &Others::default())
    }

    /// A policy whose token has other policies too.
    pub(crate) fn among(
        text: &'t str,
        purpose: Purpose,
        versions: &'t Versions,
        others: &Others,
    ) -> Self {
        Self::read(text, parsed(text), purpose, versions, others)
    }

    /// The same for a text that was read before.
    fn read(
        text: &'t str,
        document: Rc<Document>,
        purpose: Purpose,
        versions: &'t Versions,
        others: &Others,
    ) -> Self {
        let profile = purpose.profile;
        let place = Place::of(others.documents().chain([document.as_ref()]), profile);
        let line = versions.vault_line();
        let access = Access::with(&document, others, |o| &o.policy, line, &place);
        let asked = asked::ask(&document, profile, versions, &place, &access);
        let (name, layout, others) = (None, Layout::of(text), others.clone());
        let quoted = Quoted::No;
        Self {
            text,
            name,
            quoted,
            layout,
            document,
            access,
            profile,
            purpose,
            place,
            asked,
            versions,
            others,
        }
    }

    /// Whether Vault takes the policy. Its parser takes an empty text, its API does not.
    pub(crate) fn accepted(&self) -> bool {
        !self.text.is_empty() && self.document.accepted(self.line())
    }

    /// The version line of Vault.
    pub(crate) fn line(&self) -> VaultLine {
        self.versions.vault_line()
    }

    /// The rule that decides a call.
    pub(crate) fn deciding(&self, probe: &Probe) -> Option<&PolicyRule> {
        probe.answer.rule.and_then(|at| self.document.rules.get(at))
    }

    /// The rule that denies a call, in whichever of the token's policies.
    pub(crate) fn denying(&self, probe: &Probe) -> Option<&PolicyRule> {
        let other = || probe.answer.other.and_then(|at| self.others.rule(at));
        let deciding = self.deciding(probe).or_else(|| other().map(|(_, rule)| rule));
        deciding.filter(|rule| rule.read.capabilities.contains(Capability::Deny))
    }

    /// How bad it is that a call is denied.
    pub(crate) fn severity(&self, probe: &Probe) -> Severity {
        match self.denying(probe) {
            _ if self.others.without_default => probe.severity_without_default(),
            Some(deny) => probe.severity_denied_by(deny),
            None => probe.severity(),
        }
    }

    /// What is denied by a rule, or by others with the same path.
    pub(crate) fn denied_by(&self, rule: &PolicyRule) -> Vec<(&Asked, &Probe)> {
        let same =
            |p: &&Probe| self.deciding(p).is_some_and(|r| r.read.pattern == rule.read.pattern);
        self.asked.iter().flat_map(|a| a.denied().filter(same).map(move |p| (a, p))).collect()
    }

    /// What another text allows.
    pub(crate) fn allowed_by(&self, text: &str) -> Access {
        let document = parsed(text);
        let place = Place::of(self.others.documents().chain([document.as_ref()]), self.profile);
        Access::with(&document, &self.others, |o| &o.mended, self.line(), &place)
    }

    /// What a rule would allow of what is denied now, if it had another path: how bad it is that it
    /// does not.
    pub(crate) fn denied_without(&self, rule: &PolicyRule, path: &str) -> Option<Severity> {
        let pattern = PathPattern::of_path(path)?;
        let allows = |p: &&Probe| {
            pattern.matches(&self.place.path(p.call.path))
                && Operation::of_word(p.call.operation)
                    .and_then(Operation::needs)
                    .is_some_and(|c| rule.read.capabilities.contains(c))
        };
        self.asked.iter().flat_map(Asked::denied).filter(allows).map(Probe::severity).max()
    }

    /// The place between the quotes of a rule's path, where it is written without escapes.
    pub(crate) fn path_text(&self, rule: &PolicyRule) -> Option<Span> {
        let whole = rule.path.span;
        let inside = Span::new(whole.start + 1, whole.end.saturating_sub(1));
        (inside.of(self.text) == rule.path.value).then_some(inside)
    }
}
