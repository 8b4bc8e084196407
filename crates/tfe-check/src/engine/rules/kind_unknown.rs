//! A text of no kind that is checked.

use super::facts::{Facts, first_line};
use crate::base::finding::Finding;
use crate::base::kind::Kind;
use crate::contract::BrokenJson;
use crate::kinds::behaviors;
use crate::knowledge::rules::any::KIND_UNKNOWN;

/// The kinds that are checked, as people call them.
fn titles() -> String {
    let all: Vec<&str> = Kind::all().map(|kind| kind.title).collect();
    all.join(", ")
}

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let has_commands = || behaviors().any(|b| (b.has_commands)(facts.judged));
    if facts.is_empty() || facts.kind.is_some() || has_commands() {
        return Vec::new();
    }
    let reason = facts.reason;
    let named = reason.starts_with("it looks like");
    // Where a comma or a bracket is missing, that line says more than the first one.
    let broken = reason.contains("JSON, but").then(|| BrokenJson::place(facts.whole)).flatten();
    let at = broken.unwrap_or_else(|| first_line(facts.whole));
    vec![KIND_UNKNOWN.at(at).say(
        if named {
            "This is not a kind of file that is checked here."
        } else {
            "Cannot tell what kind of file this is."
        },
        format!("Nothing was checked: {reason}."),
        if reason.contains("manifest") {
            "Check the values of the release: `helm get values terraform-enterprise -o yaml`."
                .to_owned()
        } else if reason.contains("container") {
            "For the chart, write `TFE_HOSTNAME: …` under `env.variables`, and secrets under `env.secrets`."
                .to_owned()
        } else {
            format!("Set the kind, or check a file of one of these kinds: {}.", titles())
        },
    )]
}
