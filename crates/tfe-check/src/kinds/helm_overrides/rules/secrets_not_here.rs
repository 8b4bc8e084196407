//! A file without secrets, which have to come from elsewhere.

use super::enumeration::join;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::Row;
use crate::knowledge::rules::helm_overrides::SECRETS_NOT_HERE;

/// `secrets` are the rows about secrets that the file does not meet, and the settings that it lacks.
pub(super) fn find(facts: &Facts<'_>, secrets: &[(&Row, Vec<&'static str>)]) -> Option<Finding> {
    let first = |(row, missing): &(&Row, Vec<&'static str>)| {
        let many = if row.one { 1 } else { missing.len() };
        missing.iter().take(many).copied().collect::<Vec<_>>()
    };
    let names: Vec<&str> = secrets.iter().flat_map(first).collect();
    if names.is_empty() {
        return None;
    }
    Some(SECRETS_NOT_HERE.at(facts.nearest_key("env")).say(
        "This file contains no secrets and does not name a Secret that does.",
        format!(
            "TFE does not start without {}, unless `--set` or a second file provides {}.",
            join(&names),
            if names.len() == 1 { "it" } else { "them" }
        ),
        "Add them to env.secrets, or name their Secret in env.secretRefs.",
    ))
}
