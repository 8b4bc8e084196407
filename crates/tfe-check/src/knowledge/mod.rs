//! Reviewed facts as tables: TFE's settings, the chart's keys, what the chart sets itself, old names.
//!
//! They are written in `knowledge/*.yaml`, each row with its source, and compiled in.

pub(crate) mod arguments;
mod index;
pub(crate) mod kubernetes;
mod names;
pub(crate) mod parameters;
mod regions;
mod row;
pub(crate) mod rules;
pub(crate) mod runs;
#[cfg(test)]
mod slip_tests;
pub(crate) mod syntax;
#[cfg(test)]
mod tests;
mod tree;
mod types;
pub(crate) mod wrapping;

use std::collections::HashMap;
use std::sync::OnceLock;

use index::Index;
pub use names::meant_setting;
pub(crate) use names::{nearest_key, nearest_setting, settings_like, slip_of_key, wrong_name};
pub(crate) use regions::{is_region, meant_regions};
pub(crate) use row::{Change, Cond, Row, RowFix, Test};
pub(crate) use tree::ChartTree;
pub use types::{
    ChartDefault, ChartEnv, ChartKey, Charts, Form, IgnoredKey, KeyForm, Nothing, OldForm,
    PrivateVariable, Remedy, Replicated, Secrecy, Setting, Status, When, WrongName,
};

use crate::base::finding::{Evidence, Safety, Severity, Stage};
use crate::base::versions::Versions;

include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));

/// All settings, by name.
pub fn settings() -> &'static [Setting] {
    &SETTINGS
}

/// The setting of that name.
pub fn setting(name: &str) -> Option<&'static Setting> {
    static INDEX: OnceLock<Index<Setting>> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(&SETTINGS, |s| s.name)).get(name)
}

/// Whether TFE has a setting of that name whose value is a secret.
pub(crate) fn is_secret(name: &str) -> bool {
    setting(name).is_some_and(|s| s.secret == Secrecy::Yes)
}

/// All keys of the chart, by path.
pub fn chart_keys() -> &'static [ChartKey] {
    &CHART_KEYS
}

/// The chart's key at a dotted path.
pub fn chart_key(path: &str) -> Option<&'static ChartKey> {
    static INDEX: OnceLock<Index<ChartKey>> = OnceLock::new();
    INDEX.get_or_init(|| Index::new(&CHART_KEYS, |k| k.path)).get(path)
}

/// The chart's keys directly under a path; the top level for an empty one.
pub fn children(path: &str) -> impl Iterator<Item = (&'static str, &'static ChartKey)> {
    CHART_KEYS.iter().filter_map(move |key| {
        let rest = match path {
            "" => key.path,
            _ => key.path.strip_prefix(path)?.strip_prefix('.')?,
        };
        (!rest.contains('.')).then_some((rest, key))
    })
}

/// What is known of a key that the chart never reads.
pub fn ignored_key(path: &str) -> Option<&'static IgnoredKey> {
    IGNORED_KEYS.iter().find(|k| k.path == path)
}

/// All keys that are seen in real files and that the chart never reads.
pub fn ignored_keys() -> &'static [IgnoredKey] {
    &IGNORED_KEYS
}

/// The settings that the chart writes itself.
pub fn chart_env() -> &'static [ChartEnv] {
    &CHART_ENV
}

/// What charts assume, where they differ.
pub(crate) fn chart_defaults() -> &'static [ChartDefault] {
    &CHART_DEFAULTS
}

/// What a chart assumes for a key that the file does not set; `None` where it has no default.
pub fn chart_default(key: &ChartKey, versions: &Versions) -> Option<&'static str> {
    let own = CHART_DEFAULTS.iter().filter(|row| row.path == key.path);
    let row = own.into_iter().find(|row| versions.chart_within(row.charts));
    row.map_or(key.default, |row| Some(row.value))
}

/// The same, each with its source.
pub(crate) fn sourced_defaults() -> impl Iterator<Item = (&'static ChartDefault, &'static str)> {
    CHART_DEFAULTS.iter().zip(DEFAULT_SOURCES)
}

/// What the templates of some charts do: in a sentence, in which charts, and who says so.
pub(crate) fn chart_traits() -> &'static [(&'static str, Charts, &'static str)] {
    &TRAIT_WORDS
}

/// Which charts' templates do something.
pub(crate) fn charts_with(wanted: Trait) -> Charts {
    let row = TRAITS.iter().find(|(own, _)| *own == wanted);
    row.map_or((None, None), |(_, charts)| *charts)
}

/// The old Replicated setting of that name.
pub fn replicated(name: &str) -> Option<&'static Replicated> {
    static NAMES: OnceLock<HashMap<&str, &Replicated>> = OnceLock::new();
    // Of two rows for one name the first counts.
    let all = || REPLICATED.iter().rev().map(|row| (row.name, row)).collect();
    NAMES.get_or_init(all).get(name).copied()
}

/// All settings of the old Replicated installations.
pub(crate) fn replicated_settings() -> &'static [Replicated] {
    &REPLICATED
}

/// The variables of the Terraform module for Private Terraform Enterprise.
pub(crate) fn private_variables() -> &'static [PrivateVariable] {
    &PRIVATE_TFE
}

/// What has to be set.
pub(crate) fn needs() -> &'static [Row] {
    &NEEDS
}

/// What does not go together, or not with the release.
pub(crate) fn clashes() -> &'static [Row] {
    &CLASHES
}
