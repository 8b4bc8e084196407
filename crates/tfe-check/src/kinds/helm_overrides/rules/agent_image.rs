//! The image of the agents, where its tag says too little or names one that is too old.

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::{AGENT_IMAGE_LATEST, AGENT_IMAGE_TOO_OLD};

/// The first agent that TFE's workload identity works with.
const FIRST: [u32; 3] = [1, 7, 0];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let Some(given) = facts.setting("TFE_RUN_PIPELINE_IMAGE") else { return };
    let text = given.text.trim();
    if text.is_empty() || is_placeholder(text) || text.contains(['<', '@']) {
        return;
    }
    let image = text.rsplit('/').next().unwrap_or(text);
    let (name, tag) = image.split_once(':').unwrap_or((image, "latest"));
    let at = place::value(given.value);
    if tag == "latest" {
        out.push(AGENT_IMAGE_LATEST.at(at).say(
            "`TFE_RUN_PIPELINE_IMAGE` does not name an agent version.",
            "Runs switch to another agent whenever the image changes, without notice.",
            "Name a version.",
        ));
    }
    // Images of one's own count their own versions.
    let own = name != "tfc-agent" || !format!("/{text}").contains("/hashicorp/tfc-agent");
    let version = release(tag).filter(|version| !own && *version < FIRST);
    out.extend(version.map(|_| {
        AGENT_IMAGE_TOO_OLD.at(at).say(
            format!("`TFE_RUN_PIPELINE_IMAGE` names agent {tag}; TFE needs 1.7.0 or later."),
            "Runs with dynamic credentials fail, and newer features are missing.",
            "Name a newer agent.",
        )
    }));
}

/// `1.6.0` as numbers; none for tags of another form.
fn release(tag: &str) -> Option<[u32; 3]> {
    let mut parts = tag.split('.').map(|part| part.parse().ok());
    let version = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(version)
}
