//! Checks Terraform Enterprise files as Vault, Helm, the chart and TFE judge them.
//!
//! A text goes in, a [`Report`] comes out. Nothing here reads files, asks a clock or knows a browser.

mod approle;
mod document;
mod embedded;
mod engine;
pub mod export;
mod finding;
mod fix;
mod foreign;
pub mod hint;
mod kind;
pub mod knowledge;
mod overrides;
mod paste;
mod policy;
mod registry;
pub mod report;
mod rules;
mod script;
mod secrets;
mod shell;
mod suppress;
mod terraform;
mod versions;
pub mod view;
mod writer;

pub use document::{Document, Encoding, Options};
pub use embedded::{Embedded, Part, at_its_place, parts_in};
pub use engine::{LIMIT, all_fixed, check, fixed, view, views};
pub use finding::{Evidence, Finding, Fix, Message, Related, Rule, Safety, Severity, Stage};
pub use kind::{Detected, Kind, Profile, detect};
pub use overrides::explain as explain_overrides;
pub use policy::refusal;
pub use registry::{nearest, rule, rules};
pub use report::Report;
pub use secrets::{is_secret_name, secrets_in, secrets_of};
pub use versions::{
    DEFAULT_VAULT, NEWEST_CHART, NEWEST_TFE, TfeVersion, VAULT_LINES, Versions, is_tfe_version,
    is_version,
};
