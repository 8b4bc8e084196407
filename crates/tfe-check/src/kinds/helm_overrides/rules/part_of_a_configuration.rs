//! A file that has little of what TFE needs: the rest is likely in another one.

use helm_values::Map;

use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::PART_OF_A_CONFIGURATION;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let empty = facts.values.as_map().is_none_or(Map::is_empty);
    if empty || facts.lost || !facts.is_fragment() {
        return Vec::new();
    }
    vec![PART_OF_A_CONFIGURATION.at(facts.first_key()).say(
        "This looks like part of a configuration: most required settings are not in it.",
        "Missing settings are not reported; they may be in another file.",
        "Check the whole file to have everything checked.",
    )]
}
