//! Addresses of Vault without a scheme, or with the path of its API.

use text::Edit;

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::workspace_variables::given::given;
use crate::knowledge::rules::workspace_variables::RUN_VAULT_ADDRESS_MALFORMED;
use crate::knowledge::runs::Form;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for given in given(facts).filter(|given| given.known.form == Form::Url) {
        let found = address(given.variable, given.value);
        out.extend(found.map(|finding| given.with_source(finding)));
    }
    out
}

fn address(variable: &Variable, value: &str) -> Option<Finding> {
    let has_scheme = value.starts_with("https://") || value.starts_with("http://");
    let trimmed = value.trim_end_matches('/');
    let bare = trimmed.strip_suffix("/v1").unwrap_or(trimmed);
    if has_scheme && bare == trimmed || value.contains("://") && !has_scheme {
        return None;
    }
    let right = if has_scheme { bare.to_owned() } else { format!("https://{bare}") };
    let (what, why) = if has_scheme {
        (
            "The address of Vault ends with /v1.",
            "The run adds /v1/ and the path of each call to it: Vault answers 404.",
        )
    } else {
        (
            "The address of Vault has no https://.",
            "The run cannot reach Vault: the address has to be a URL.",
        )
    };
    let fix = Fix::review(format!("Write {right}"), Edit::replace(variable.place, right.as_str()));
    Some(
        RUN_VAULT_ADDRESS_MALFORMED
            .at(variable.place)
            .say(what, why, format!("Write {right}."))
            .fix(fix),
    )
}
