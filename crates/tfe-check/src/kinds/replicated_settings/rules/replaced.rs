//! What became of each setting.

use super::names;
use crate::base::finding::{Evidence, Finding};
use crate::kinds::replicated_settings::facts::{Item, Settings, is_secret};
use crate::knowledge::rules::replicated_settings::{
    REPLICATED_SETTING_REPLACED, REPLICATED_SETTING_WITHOUT_SUCCESSOR,
};
use crate::knowledge::{self, Replicated};

pub(super) fn find(settings: &Settings<'_>, out: &mut Vec<Finding>) {
    for item in settings.items.iter().filter(|item| item.is_set()) {
        let misspelt = || names::meant(settings, item.name).and_then(knowledge::replicated);
        let Some(row) = item.row.or_else(misspelt) else { continue };
        out.push(match row.chart.or(row.instead) {
            Some(new) => replaced(item, row, new),
            None => without_successor(item, row),
        });
    }
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

fn without_successor(item: &Item<'_>, row: &Replicated) -> Finding {
    REPLICATED_SETTING_WITHOUT_SUCCESSOR.at(item.key).say(
        format!("`{}` has no successor.", row.name),
        row.note.unwrap_or("No setting is documented that replaced it."),
        "Leave it out.",
    )
}
