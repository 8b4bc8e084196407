//! The other policies of the same token. Vault joins all policies that a token has, so what one
//! text lacks another may grant, and what one denies is denied.

use std::rc::Rc;

use text::short;
use vault_policy::{Document, Policy};

use super::{Need, OtherRule, covers, needs};
use crate::base::kind::Profile;

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
    /// Its rules with all that is certain put right, so that a typo there is reported there alone.
    pub mended: Policy,
    /// What it is for. One that is for nothing known is not asked for what is missing.
    pub profile: Profile,
    /// Which of its profile's needs it grants something for.
    pub(super) stands_for: Vec<bool>,
}

impl Other {
    /// Whether a token that has this policy has the other one too, where nothing else says so.
    pub(super) fn belongs_with(&self, other: &Self) -> bool {
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
    /// The policy at hand and these, as the end of a sentence: "it and `b.hcl`".
    pub(crate) fn with_it(&self) -> String {
        match self.list.as_slice() {
            [] => "it".to_owned(),
            [one] if one.name.contains('.') => format!("it and `{}`", short(&one.name)),
            [_] => "it and the other policy".to_owned(),
            more => format!("it and the {} other policies", more.len()),
        }
    }

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
    /// stands; else where the rules nearest to it in the documented order stand, so that it is reported
    /// once.
    pub(crate) fn is_reported_here(
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
