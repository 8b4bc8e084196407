//! The chart's own values, by version.

use std::sync::OnceLock;

use helm_values::{Data, Helm, Map, parse};

use crate::knowledge;
use crate::versions::Versions;

/// The newest chart's values, as data of the project.
const VALUES: &str = include_str!("../../../../../knowledge/chart-values.yaml");

/// The name of the release and of its namespace, where nobody says otherwise.
pub(crate) const NAMESPACE: &str = "terraform-enterprise";

/// The values that the chart of a version starts from: the newest chart's, without what is newer
/// than that version. What the version's own defaults differ in is put in.
pub(crate) fn defaults(versions: &Versions) -> Map {
    static NEWEST: OnceLock<Map> = OnceLock::new();
    let newest = || match parse(VALUES).values(Helm::V4).bare().data {
        Data::Map(values) => values,
        _ => Map::new(),
    };
    let mut values = NEWEST.get_or_init(newest).clone();
    if versions.chart_before("1.6.4") {
        put(&mut values, &["resources", "requests", "memory"], "2500Mi");
        put(&mut values, &["resources", "requests", "cpu"], "750m");
    }
    values
}

/// Takes out of a file's values what the chart of that version does not read yet: it would only
/// ignore it.
pub(crate) fn drop_newer(values: &mut Map, versions: &Versions) {
    for key in knowledge::chart_keys() {
        if versions.chart_before(key.since) && !key.path.contains('[') {
            take(values, &key.path.split('.').collect::<Vec<_>>());
        }
    }
}

fn put(values: &mut Map, path: &[&str], text: &str) {
    let Some((key, rest)) = path.split_first() else { return };
    let Some(value) = values.get_mut(*key) else { return };
    match &mut value.data {
        Data::Map(map) if !rest.is_empty() => put(map, rest, text),
        data => *data = Data::String(text.to_owned()),
    }
}

fn take(values: &mut Map, path: &[&str]) {
    match path {
        [] => {}
        [key] => {
            values.remove(*key);
        }
        [key, rest @ ..] => {
            if let Some(Data::Map(map)) = values.get_mut(*key).map(|v| &mut v.data) {
                take(map, rest);
            }
        }
    }
}
