//! Text or a list where the chart has a map, and the other way round.

use helm_values::{Data, Value};

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::{BLOCK_EXPECTED, SCHEDULING_AS_TEXT, VALUE_IS_A_MAP};
use crate::knowledge::{self, KeyForm};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for key in knowledge::chart_keys() {
        let Some(value) = facts.key(key.path) else { continue };
        let found = match (key.form, &value.data) {
            (_, Data::Null) => None,
            (KeyForm::Block | KeyForm::ScalarMap, Data::Map(_)) => None,
            (KeyForm::Block | KeyForm::ScalarMap, _) => Some(block(key.path, value)),
            _ if is_scheduling(key.path) => scheduling(key.path, value),
            _ => None,
        };
        out.extend(found);
    }
    let nested = facts.variables().filter(|g| matches!(g.value.data, Data::Map(_) | Data::List(_)));
    out.extend(nested.map(|given| {
        VALUE_IS_A_MAP.at(place::key(given.value)).say(
            format!("This setting has {} below it.", given.value.type_name()),
            "TFE gets it as Helm prints it: `map[a:b]` or `[a b]`.",
            "Write the value as text on one line, in quotes.",
        )
    }));
}

fn block(path: &str, value: &Value) -> Finding {
    BLOCK_EXPECTED.at(place::key(value)).say(
        format!("`{path}` needs keys below it, and this is {}.", value.type_name()),
        "Helm stops with `can't evaluate field … in type interface {}`, or ignores the block.",
        "Write `key: value` lines below it, indented.",
    )
}

fn is_scheduling(path: &str) -> bool {
    matches!(path, "nodeSelector" | "affinity" | "tolerations" | "topologySpreadConstraints")
}

fn scheduling(path: &str, value: &Value) -> Option<Finding> {
    value.as_str()?;
    Some(SCHEDULING_AS_TEXT.at(place::value(value)).say(
        format!("`{path}` is text; the chart's comment allows it, but it does not work."),
        format!("The cluster rejects the Deployment: `cannot unmarshal string into … {path}`."),
        "Remove the `|` or the quotes.",
    ))
}
