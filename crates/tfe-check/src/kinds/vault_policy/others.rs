//! The other policies of the same token. Vault joins all policies that a token has, so what one
//! text lacks another may grant, and what one denies is denied.

use std::rc::Rc;

use vault_policy::{Denial, Document, Policy};

use super::once::parsed;
use super::{Access, Facts, Need, OtherRule, Place, Purpose, covers, mended, needs};
use crate::base::kind::Profile;
use crate::base::versions::Versions;
use crate::kinds::vault_policy::rules;

/// The policies that were given together with the one at hand and belong to its token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Others {
    /// In the order given.
    pub list: Vec<Rc<Other>>,
    /// So many of them were given before the one at hand.
    pub own: usize,
    /// The token is known not to have Vault's default policy.
    pub without_default: bool,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct Other {
    /// Its place in the list that was given.
    pub place: usize,
    /// What it is called there.
    pub name: String,
    /// As read.
    pub document: Rc<Document>,
    /// Its rules as they stand.
    pub policy: Policy,
    /// Its rules with all that is certain put right, so that a typo there is told there alone.
    pub mended: Policy,
    /// What it is for. One that is for nothing known is not asked for what is missing.
    pub profile: Profile,
    /// Which of its profile's needs it grants something for.
    stands_for: Vec<bool>,
}

/// A policy among those given.
pub(crate) struct Given<'t> {
    /// Its place in the list.
    pub place: usize,
    /// What it is called.
    pub name: &'t str,
    /// The text.
    pub text: &'t str,
    /// What it is for.
    pub purpose: Purpose,
    /// The user says that it is for nothing known: it stays by itself.
    pub alone: bool,
}

/// For each of the policies the others of its token, in the same order.
///
/// Policies of one profile belong together, and with them those that are recognised as nothing:
/// a policy is often cut in two, and the half with `sys/mounts` names nothing of TFE. Two that both
/// are a whole policy are versions of the same one, of which a token has one only. Where `with` says
/// of two of them (by their places) whether a token that has the first has the second too, that counts.
pub(crate) fn together(
    given: &[Given<'_>],
    versions: &Versions,
    with: impl Fn(usize, usize) -> Option<bool>,
) -> Vec<Others> {
    if given.len() < 2 || given.iter().all(|g| g.purpose.profile == Profile::None) {
        return given.iter().map(|_| Others::default()).collect();
    }
    let all: Vec<Rc<Other>> = given.iter().map(|g| Rc::new(Other::of(g, versions))).collect();
    let mut found = Vec::new();
    for (own, own_given) in all.iter().zip(given) {
        let mut others = Others::default();
        if own.profile != Profile::None && !own_given.alone {
            for (other, given) in all.iter().zip(given) {
                let belongs = || own.belongs_with(other) && !given.alone;
                let said = with(own.place, other.place);
                if other.place != own.place && said.unwrap_or_else(belongs) {
                    others.own += usize::from(other.place < own.place);
                    others.list.push(Rc::clone(other));
                }
            }
        }
        found.push(others);
    }
    found
}

impl Other {
    fn of(given: &Given<'_>, versions: &Versions) -> Self {
        let (text, profile) = (given.text, given.purpose.profile);
        let facts = Facts::of(text, given.purpose, versions);
        let mut findings = Vec::new();
        for rule in rules::STRUCTURE {
            rule(&facts, &mut findings);
        }
        let repaired =
            findings.iter().filter(|f| f.only || rules::is_flat(f)).flat_map(|f| &f.fixes).next();
        let text =
            repaired.and_then(|fix| fix.edits.apply(text).ok()).or_else(|| mended(text, &findings));
        let mended = text.map_or_else(|| Rc::clone(&facts.document), |text| parsed(&text));
        let mended = mended.as_ref();
        let place = Place::of([mended].into_iter(), profile);
        let access = Access::of(mended, versions.vault_line(), &place);
        let grants = |need: &Need| {
            need.calls
                .iter()
                .map(|call| access.ask(call))
                .any(|answer| answer.rule.is_some() && !matches!(answer.denial, Some(Denial::Deny)))
        };
        let stands_for = needs(profile).iter().map(grants).collect();
        let (mended, policy) = (mended.as_read(), facts.document.as_read());
        let (place, name, document) = (given.place, given.name.to_owned(), facts.document);
        Self { place, name, document, policy, mended, profile, stands_for }
    }

    fn belongs_with(&self, other: &Self) -> bool {
        match other.profile {
            Profile::None => true,
            profile => profile == self.profile && !self.is_version_of(other),
        }
    }

    /// Both stand for at least half of the need, and mostly for the same half.
    fn is_version_of(&self, other: &Self) -> bool {
        let asked = needs(self.profile).iter().filter(|n| !n.calls.is_empty()).count();
        let count = |of: &dyn Fn(bool, bool) -> bool| {
            let pairs = self.stands_for.iter().zip(&other.stands_for);
            pairs.filter(|(a, b)| of(**a, **b)).count()
        };
        2 * count(&|a, _| a) >= asked
            && 2 * count(&|_, b| b) >= asked
            && 2 * count(&|a, b| a && b) >= count(&|a, b| a || b)
    }
}

impl Others {
    /// Their texts as read.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &Document> + Clone {
        self.list.iter().map(|other| other.document.as_ref())
    }

    /// The rule of another policy.
    pub(crate) fn rule(&self, at: OtherRule) -> Option<(&Other, &vault_policy::Rule)> {
        let other = self.list.get(at.other)?;
        Some((other, other.document.rules.get(at.rule)?))
    }

    /// Whether what is missing is to be told in the document at hand: where the rule that decides
    /// stands; else where the rules nearest to it in the documented order stand, so that it is told
    /// once.
    pub(crate) fn told_here(
        &self,
        own: &Document,
        profile: Profile,
        place: usize,
        decided: (Option<usize>, Option<OtherRule>),
    ) -> bool {
        let judged = |o: &Other| o.profile == profile;
        match decided {
            (Some(_), _) => return true,
            (None, Some(at)) if self.list.get(at.other).is_some_and(|o| judged(o)) => return false,
            _ => {}
        }
        let mine = distance(own, profile, place);
        self.list.iter().enumerate().filter(|(_, o)| judged(o)).all(|(at, other)| {
            let theirs = distance(&other.document, profile, place);
            if at < self.own { mine < theirs } else { mine <= theirs }
        })
    }
}

/// How far the nearest rule that a document has is from a place in the documented order.
fn distance(document: &Document, profile: Profile, place: usize) -> usize {
    let has = |need: &Need| document.rules.iter().any(|r| covers(need.path, r));
    let near = needs(profile).iter().enumerate().filter(|(_, need)| has(need));
    near.map(|(at, _)| at.abs_diff(place)).min().unwrap_or(usize::MAX)
}
