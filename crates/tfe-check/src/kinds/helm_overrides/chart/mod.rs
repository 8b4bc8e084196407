//! The chart of a version: its own values, the keys it reads, and what its templates do.

use std::sync::{Arc, OnceLock};

use helm_values::{Data, Helm, Map, parse};

use crate::base::versions::Versions;
use crate::knowledge::{self, ChartKey, Trait};

/// The newest chart's values, as data of the project.
const VALUES: &str = include_str!(concat!(env!("OUT_DIR"), "/chart-values.yaml"));

/// The name of the release and of its namespace, where nobody says otherwise.
pub(crate) const NAMESPACE: &str = "terraform-enterprise";

/// A version of the chart.
#[derive(Clone, Copy)]
pub(crate) struct Chart<'v> {
    versions: &'v Versions,
}

impl<'v> Chart<'v> {
    pub(crate) const fn new(versions: &'v Versions) -> Self {
        Self { versions }
    }

    /// Its number, as the user or the file names it.
    pub(crate) fn version(self) -> &'v str {
        &self.versions.chart
    }

    /// Whether its templates do something.
    pub(crate) fn does(self, wanted: Trait) -> bool {
        self.versions.chart_within(knowledge::charts_with(wanted))
    }

    /// Whether it reads the key; older charts ignore what came later.
    pub(crate) fn reads(self, key: &ChartKey) -> bool {
        !self.versions.chart_lacks(key.since)
    }

    /// Whether it reads what stands at a dotted path, as far as the path is known.
    pub(crate) fn reads_path(self, path: &str) -> bool {
        let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
        let mut keys = ends.filter_map(|end| knowledge::chart_key(path.get(..end)?));
        keys.all(|key| self.reads(key))
    }

    /// What it assumes where the file does not set the key, as Helm prints it.
    pub(crate) fn default(self, path: &str) -> Option<&'static str> {
        let rows = knowledge::chart_defaults().iter().filter(|row| row.path == path);
        let own = rows.into_iter().find(|row| self.versions.chart_within(row.charts));
        own.map(|row| row.value).or_else(|| knowledge::chart_key(path)?.default)
    }

    /// What it assumes where charts differ.
    fn defaults(self) -> impl Iterator<Item = (&'static str, &'static str)> + use<'v> {
        let rows = knowledge::chart_defaults().iter();
        let own = move |row: &&knowledge::ChartDefault| self.versions.chart_within(row.charts);
        rows.filter(own).map(|row| (row.path, row.value))
    }

    /// The values that it starts from. Keys that came later are there too: its templates do not ask
    /// for them.
    pub(crate) fn values(self) -> Map {
        static NEWEST: OnceLock<Map> = OnceLock::new();
        let newest = || match parse(VALUES).values(Helm::V4).bare().data {
            Data::Map(values) => Arc::unwrap_or_clone(values),
            _ => Map::new(),
        };
        let mut values = NEWEST.get_or_init(newest).clone();
        for (path, value) in self.defaults() {
            put(&mut values, &path.split('.').collect::<Vec<_>>(), value);
        }
        values
    }

    /// Takes out of a file's values what the chart does not read yet: it would only ignore it.
    pub(crate) fn drop_newer(self, values: &mut Map) {
        for key in knowledge::chart_keys() {
            if !self.reads(key) && !key.path.contains('[') {
                take(values, &key.path.split('.').collect::<Vec<_>>());
            }
        }
    }
}

fn put(values: &mut Map, path: &[&str], text: &str) {
    let Some((key, rest)) = path.split_first() else { return };
    let Some(value) = values.get_mut(key) else { return };
    match &mut value.data {
        Data::Map(map) if !rest.is_empty() => put(Arc::make_mut(map), rest, text),
        data => *data = Data::String(text.into()),
    }
}

fn take(values: &mut Map, path: &[&str]) {
    match path {
        [] => {}
        [key] => {
            values.remove(key);
        }
        [key, rest @ ..] => {
            if let Some(Data::Map(map)) = values.get_mut(key).map(|v| &mut v.data) {
                take(Arc::make_mut(map), rest);
            }
        }
    }
}

#[cfg(test)]
mod tests;
