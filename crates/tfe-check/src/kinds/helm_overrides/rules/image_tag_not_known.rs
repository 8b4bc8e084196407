//! A tag of the image for a release of TFE that nothing is known about.

use text::short;

use super::place;
use crate::base::finding::Finding;
use crate::base::versions::{LAST_MONTHLY_TFE, NEWEST_TFE, TfeVersion};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::IMAGE_TAG_NOT_KNOWN;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(value) = facts.key("image.tag") else { return Vec::new() };
    let tag = value.as_str();
    // A release has three numbers; `1.10` is a tag of a mirror.
    let whole = |tag: &&str| tag.contains('-') || tag.matches('.').count() == 2;
    let release = tag.filter(whole).and_then(TfeVersion::read).filter(|r| !r.is_known());
    let (Some(tag), Some(release)) = (tag, release) else { return Vec::new() };
    let why = match release {
        TfeVersion::Monthly(..) => {
            format!("{LAST_MONTHLY_TFE} is the last monthly release known here.")
        }
        TfeVersion::Semantic(..) => format!(
            "Known are 1.0 to 1.2 and {NEWEST_TFE}: what is new in another release is not checked."
        ),
    };
    vec![IMAGE_TAG_NOT_KNOWN.at(place::value(value)).say(
        format!("`image.tag` names TFE {}, a release that is not known here.", short(tag)),
        why,
        "Use a newer tfe-check for this release, or correct the tag.",
    )]
}
