//! Entries of the CSI driver that are not filled in.

use helm_values::Value;

use super::place;
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::CSI_OBJECTS_BLANK;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(switch) = facts.key("csi.enabled").filter(|_| facts.is_on("csi.enabled")) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    // What a later chart reads instead is reported at the keys themselves.
    if facts.key("csi.parameters").is_none() {
        let wrong = facts.key("csi.secrets").map_or(Some(switch), first_blank);
        found.extend(wrong.map(|at| blank(at, "secrets", Severity::Error)));
    }
    if facts.key("csi.secretObjects").is_none() {
        found.push(blank(switch, "secretObjects", Severity::Warning));
    }
    found
}

fn first_blank(list: &Value) -> Option<&Value> {
    let is_blank = |entry: &&Value| {
        ["secretPath", "secretKey", "objectName"]
            .iter()
            .any(|key| entry.get(key).is_none_or(|text| !text.truthy()))
    };
    list.as_list().unwrap_or_default().iter().find(is_blank)
}

fn blank(at: &Value, list: &str, severity: Severity) -> Finding {
    CSI_OBJECTS_BLANK.at(place::key(at)).severity(severity).say(
        format!("`csi.{list}` has a blank entry, either yours or the chart's default."),
        "The chart writes nulls and empty names, which the CSI driver cannot use.",
        if list == "secrets" {
            "Fill in secretPath, secretKey and objectName."
        } else {
            "Fill it in, or write `secretObjects: []`."
        },
    )
}
