//! Where a key that the chart does not know in its place belongs.

use helm_values::{Data, Value};

use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::{self, ChartKey, KeyForm};

/// Names that many blocks of Kubernetes and of charts have: which one is meant cannot be told from
/// the name, even where the chart itself has it once.
const COMMON: [&str; 10] = [
    "annotations",
    "enable",
    "enabled",
    "hosts",
    "httpPort",
    "httpsPort",
    "labels",
    "mountPath",
    "name",
    "namespace",
];

/// The only place where the chart has a key of that name that fits.
pub(super) fn home(
    path: &str,
    name: &str,
    value: &Value,
    fits: impl Fn(&str) -> bool,
) -> Option<&'static str> {
    let last = |key: &str| key.rsplit('.').next() == Some(name) && !key.contains('[');
    let inside = |home: &str| home == path || home.starts_with(&format!("{path}."));
    let homes = knowledge::chart_keys().iter().map(|k| k.path).filter(|k| last(k));
    // What is below a block says which one it is; a single value fits everywhere.
    let block = value.as_map().is_some();
    let mut homes = homes.filter(|home| !inside(home) && (!block || fits(home)));
    let home = homes.next().filter(|home| homes.next().is_none() && fits(home))?;
    (!COMMON.contains(&name)).then_some(home)
}

/// The block for annotations next to a key that looks like one: `eks.amazonaws.com/role-arn`.
pub(super) fn annotations(parent: &str, name: &str) -> Option<&'static str> {
    let block = format!("{parent}.annotations");
    let annotation = name.contains('/') && name.contains('.');
    knowledge::chart_key(&block).filter(|_| annotation).map(|key| key.path)
}

/// The only block at the top of the chart that knows all keys below a map.
pub(super) fn block_of(value: &Value) -> Option<&'static str> {
    let map = value.as_map().filter(|map| !map.is_empty())?;
    let knows = |block: &str| {
        map.keys().all(|key| knowledge::chart_key(&format!("{block}.{key}")).is_some())
    };
    let top = |path: &str| !path.contains('.');
    let blocks = knowledge::chart_keys().iter().filter(|k| k.form == KeyForm::Block && top(k.path));
    let mut blocks = blocks.map(|k| k.path).filter(|path| knows(path));
    blocks.next().filter(|_| blocks.next().is_none())
}

/// Whether a value may stand at a key that the file leaves free.
pub(super) fn fits(facts: &Facts<'_>, path: &str, value: &Value) -> bool {
    let key = knowledge::chart_key(path);
    facts.written(path).is_none() && key.is_some_and(|k| takes(k, value)) && fits_below(path, value)
}

/// Whether all that stands below is known there: what is not the chart's block is no typo of its name.
fn fits_below(path: &str, value: &Value) -> bool {
    let Some(map) = value.as_map() else { return true };
    let is_block = knowledge::chart_key(path).is_some_and(|k| k.form == KeyForm::Block);
    !is_block
        || map.keys().all(|name| {
            knowledge::chart_key(&format!("{path}.{name}")).is_some()
                || knowledge::nearest_key(path, name).is_some()
                || name.starts_with("TFE_")
        })
}

/// Whether a chart key can have such a value.
pub(super) fn takes(key: &ChartKey, value: &Value) -> bool {
    match (&value.data, key.form) {
        (Data::Null, _) => true,
        (Data::Map(_), form) => {
            matches!(form, KeyForm::Block | KeyForm::Map | KeyForm::StringMap | KeyForm::ScalarMap)
        }
        (Data::List(_), form) => {
            matches!(form, KeyForm::List | KeyForm::NameList | KeyForm::RefList)
        }
        (_, form) => !matches!(
            form,
            KeyForm::Block
                | KeyForm::Map
                | KeyForm::StringMap
                | KeyForm::ScalarMap
                | KeyForm::List
                | KeyForm::NameList
                | KeyForm::RefList
        ),
    }
}
