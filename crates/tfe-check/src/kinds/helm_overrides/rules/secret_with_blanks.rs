//! A secret with spaces before or after it.

use helm_values::{Data, Style};

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::SECRET_WITH_BLANKS;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for given in facts.secrets() {
        let Data::String(raw) = &given.value.data else { continue };
        let node = given.value.origin.and_then(|o| facts.document.node(o.node));
        // The line end of a block is nobody's intention.
        let quoted = node
            .and_then(|n| n.as_scalar())
            .is_some_and(|s| matches!(s.style, Style::Single | Style::Double));
        if quoted && raw.trim() != raw && !raw.trim().is_empty() {
            found.push(SECRET_WITH_BLANKS.at(place::key(given.value)).say(
                "The chart trims the spaces around this secret.",
                "It works here; in a Secret you create yourself they stay, and the login fails.",
                "Remove them.",
            ));
        }
    }
    found
}
