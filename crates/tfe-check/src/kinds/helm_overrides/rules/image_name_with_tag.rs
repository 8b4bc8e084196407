//! An image's name with a tag in it.

use text::short;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::IMAGE_NAME_WITH_TAG;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    tagged(facts).into_iter().collect()
}

/// `name:tag`, to which the chart adds a tag of its own.
fn tagged(facts: &Facts<'_>) -> Option<Finding> {
    let name = facts.key("image.name")?;
    let (bare, tag) = name.as_str()?.split_once([':', '@'])?;
    (!tag.contains('/')).then(|| {
        IMAGE_NAME_WITH_TAG.at(place::value(name)).say(
            "The image name contains a tag, and the chart adds its own.",
            format!(
                "The pod requests `{}:{}:…` and stops with `InvalidImageName`.",
                short(bare),
                short(tag)
            ),
            format!("Write `{bare}` here, and the tag in `image.tag`."),
        )
    })
}
