//! Words of the chart that count in one spelling only: service types, pull policies, schemes.

use helm_values::{Data, Value};

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::CHART_VALUE_NOT_ALLOWED;
use crate::knowledge::{self, ChartKey};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for row in knowledge::chart_keys().iter().filter(|k| !k.values.is_empty()) {
        let unused = row.path.starts_with("serviceSecondary")
            && !facts.variables().any(|g| g.name == "TFE_HOSTNAME_SECONDARY" && g.value.truthy());
        let Some(value) = facts.key(row.path).filter(|_| !unused) else { continue };
        let text = value.as_str().unwrap_or("");
        if !text.is_empty() && !is_placeholder(text) && !row.values.contains(&text) {
            found.push(say(facts, row, value, text));
        }
    }
    found
}

/// What becomes of the value: the chart gives it to the cluster, or to TFE as a setting.
fn why(row: &ChartKey) -> String {
    match knowledge::settings().iter().find(|s| s.chart == Some(row.path)) {
        Some(setting) => {
            format!("The chart writes it as `{}`; TFE does not accept it.", setting.name)
        }
        None => "The cluster rejects it: `Unsupported value`.".to_owned(),
    }
}

fn say(facts: &Facts<'_>, row: &ChartKey, value: &Value, text: &str) -> Finding {
    let named = || row.values.iter().copied().filter(|v| !v.is_empty());
    let meant = named().find(|v| v.eq_ignore_ascii_case(text.trim()));
    let meant = meant.or_else(|| text::nearest(text, named()));
    let words: Vec<String> = named().map(|v| format!("`{v}`")).collect();
    let fix = meant.and_then(|meant| {
        let path = change::key_path(facts, row.path);
        let edits = change::put(facts, &path, Data::String(meant.into()))?;
        Some(Fix::safe(format!("Write `{meant}`"), edits))
    });
    CHART_VALUE_NOT_ALLOWED
        .at(place::value(value))
        .say(
            format!("`{}` accepts only {} (exact case).", row.path, words.join(", ")),
            why(row),
            match meant {
                Some(meant) => format!("Write `{meant}`."),
                None => "Write one of them.".to_owned(),
            },
        )
        .fix(fix)
}
