//! Which policies belong to one token.

use std::rc::Rc;

use vault_policy::Denial;

use super::judge::mended;
use super::once::parsed;
use super::{Access, Facts, Need, Other, Others, Place, Purpose, needs, rules};
use crate::base::kind::Profile;
use crate::base::versions::Versions;

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
    let all: Vec<Rc<Other>> = given.iter().map(|g| Rc::new(other(g, versions))).collect();
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

/// A policy as the others of its token see it.
fn other(given: &Given<'_>, versions: &Versions) -> Other {
    let (text, profile) = (given.text, given.purpose.profile);
    let facts = Facts::of(text, given.purpose, versions);
    let findings = rules::structure(&facts);
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
    Other { place, name, document, policy, mended, profile, stands_for }
}
