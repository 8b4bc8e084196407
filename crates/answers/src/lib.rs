//! What the command line, the language server and JavaScript answer in the same words.

mod can;
mod explain;
mod ours;
mod pages;
mod rules;
mod schema;
mod versions;

pub use can::{
    Answer, Asked, Source, can, decision_json, not_a_policy, policies_in, question, taken,
    unauthenticated, wrap_ttl,
};
pub use explain::{Explained, ExplainedPart, Explanation, explain, explain_whole, rejection};
pub use ours::{has_nothing, is_looked_at, is_surely_ours, looked_at};
pub use pages::{kind_of_rule, page, unknown_rule};
pub use rules::{rule_row, rule_title, rules_in_order};
pub use schema::{CONFIG_SCHEMA, REPORT_SCHEMA, overrides_schema};
pub use versions::{chart_version, known_versions, tfe_version, vault_version};

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
