//! An image of the agents without a version.

use super::agent_image::AgentImage;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::AGENT_IMAGE_LATEST;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(image) = AgentImage::named(facts) else { return Vec::new() };
    let mut found = Vec::new();
    if image.tag() == "latest" {
        found.push(AGENT_IMAGE_LATEST.at(image.place).say(
            "`TFE_RUN_PIPELINE_IMAGE` does not name an agent version.",
            "Runs switch to another agent whenever the image changes, without notice.",
            "Add a version tag to the image.",
        ));
    }
    found
}
