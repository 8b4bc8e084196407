//! What a policy is for, recognised from what it grants.
//!
//! A `deny` never shows a purpose: it is there to keep a token away from something. What a policy
//! grants shows one where it names TFE's keys or is most of what a profile needs; everything less is
//! a guess, for which nothing is added without a look, or no purpose at all.

mod engine;
mod evidence;
mod granted;
mod name;
mod paths;
mod snapshot;
mod transit;

pub(crate) use name::named;

use std::borrow::Cow;
use std::rc::Rc;

use text::EditSetBuilder;
use vault_policy::{Document, Rule};

use super::once::parsed;
use crate::base::kind::Profile;
use evidence::Evidence;
use granted::{Granted, grants};
use paths::straight;

/// What a policy is for, and how well that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Purpose {
    /// Which calls it has to allow.
    pub profile: Profile,
    /// The user chose the profile, or the policy grants enough of it. Otherwise what is added to the
    /// policy needs a look.
    pub sure: bool,
    /// The profile that a policy of no known purpose grants something of.
    pub unclear: Option<Profile>,
}

impl Purpose {
    /// A profile that the user chose.
    pub(crate) const fn chosen(profile: Profile) -> Self {
        Self { profile, sure: true, unclear: None }
    }

    /// No profile, and no question about it.
    pub(crate) const fn none() -> Self {
        Self { profile: Profile::None, sure: false, unclear: None }
    }

    /// Recognised from a text, and from the name of its file or of the policy.
    pub(crate) fn of(text: &str, name: Option<&str>) -> Self {
        let document = readable(text);
        let policy = Granted::of(&document);
        let name = name.and_then(named);
        let found = [
            (Profile::TfeExternalVault, transit::evidence(&policy, name, text)),
            (Profile::RaftSnapshot, snapshot::evidence(&policy)),
            (Profile::DynamicCredentials, engine::evidence(&policy)),
        ];
        let known = found.iter().find_map(|(profile, evidence)| match evidence {
            Evidence::Enough => Some((*profile, true)),
            Evidence::Guess => Some((*profile, false)),
            Evidence::Touches | Evidence::Nothing => None,
        });
        if let Some((profile, sure)) = known {
            return Self { profile, sure, unclear: None };
        }
        let touched = found.iter().find(|(_, evidence)| *evidence == Evidence::Touches);
        Self { unclear: touched.map(|(profile, _)| *profile), ..Self::none() }
    }
}

/// The first rule that grants something on the paths of a profile.
pub(crate) fn touching(document: &Document, profile: Profile) -> Option<&Rule> {
    let touches = |rule: &&Rule| {
        let path = straight(&rule.path.value);
        grants(rule)
            && match profile {
                Profile::TfeExternalVault => transit::touches(path),
                Profile::RaftSnapshot => snapshot::touches(path),
                Profile::DynamicCredentials | Profile::None => false,
            }
    };
    document.rules.iter().find(touches)
}

/// The text as it is read once what is wrong with it is put right, so that a fixed text is
/// recognised as what it was before.
fn readable(text: &str) -> Rc<Document> {
    let mut text = Cow::from(text);
    let mut document = parsed(&text);
    if let Some(bare) = super::bare::bare(&text, &document) {
        document = parsed(&bare.mended);
        text = bare.mended.into();
    }
    if let Some(broken) = super::line_break::broken(&text, &document) {
        document = parsed(&broken.mended);
        text = broken.mended.into();
    }
    for _ in 0..ROUNDS {
        let mut all = EditSetBuilder::default();
        for fix in document.problems.iter().filter_map(|p| p.fix.as_ref()) {
            // What does not go together with an earlier fix is done in the next round.
            let _ = all.add(fix);
        }
        let edits = all.finish();
        let next = edits.apply(&text).ok().filter(|next| *next != text.as_ref());
        let Some(next) = next else { break };
        let read = parsed(&next);
        if read.problems.len() >= document.problems.len() {
            break;
        }
        (text, document) = (next.into(), read);
    }
    document
}

/// How often a text is mended before it is looked at. Most damage is gone after one round.
const ROUNDS: usize = 3;

#[cfg(test)]
mod tests;
