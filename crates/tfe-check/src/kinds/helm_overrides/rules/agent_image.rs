//! The image of the agents.

use text::Span;

use super::place;
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};

/// The image that the file names.
pub(super) struct AgentImage {
    reference: String,
    /// Where it is written.
    pub place: Span,
}

impl AgentImage {
    /// None where the file does not show it, or names it by its digest.
    pub(super) fn named(facts: &Facts<'_>) -> Option<Self> {
        let given = facts.setting("TFE_RUN_PIPELINE_IMAGE")?;
        let text = given.text.trim();
        let unknown = text.is_empty() || is_placeholder(text) || text.contains(['<', '@']);
        let place = place::value(given.value);
        (!unknown).then(|| Self { reference: text.to_owned(), place })
    }

    fn name_and_tag(&self) -> (&str, &str) {
        let image = self.reference.rsplit('/').next().unwrap_or(&self.reference);
        image.split_once(':').unwrap_or((image, "latest"))
    }

    /// The tag that the registry is asked for.
    pub(super) fn tag(&self) -> &str {
        self.name_and_tag().1
    }

    /// Whether it is HashiCorp's own image.
    pub(super) fn is_official(&self) -> bool {
        let path = format!("/{}", self.reference);
        self.name_and_tag().0 == "tfc-agent" && path.contains("/hashicorp/tfc-agent")
    }
}
