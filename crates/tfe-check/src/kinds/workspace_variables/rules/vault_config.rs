//! Which of several logins to Vault is used.

use text::{Edit, short};

use super::{Facts, Finding};
use crate::base::finding::{Evidence, Fix, Severity};
use crate::carry::variables::Variable;
use crate::kinds::workspace_variables::facts::Switch;
use crate::knowledge::rules::workspace_variables::{
    RUN_VAULT_CONFIG_MISSING, RUN_VAULT_CONFIG_UNKNOWN,
};

const ARTICLE: &str = "support.hashicorp.com articles/48362017377043";

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let tags = facts.login_tags();
    if tags.is_empty() {
        return;
    }
    let absent = facts.on().filter(|_| !facts.list.is_open && !facts.has_plain_login());
    for switch in absent.filter(|s| s.named.family.name.starts_with("vault-backed")) {
        let config = switch.named.bare.replace("_AUTH", "_VAULT_CONFIG");
        if facts.value(&config, switch.named.tag).is_none() {
            out.push(missing(switch, &config, tags));
        }
    }
    for (variable, _) in facts.known.iter().filter(|(_, n)| n.bare.ends_with("_VAULT_CONFIG")) {
        out.extend(unknown(variable, tags));
    }
}

const LOGIN: &str = "VAULT_PROVIDER_AUTH";

/// So many tags are named in a message, and compared with a name that is none of them.
const MOST: usize = 12;

fn listed(tags: &[&str]) -> String {
    let first = tags.get(..MOST.min(tags.len())).unwrap_or_default().join(", ");
    if tags.len() > MOST { format!("{first} and {} more", tags.len() - MOST) } else { first }
}

fn missing(switch: Switch<'_>, config: &str, tags: &[&str]) -> Finding {
    let tag = switch.named.tag;
    let name = if tag.is_empty() { format!("TFC_{config}") } else { format!("TFC_{config}_{tag}") };
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

/// Upper and lower case count. A tag may be defined elsewhere.
fn unknown(variable: &Variable, tags: &[&str]) -> Option<Finding> {
    let written =
        variable.value.as_deref().filter(|value| !value.is_empty() && !tags.contains(value))?;
    let same = tags.iter().find(|tag| tag.eq_ignore_ascii_case(written));
    let near = same.copied().or_else(|| text::nearest(written, tags.iter().copied().take(MOST)));
    let fix =
        near.map(|tag| Fix::review(format!("Write {tag}"), Edit::replace(variable.place, tag)));
    let severity = if near.is_some() { Severity::Error } else { Severity::Warning };
    let finding = RUN_VAULT_CONFIG_UNKNOWN.at(variable.place).say(
        format!("No login to Vault in this list has the tag {}.", short(written)),
        "The run finds no configuration of that name; upper and lower case count.",
        match near {
            Some(tag) => format!("Write {tag}."),
            None => format!("Write one of {}, or add TFC_{LOGIN}_{written}.", listed(tags)),
        },
    );
    Some(finding.severity(severity).fix(fix))
}
