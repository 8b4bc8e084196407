//! Words of the chart that count in one spelling only: service types, pull policies, schemes.

use helm_values::{Data, Value};

use super::{change, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, is_placeholder};
use crate::knowledge::rules::helm_overrides::CHART_VALUE_NOT_ALLOWED;
use crate::knowledge::{self, ChartKey};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for row in knowledge::chart_keys().iter().filter(|k| !k.values.is_empty()) {
        let unused = row.path.starts_with("serviceSecondary")
            && !facts.variables().any(|g| g.name == "TFE_HOSTNAME_SECONDARY" && g.value.truthy());
        let Some(value) = facts.key(row.path).filter(|_| !unused) else { continue };
        let text = value.as_str().unwrap_or("");
        if !text.is_empty() && !is_placeholder(text) && !row.values.contains(&text) {
            out.push(say(facts, row, value, text));
        }
    }
}

fn say(facts: &Facts<'_>, row: &ChartKey, value: &Value, text: &str) -> Finding {
    let meant = row.values.iter().find(|v| v.eq_ignore_ascii_case(text.trim()));
    let meant = meant.copied().or_else(|| text::nearest(text, row.values.iter().copied()));
    let words: Vec<String> = row.values.iter().map(|v| format!("`{v}`")).collect();
    let fix = meant.and_then(|meant| {
        let path = change::key_path(facts, row.path);
        let edits = change::put(facts, &path, Data::String(meant.into()))?;
        Some(Fix::safe(format!("Write `{meant}`"), edits))
    });
    CHART_VALUE_NOT_ALLOWED
        .at(place::value(value))
        .say(
            format!("`{}` accepts only {} (exact case).", row.path, words.join(", ")),
            "The cluster rejects it: `Unsupported value`.",
            match meant {
                Some(meant) => format!("Write `{meant}`."),
                None => "Write one of them.".to_owned(),
            },
        )
        .fix(fix)
}
