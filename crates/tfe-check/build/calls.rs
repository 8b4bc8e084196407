//! What TFE, the snapshot agents and the runs ask of Vault: `knowledge/vault-calls.yaml` as tables.

use std::fmt::Write;

use serde::Deserialize;

use crate::rules::has_page;
use crate::{Outcome, constant, pascal, read, sourced};

/// The three documented policies.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Policies {
    tfe: Vec<Need>,
    snapshot: Vec<Need>,
    runs: Vec<Need>,
}

/// One rule of a documented policy.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Need {
    path: String,
    capabilities: Vec<String>,
    purpose: String,
    #[serde(default)]
    since: String,
    source: String,
    #[serde(default)]
    calls: Vec<Call>,
}

/// One call that a rule is there for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    rule: String,
    goal: String,
    operation: String,
    path: String,
    purpose: String,
    what: String,
    why: String,
    #[serde(default)]
    since: String,
    #[serde(default)]
    body: serde_yaml::Mapping,
    #[serde(default)]
    optional: Vec<String>,
}

/// One table for each policy.
pub(crate) fn calls() -> Outcome<String> {
    let Policies { tfe, snapshot, runs } = read("vault-calls.yaml")?;
    let mut out = String::new();
    for (name, needs) in [("TFE", &tfe), ("SNAPSHOTS", &snapshot), ("RUNS", &runs)] {
        writeln!(out, "pub(crate) static {name}: [Need; {}] = [", needs.len())?;
        for need in needs {
            rule(&mut out, need)?;
        }
        writeln!(out, "];")?;
    }
    Ok(out)
}

fn rule(out: &mut String, need: &Need) -> Outcome<()> {
    let Need { path, capabilities, purpose, since, source, calls } = need;
    sourced(path, source)?;
    writeln!(
        out,
        "Need {{ path: {path:?}, capabilities: &{capabilities:?}, purpose: {purpose:?}, since: {since:?}, calls: &["
    )?;
    for call in calls {
        one(out, call)?;
    }
    writeln!(out, "] }},")?;
    Ok(())
}

fn one(out: &mut String, call: &Call) -> Outcome<()> {
    let Call { rule, goal, operation, path, purpose, what, why, since, body, optional } = call;
    let pairs: Vec<(&str, &str)> =
        body.iter().filter_map(|(name, value)| Some((name.as_str()?, value.as_str()?))).collect();
    if pairs.len() < body.len() {
        return Err(
            format!("vault-calls.yaml: {path}: the body holds something else than text").into()
        );
    }
    // A rule that needs a role next to the policy is one of any files.
    let module = if has_page("vault-policy", rule)? { "vault_policy" } else { "any" };
    let (rule, goal) = (constant(rule), pascal(goal));
    writeln!(
        out,
        "Call {{ rule: &rules::{module}::{rule}, goal: Goal::{goal}, operation: {operation:?}, path: {path:?}, \
         purpose: {purpose:?}, what: {what:?}, why: {why:?}, since: {since:?}, data: &{pairs:?}, \
         optional: &{optional:?} }},"
    )?;
    Ok(())
}
