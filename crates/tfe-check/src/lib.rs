//! Checks Terraform Enterprise files as Vault, Helm, the chart and TFE judge them.
//!
//! A text goes in, a [`Report`] comes out. Nothing here reads files, asks a clock or knows a browser.

mod across;
mod base;
mod carry;
mod contract;
mod engine;
mod kinds;
pub mod knowledge;
mod recognise;
mod roles;
mod secrets;
mod variables;

pub use across::compose;
pub use base::document::{Before, Document, Encoding, Ignored, Options};
pub use base::finding::{
    Evidence, Excerpt, Finding, Fix, Message, Related, Rule, Safety, Severity, Stage, Turn, Words,
};
pub use base::judgement::LIMIT;
pub use base::kind::{Detected, Kind, Language, Profile};
pub use base::report::{self, Report};
pub use base::versions::{
    DEFAULT_VAULT, LAST_MONTHLY_TFE, NEWEST_CHART, NEWEST_CHART_LINE, NEWEST_TFE, TfeVersion,
    VAULT_LINES, Versions, is_at_most, is_tfe_version, is_version,
};
pub use base::view;
pub use carry::part::{Embedded, Part};
pub use engine::hint;
pub use engine::registry::{nearest, rule, rules};
pub use engine::secrets::secrets_of;
pub use engine::suppress::ignored_by_comment;
pub use engine::upgrade;
pub use engine::{
    Found, Known, all_fixed, check, check_and_view, check_and_view_but, contents, extracted, find,
    fixed, is_parent_chart, parts, view, view_there, views,
};
pub use kinds::helm_overrides::explain as explain_overrides;
pub use kinds::kind;
pub use kinds::vault_policy::refusal;
pub use recognise::detect;
pub use secrets::{is_secret_name, secrets_in};

/// Files in the forms in which they reach the programs that read them.
pub mod export {
    pub use crate::kinds::replicated_settings::overrides;
    pub use crate::kinds::vault_policy::export::{command, terraform};
}

/// Rules that others than the engine treat in a way of their own.
pub mod rule_named {
    use crate::base::finding::Rule;
    use crate::knowledge::rules::{any, helm_overrides};

    /// The run of fixes ended before all of them were tried.
    pub static FIXING_NOT_FINISHED: &Rule = &any::FIXING_NOT_FINISHED;
    /// Most required settings are not in the file.
    pub static PART_OF_A_CONFIGURATION: &Rule = &helm_overrides::PART_OF_A_CONFIGURATION;
}

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
