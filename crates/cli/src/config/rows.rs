//! The file as it is written.

use answers::known_versions;
use serde::Deserialize;
use tfe_check::{Options, Profile, Severity};

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
#[derive(Default)]
pub(super) struct File {
    pub versions: VersionRows,
    pub profile: Option<Profile>,
    pub fail_on: Option<Severity>,
    pub exclude: Vec<String>,
    pub group: Vec<GroupRow>,
    pub ignore: Vec<IgnoreRow>,
    pub rule: Vec<RuleRow>,
}

/// `[versions]`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct VersionRows {
    pub tfe: Option<String>,
    pub chart: Option<String>,
    pub vault: Option<String>,
}

/// `[[group]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupRow {
    /// For people only.
    #[serde(rename = "name")]
    pub _name: Option<String>,
    pub files: Vec<String>,
    #[serde(default)]
    pub versions: VersionRows,
    pub profile: Option<Profile>,
}

/// `[[ignore]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IgnoreRow {
    pub rules: Vec<String>,
    #[serde(default)]
    pub files: Vec<String>,
    pub reason: String,
}

/// `[[rule]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RuleRow {
    pub name: String,
    pub severity: Option<Severity>,
    pub reason: String,
    #[serde(default)]
    pub files: Vec<String>,
    pub forbid: Option<String>,
    pub require: Option<String>,
    #[serde(default)]
    pub values: Vec<String>,
    #[serde(default)]
    pub registries: Vec<String>,
    #[serde(default)]
    pub file_names: Vec<String>,
    pub kind: Option<String>,
}

impl VersionRows {
    /// The versions, once it is clear that they are known.
    pub(super) fn options(self) -> Result<Options, String> {
        let Self { tfe, chart, vault } = self;
        known_versions(Options { tfe, chart, vault })
    }
}
