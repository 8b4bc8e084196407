//! Settings that have another name now.

use crate::base::finding::{Evidence, Finding};
use crate::kinds::replicated_settings::facts::{Item, Settings, is_secret};
use crate::kinds::replicated_settings::successor::{known, successor};
use crate::knowledge::rules::replicated_settings::REPLICATED_SETTING_REPLACED;
use crate::knowledge::{self, Replicated};

pub(super) fn find(settings: &Settings<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (item, row) in known(settings) {
        found.extend(successor(row).map(|new| replaced(item, row, new)));
    }
    found
}

fn replaced(item: &Item<'_>, row: &Replicated, new: &str) -> Finding {
    let setting = row.instead.and_then(knowledge::setting);
    let place = match setting {
        _ if row.chart.is_some() => "the values of the chart",
        _ if is_secret(row) => "a Secret that `env.secretRefs` names",
        _ => "`env.variables`",
    };
    let no_effect =
        setting.is_some_and(|s| row.chart.is_none() && (s.only.is_some() || s.chart.is_some()));
    let action = if no_effect {
        "Leave it out on Kubernetes.".to_owned()
    } else if row.same_value {
        format!("Set it in {place}.")
    } else {
        format!("Set it in {place}; the value has another form there.")
    };
    let why = row.note.unwrap_or("TFE in a container does not read the old name.");
    let found = REPLICATED_SETTING_REPLACED.at(item.key).say(
        said(row.name, new, row.inferred),
        why,
        action,
    );
    if row.inferred {
        found.source(Evidence::Inferred, "Replicated: names of the settings")
    } else {
        found
    }
}

fn said(old: &str, new: &str, inferred: bool) -> String {
    let most_likely = if inferred { " most likely" } else { "" };
    format!("`{old}` is{most_likely} `{new}` now.")
}
