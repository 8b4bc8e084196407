//! An agent that is older than TFE needs.

use super::agent_image::AgentImage;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::AGENT_IMAGE_TOO_OLD;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(image) = AgentImage::named(facts) else { return Vec::new() };
    let tag = image.tag();
    let mut found = Vec::new();
    // Images of one's own count their own versions.
    if image.is_official() && release(tag).is_some_and(|version| version < FIRST) {
        found.push(AGENT_IMAGE_TOO_OLD.at(image.place).say(
            format!("`TFE_RUN_PIPELINE_IMAGE` names agent {tag}; TFE needs 1.7.0 or later."),
            "Runs with dynamic credentials fail, and newer features are missing.",
            "Use agent 1.7.0 or later.",
        ));
    }
    found
}

/// The first agent that TFE's workload identity works with.
const FIRST: [u32; 3] = [1, 7, 0];

/// `1.6.0` as numbers; none for tags of another form.
fn release(tag: &str) -> Option<[u32; 3]> {
    let mut parts = tag.split('.').map(|part| part.parse().ok());
    let version = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(version)
}
