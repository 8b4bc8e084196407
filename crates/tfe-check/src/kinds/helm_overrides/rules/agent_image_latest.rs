//! An image of the agents without a version.

use super::agent_image::AgentImage;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::AGENT_IMAGE_LATEST;

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let Some(image) = AgentImage::named(facts) else { return };
    if image.tag() == "latest" {
        out.push(AGENT_IMAGE_LATEST.at(image.place).say(
            "`TFE_RUN_PIPELINE_IMAGE` does not name an agent version.",
            "Runs switch to another agent whenever the image changes, without notice.",
            "Add a version tag to the image.",
        ));
    }
}
