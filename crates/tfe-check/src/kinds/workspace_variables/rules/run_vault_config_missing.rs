//! Credentials through Vault that do not say which of several logins they use.

use super::{Facts, Finding};
use crate::base::finding::{Evidence, Fix};
use crate::kinds::workspace_variables::facts::{Switch, listed};
use crate::kinds::workspace_variables::names::full;
use crate::knowledge::rules::workspace_variables::RUN_VAULT_CONFIG_MISSING;

const ARTICLE: &str = "support.hashicorp.com articles/48362017377043";

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let tags = facts.login_tags();
    if tags.is_empty() || facts.has_plain_login() || facts.list.is_open {
        return Vec::new();
    }
    let mut found = Vec::new();
    for switch in facts.on().filter(|s| s.named.family.name.starts_with("vault-backed")) {
        let config = switch.named.bare.replace("_AUTH", "_VAULT_CONFIG");
        if facts.value(&config, switch.named.tag).is_none() {
            found.push(missing(switch, &config, tags));
        }
    }
    found
}

fn missing(switch: Switch<'_>, config: &str, tags: &[&str]) -> Finding {
    let tag = switch.named.tag;
    let name = full(config, tag);
    let meant = match tags {
        [only] => Some(*only),
        all => all.iter().find(|known| **known == tag).copied(),
    };
    let fix = meant.and_then(|meant| {
        let edit = switch.variable.add(&name, meant)?;
        Some(Fix::review(format!("Add {name}"), edit))
    });
    let aws = switch.named.family.name == "vault-backed-aws";
    let (evidence, why) = if aws {
        (
            Evidence::SupportArticle,
            "The run fails: configuration for Vault authentication is required for Vault-backed AWS authentication.",
        )
    } else {
        (
            Evidence::Inferred,
            "The run looks for a login without a tag. Inferred from the article about AWS.",
        )
    };
    RUN_VAULT_CONFIG_MISSING
        .at(switch.variable.key)
        .say(
            format!("All logins to Vault have a tag, and {name} names none of them."),
            why,
            format!("Add {name} with the tag of the login: {}.", listed(tags)),
        )
        .source(evidence, ARTICLE)
        .fix(fix)
}
