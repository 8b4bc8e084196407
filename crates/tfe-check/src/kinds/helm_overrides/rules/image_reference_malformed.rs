//! Parts of the image's reference with a scheme, a slash or a space too many.

use helm_values::Data;

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::IMAGE_REFERENCE_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    ["image.repository", "image.name"].iter().filter_map(|key| part(facts, key)).collect()
}

fn part(facts: &Facts<'_>, key: &str) -> Option<Finding> {
    let value = facts.key(key)?;
    let text = value.as_str().filter(|text| !is_placeholder(text))?;
    let bare = text.split_once("://").map_or(text, |(_, rest)| rest);
    let bare = bare.trim().trim_matches('/');
    if bare == text || bare.is_empty() || text.contains(['<', '>']) {
        return None;
    }
    let what = match text.contains("://") {
        true => "A registry name has no `https://`.",
        false => "The chart adds the `/` between the parts; there is an extra `/` or a space here.",
    };
    let edits = change::put(facts, &change::key_path(facts, key), Data::String(bare.into()));
    let title = format!("Write `{bare}`");
    Some(
        IMAGE_REFERENCE_MALFORMED
            .at(place::value(value))
            .say(
                what,
                "This is not a valid image reference: the pod stops with `InvalidImageName`.",
                format!("{title}."),
            )
            .fix(edits.map(|edits| Fix::safe(title, edits))),
    )
}
