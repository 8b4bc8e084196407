//! Credentials through Vault that name a login which is not there.

use text::{Edit, short};

use super::{Facts, Finding};
use crate::base::finding::{Fix, Severity};
use crate::kinds::workspace_variables::facts::{LOGIN, MOST_TAGS, listed};
use crate::knowledge::rules::workspace_variables::RUN_VAULT_CONFIG_UNKNOWN;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let tags = facts.login_tags();
    if tags.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (variable, _) in facts.known.iter().filter(|(_, n)| n.bare.ends_with("_VAULT_CONFIG")) {
        found.extend(unknown(variable, tags));
    }
    found
}

/// Upper and lower case count. A tag may be defined elsewhere.
fn unknown(variable: &Variable, tags: &[&str]) -> Option<Finding> {
    let written =
        variable.value.as_deref().filter(|value| !value.is_empty() && !tags.contains(value))?;
    let same = tags.iter().find(|tag| tag.eq_ignore_ascii_case(written));
    let near =
        same.copied().or_else(|| text::nearest(written, tags.iter().copied().take(MOST_TAGS)));
    let fix =
        near.map(|tag| Fix::review(format!("Write {tag}"), Edit::replace(variable.place, tag)));
    let severity = if near.is_some() { Severity::Error } else { Severity::Warning };
    let finding = RUN_VAULT_CONFIG_UNKNOWN.at(variable.place).say(
        format!("No login to Vault in this list has the tag {}.", short(written)),
        "The run finds no configuration of that name; tags are case-sensitive.",
        match near {
            Some(tag) => format!("Write {tag}."),
            None => format!("Write one of {}, or add TFC_{LOGIN}_{written}.", listed(tags)),
        },
    );
    Some(finding.severity(severity).fix(fix))
}
