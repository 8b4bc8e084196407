//! Reviewed facts as tables: TFE's settings, the chart's keys, what the chart sets itself, old names.
//!
//! They are written in `knowledge/*.yaml`, each row with its source, and compiled in.

mod row;
#[cfg(test)]
mod tests;
mod tree;
mod types;

pub(crate) use row::{Change, Cond, Row, RowFix, Test};
pub(crate) use tree::ChartTree;
pub use types::{
    ChartDefault, ChartEnv, ChartKey, Charts, Form, IgnoredKey, KeyForm, Nothing, Replicated,
    Secrecy, Setting, Status, When,
};

use crate::finding::{Evidence, Rule, Safety, Severity, Stage};

include!(concat!(env!("OUT_DIR"), "/knowledge.rs"));

/// All settings, by name.
pub fn settings() -> &'static [Setting] {
    &SETTINGS
}

/// The setting of that name.
pub fn setting(name: &str) -> Option<&'static Setting> {
    SETTINGS.binary_search_by(|s| s.name.cmp(name)).ok().and_then(|i| SETTINGS.get(i))
}

/// The setting that a misspelt name most likely means: at most three letters differ.
pub fn nearest_setting(name: &str) -> Option<&'static Setting> {
    let known = || SETTINGS.iter().filter(|s| s.status != Status::Typo).map(|s| s.name);
    setting(text::nearest(name, known())?)
}

/// Words that people write in the name of a setting, and those that TFE has.
const WORDS: [(&str, &str); 10] = [
    ("TFE_DB_", "TFE_DATABASE_"),
    ("TFE_PG_", "TFE_DATABASE_"),
    ("TFE_POSTGRES_", "TFE_DATABASE_"),
    ("TFE_S3_", "TFE_OBJECT_STORAGE_S3_"),
    ("TFE_AZURE_", "TFE_OBJECT_STORAGE_AZURE_"),
    ("TFE_GOOGLE_", "TFE_OBJECT_STORAGE_GOOGLE_"),
    ("TFE_STORAGE_", "TFE_OBJECT_STORAGE_"),
    ("_USERNAME", "_USER"),
    ("_PASS", "_PASSWORD"),
    ("_PWD", "_PASSWORD"),
];

/// The setting that a name means in other words: `TFE_DB_USERNAME` for `TFE_DATABASE_USER`.
pub fn in_other_words(name: &str) -> Option<&'static Setting> {
    let mut said = name.to_ascii_uppercase();
    for (word, known) in WORDS {
        match word.starts_with('_') {
            true => {
                said = said.strip_suffix(word).map(|head| format!("{head}{known}")).unwrap_or(said)
            }
            false => {
                said = said.strip_prefix(word).map(|rest| format!("{known}{rest}")).unwrap_or(said)
            }
        }
    }
    setting(&said).filter(|s| s.name != name && s.status != Status::Typo)
}

/// All keys of the chart, by path.
pub fn chart_keys() -> &'static [ChartKey] {
    &CHART_KEYS
}

/// The chart's key at a dotted path.
pub fn chart_key(path: &str) -> Option<&'static ChartKey> {
    CHART_KEYS.binary_search_by(|k| k.path.cmp(path)).ok().and_then(|i| CHART_KEYS.get(i))
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

/// The chart's key under `parent` that a misspelt one most likely means.
pub fn nearest_key(parent: &str, key: &str) -> Option<&'static str> {
    text::nearest(key, children(parent).map(|(name, _)| name))
}

/// What is known of a key that the chart never reads.
pub fn ignored_key(path: &str) -> Option<&'static IgnoredKey> {
    IGNORED_KEYS.iter().find(|k| k.path == path)
}

/// The settings that the chart writes itself.
pub fn chart_env() -> &'static [ChartEnv] {
    &CHART_ENV
}

/// What charts assume, where they differ.
pub(crate) fn chart_defaults() -> &'static [ChartDefault] {
    &CHART_DEFAULTS
}

/// Which charts' templates do something.
pub(crate) fn charts_with(wanted: Trait) -> Charts {
    let row = TRAITS.iter().find(|(own, _)| *own == wanted);
    row.map_or((None, None), |(_, charts)| *charts)
}

/// The old Replicated setting of that name.
pub fn replicated(name: &str) -> Option<&'static Replicated> {
    REPLICATED.iter().find(|r| r.name == name)
}

/// The rules whose cases are rows of a table.
pub(crate) fn table_rules() -> &'static [&'static Rule] {
    &TABLE_RULES
}

/// What has to be set.
pub(crate) fn needs() -> &'static [Row] {
    &NEEDS
}

/// What does not go together, or not with the release.
pub(crate) fn clashes() -> &'static [Row] {
    &CLASHES
}
