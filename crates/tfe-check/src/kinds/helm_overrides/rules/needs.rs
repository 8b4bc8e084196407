//! What has to be set and is not: the rows of `knowledge/needs.yaml`.

use std::collections::BTreeSet;

use helm_values::{SharedText, Value};

use super::enumeration::join;
use super::{place, secrets_not_here, setting_outside_variables, setting_unknown, table};
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::{self, Row};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if facts.lost {
        return;
    }
    let fragment = facts.is_fragment();
    let meant = meant(facts);
    let no_secrets = !facts.has_secrets() && !meant.iter().any(|name| knowledge::is_secret(name));
    let mut secrets = Vec::new();
    for row in knowledge::needs() {
        if row.core && fragment || !table::applies(facts, row) {
            continue;
        }
        let missing = missing(facts, row, &meant, out);
        if missing.is_empty() || row.one && missing.len() < row.needs.len() {
            continue;
        }
        if row.secret && no_secrets {
            secrets.push((row, missing));
            continue;
        }
        let blank = missing.iter().find_map(|name| facts.setting(name));
        let place = row.at.and_then(|name| table::place(facts, name));
        let place = blank.as_ref().map(|given| place::key(given.value)).or(place);
        let block = if row.secret && facts.key("env.secrets").is_some() {
            "env.secrets"
        } else {
            "env.variables"
        };
        let place = place.unwrap_or_else(|| facts.nearest_key(block));
        let repeated = |f: &Finding| f.rule == row.rule && f.primary == place && !row.core;
        if !out.iter().any(repeated) && !told(out, row) {
            let mut found = table::finding(facts, row, place, &join(&missing));
            if let Some(given) = blank.filter(|_| missing.len() == 1 || row.one) {
                found.message.action = format!("Write the value of `{}` here.", given.name).into();
            }
            out.push(found);
        }
    }
    // A reference in the wrong place is reported there.
    if !names_a_secret(facts) {
        secrets_not_here::find(facts, &secrets, out);
    }
}

/// Whether the file names a Secret as other charts and Kubernetes do, which this chart does not read.
fn names_a_secret(facts: &Facts<'_>) -> bool {
    let env = facts.values.get("env").and_then(Value::as_map).into_iter().flatten();
    let top = facts.values.as_map().into_iter().flatten();
    let names = |(name, value): (&SharedText, &Value)| {
        let name = name.to_ascii_lowercase();
        value.truthy() && ["secretref", "envfrom"].iter().any(|word| name.contains(word))
    };
    env.chain(top).any(names)
}

/// The general row of a rule stays silent where a special one spoke.
fn told(out: &[Finding], row: &Row) -> bool {
    row.when.is_empty() && out.iter().any(|f| f.rule == row.rule)
}

/// The settings that the file has under a wrong name or in a wrong place; another rule reports that.
fn meant(facts: &Facts<'_>) -> BTreeSet<String> {
    let unknown = facts.unknown.iter().filter(|unknown| !unknown.typo);
    let misspelt = unknown.filter_map(|unknown| unknown.meant).map(|setting| setting.name);
    let old = facts.settings().filter_map(|g| knowledge::replicated(g.name)?.instead);
    let old = old.chain(setting_unknown::meant(facts));
    let misplaced = setting_outside_variables::misplaced(facts);
    let unread = unread(facts);
    let known = misspelt.chain(old).map(str::to_owned);
    known.chain(misplaced.chain(unread).map(str::to_owned)).collect()
}

/// The settings in blocks that the chart never reads.
fn unread<'a>(facts: &Facts<'a>) -> Vec<&'a str> {
    let mut names = Vec::new();
    settings_in(facts.values, "", &mut names);
    names
}

fn settings_in<'a>(value: &'a Value, path: &str, names: &mut Vec<&'a str>) {
    for (name, below) in value.as_map().into_iter().flatten() {
        let setting = name.starts_with("TFE_") && !matches!(path, "env.variables" | "env.secrets");
        names.extend(setting.then_some(name.as_str()));
        let path = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
        if path.matches('.').count() < 3 {
            settings_in(below, &path, names);
        }
    }
}

/// The needs of a row that the file does not meet. A blank value does not count; a broken one does.
fn missing(
    facts: &Facts<'_>,
    row: &Row,
    meant: &BTreeSet<String>,
    out: &[Finding],
) -> Vec<&'static str> {
    let lacks = |name: &&&str| match facts.known(name) {
        _ if meant.contains(**name) => false,
        Known::Absent => !is_on_a_broken_line(facts, name),
        Known::Text(text) => text.trim().is_empty() && !is_told(facts, name, out),
        Known::Hidden | Known::Perhaps => false,
    };
    row.needs.iter().filter(lacks).copied().collect()
}

/// Whether a line of a file that is not read as a whole begins with the name.
fn is_on_a_broken_line(facts: &Facts<'_>, name: &str) -> bool {
    let begins = |line: &str| {
        let line = line.trim_start().trim_start_matches(['"', '\'', '-', ' ']);
        line.strip_prefix(name).is_some_and(|rest| !rest.starts_with('_'))
    };
    !facts.document.problems().is_empty() && facts.text.lines().any(begins)
}

/// Whether there is already an error at the setting.
fn is_told(facts: &Facts<'_>, name: &str, out: &[Finding]) -> bool {
    let entry = facts.setting(name).and_then(|given| given.value.origin).map(|o| o.entry);
    entry.is_some_and(|entry| {
        out.iter().any(|f| f.severity == Severity::Error && entry.contains(f.primary))
    })
}
