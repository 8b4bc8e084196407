//! Values that are nested under the name that a parent chart gives to this chart: its own, or an alias.

use helm_values::{Map, Value};

use crate::carry::signs::nested::DEPLOYERS;
use crate::knowledge;

/// The chart's own name.
pub(crate) const OWN_NAME: &str = "terraform-enterprise";

/// Below `env` the chart has these.
const ENV: [&str; 4] = ["variables", "secrets", "secretRefs", "configMapRefs"];

/// The key that the chart's values are nested under; `None` where the file is for the chart itself.
pub(crate) fn dependency(values: &Value) -> Option<&str> {
    let map = values.as_map()?;
    let own = map.get_key_value(OWN_NAME).filter(|(_, values)| values.as_map().is_some());
    if let Some((name, values)) = own
        && (is_alone(map, OWN_NAME) || has_all_settings(map, values))
    {
        return Some(name.as_str());
    }
    let mut found = map.iter().filter(|(name, value)| is_release(name, value));
    let (name, _) = found.next()?;
    (found.next().is_none() && is_alone(map, name)).then_some(name.as_str())
}

/// Whether the settings are among some values, and none of them is next to those. Other keys there may be the parent
/// chart's own: every chart has an `image`.
fn has_all_settings(beside: &Map, values: &Value) -> bool {
    let setting = |key: &str| key == "env" || key.starts_with("TFE_") || ENV.contains(&key);
    let env = values.get("env").and_then(Value::as_map);
    env.is_some_and(|env| env.keys().any(|key| ENV.contains(&key.as_str())))
        && !beside.keys().any(|key| setting(key))
}

/// Whether keys of the chart are next to the values under a name.
pub(super) fn is_split(values: &Value, name: &str) -> bool {
    values.as_map().is_some_and(|map| !is_alone(map, name))
}

/// Whether nothing else at the top is of the chart.
fn is_alone(map: &Map, name: &str) -> bool {
    let ours = |key: &str| {
        knowledge::chart_key(key).is_some() || key.starts_with("TFE_") || ENV.contains(&key)
    };
    map.keys().all(|key| key == name || key == "global" || !ours(key))
}

/// Whether a key holds the values of a whole release of this chart.
fn is_release(name: &str, value: &Value) -> bool {
    let Some(map) = value.as_map() else { return false };
    let env = map.get("env").and_then(Value::as_map);
    if !env.is_some_and(|env| env.keys().any(|key| ENV.contains(&key.as_str()))) {
        return false;
    }
    // `tfe` is a name for a dependency, and a key of the chart.
    let own = |key: &str| knowledge::chart_key(&format!("{name}.{key}")).is_some();
    let known = map.keys().filter(|key| knowledge::chart_key(key).is_some()).count();
    let whole = known > 1 && known == map.len() && !map.keys().any(|key| own(key));
    whole && !DEPLOYERS.contains(&name)
}
