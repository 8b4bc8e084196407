//! Text or a list where the chart has a map.

use helm_values::{Data, Value};

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::BLOCK_EXPECTED;
use crate::knowledge::{self, KeyForm};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let blocks = knowledge::chart_keys()
        .iter()
        .filter(|key| matches!(key.form, KeyForm::Block | KeyForm::ScalarMap));
    let mut found = Vec::new();
    for key in blocks {
        let value = facts.key(key.path);
        let other = value.filter(|v| !matches!(v.data, Data::Null | Data::Map(_)));
        found.extend(other.map(|value| block(key.path, value)));
    }
    found
}

fn block(path: &str, value: &Value) -> Finding {
    BLOCK_EXPECTED.at(place::key(value)).say(
        format!("`{path}` needs keys below it, and this is {}.", value.type_name()),
        "Helm stops with `can't evaluate field … in type interface {}`, or ignores the block.",
        "Write `key: value` lines below it, indented.",
    )
}
