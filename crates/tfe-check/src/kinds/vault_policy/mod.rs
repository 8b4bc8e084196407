//! Vault policies: the text as Vault reads it, and what it allows of what TFE needs.

mod access;
mod asked;
mod bare;
mod behavior;
mod flattened;
mod guard;
pub(crate) mod hint;
mod line_break;
mod mended;
mod needs;
mod once;
mod others;
mod place;
mod purpose;
pub(crate) mod rules;
mod view;

use std::rc::Rc;

use text::{Gathered, Layout, Span};
use vault_policy::{Document, Operation, PathPattern, Rule as PolicyRule, VaultLine};

pub(crate) use access::{Access, OtherRule};
pub(crate) use asked::{Asked, Probe, covers, worst};
pub(crate) use bare::{Bare, Level};
pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
pub(crate) use flattened::Flattened;
pub(crate) use line_break::Broken;
pub(crate) use needs::{Call, Goal, Need, SNAPSHOT, TFE_NEEDS, Wanted, needs};
pub(crate) use others::{Given, Others, together};
pub(crate) use place::{Place, may_match, misspelt, mount};
pub(crate) use purpose::{Purpose, named, touching};
pub(crate) use view::view;

use crate::base::finding::{Finding, Safety, Severity};
use crate::base::judgement::Judgement;
use crate::base::kind::Profile;
use crate::base::versions::Versions;
use once::parsed;

/// A policy with all that its rules may ask.
pub(crate) struct Facts<'t> {
    /// The text itself.
    pub text: &'t str,
    /// The file's name, where the policy's purpose was detected and not chosen.
    pub name: Option<&'t str>,
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
        Self {
            text,
            name,
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

    /// The version line of Vault.
    pub(crate) fn line(&self) -> VaultLine {
        self.versions.vault_line()
    }

    /// The rule that decides a call.
    pub(crate) fn deciding(&self, probe: &Probe) -> Option<&PolicyRule> {
        probe.answer.rule.and_then(|at| self.document.rules.get(at))
    }

    /// What is denied by a rule, or by others with the same path.
    pub(crate) fn denied_by(&self, rule: &PolicyRule) -> Vec<(&Asked, &Probe)> {
        let same =
            |p: &&Probe| self.deciding(p).is_some_and(|r| r.read.pattern == rule.read.pattern);
        self.asked.iter().flat_map(|a| a.denied().filter(same).map(move |p| (a, p))).collect()
    }

    /// What another text allows.
    pub(crate) fn allowed_by(&self, text: &str) -> Access {
        let document = vault_policy::parse(text);
        let place = Place::of(self.others.documents().chain([&document]), self.profile);
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

/// Why Vault refuses a text, in one sentence of our own.
pub fn refusal(problem: &vault_policy::Problem) -> String {
    rules::words(&problem.kind).what
}

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
}

/// What is wrong with a policy.
pub(crate) fn judge(text: &str, with: &With<'_>) -> Judgement {
    mended::ladder().climb(with, text, false)
}

/// What is wrong with a text as it is.
fn as_it_is(with: &With<'_>, text: &str, _: bool) -> Judgement {
    let With { purpose, name, versions, others } = *with;
    let facts = Facts { name, ..Facts::among(text, purpose, versions, others) };
    let mut findings = Vec::new();
    for rule in rules::STRUCTURE {
        rule(&facts, &mut findings);
    }
    let accepted = facts.document.accepted(facts.line());
    if Flattened::of(text, &findings).is_some() {
        // What is missing is only known once the line breaks are back.
        return Judgement { accepted: Some(accepted), findings };
    }
    let mended = mended(text, &findings);
    let same = mended.is_none() && others.list.is_empty();
    let mended = (!same).then(|| facts.allowed_by(mended.as_deref().unwrap_or(text)));
    let mut missing = rules::missing::find(&facts, mended.as_ref().unwrap_or(&facts.access));
    rules::deny_blocks_need::folded(&facts, &mut missing);
    rules::rule_grants_nothing::folded(&facts, &mut missing);
    rules::rule_shadows_grant::folded(&facts, &mut missing);
    let missing = rules::policy_without_rules::folded(&facts, missing);
    findings.extend(rules::policy_of_private_tfe::folded(&facts, missing));
    guard::keep_answers(&facts, accepted, &mut findings);
    Judgement { accepted: Some(accepted), findings }
}

/// The text with its structure corrected, so one cause gives one finding:
/// a rule with a typo in it is reported once, and not again as missing.
fn mended(text: &str, findings: &[Finding]) -> Option<String> {
    let mut all = Gathered::default();
    for finding in findings.iter().filter(|f| !rules::path_too_broad::works(f)) {
        if let Some(fix) = finding.fixes.iter().find(|f| f.safety >= Safety::Review) {
            // What does not go together with an earlier fix stays as it is.
            let _ = all.add(&fix.edits);
        }
    }
    let all = all.finish();
    if all.is_empty() { None } else { all.apply(text).ok() }
}
