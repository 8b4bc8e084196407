//! The address that Vault expects the tokens of runs from, and the host of Terraform Enterprise.

use crate::across::runs::facts::Facts;
use crate::across::runs::logins::Role;
use crate::across::runs::placed::{Placed, related};
use crate::base::finding::Severity;
use crate::kinds::jwt_role;
use crate::knowledge::rules::any::JWT_ISSUER_OF_ANOTHER_HOST;
use crate::roles::Setting;
use crate::roles::jwt::is_literal;

/// Hosts that are other issuers.
const OTHERS: [&str; 6] = [
    "app.terraform.io",
    "githubusercontent.com",
    "gitlab",
    "kubernetes",
    "oidc.eks",
    "example.com",
];

pub(super) fn find(facts: &Facts<'_>) -> Vec<Placed> {
    let hosts = facts.settings.iter().filter_map(|s| {
        let (host, span) = s.what.secondary.clone().or_else(|| s.what.host.clone())?;
        Some((s.document, host, span))
    });
    let hosts: Vec<_> = hosts.collect();
    // Several installations may be among the files.
    let [(document, host, span)] = hosts.as_slice() else { return Vec::new() };
    let mut found = Vec::new();
    for config in facts.roles.iter().filter(|r| r.what.is_config) {
        let given = config.what.all("oidc_discovery_url").chain(config.what.all("bound_issuer"));
        for setting in given.filter(|s| is_literal(&s.value)) {
            let issuer =
                setting.value.split_once("://").map_or(setting.value.as_str(), |(_, rest)| rest);
            let issuer = issuer.split(['/', ':']).next().unwrap_or("");
            let is_other =
                OTHERS.iter().any(|other| issuer.contains(other) && !host.contains(other));
            if issuer.eq_ignore_ascii_case(host) {
                found.extend(malformed(facts, config, setting));
                continue;
            }
            if issuer.is_empty() || is_other {
                continue;
            }
            let finding = JWT_ISSUER_OF_ANOTHER_HOST.at(setting.value_span).say(
                format!("{} is not the host of this Terraform Enterprise.", setting.key),
                format!("The tokens of its runs come from https://{host}: Vault rejects them as from another issuer."),
                format!("Write https://{host}."),
            );
            found.push((
                config.document,
                related(finding, config.document, *document, *span, "the host name is set here"),
            ));
        }
    }
    found
}

/// The same host, but not letter by letter. Where the roles show that they are for runs, that is reported
/// without the values, too.
fn malformed(facts: &Facts<'_>, config: &Role, setting: &Setting) -> Option<Placed> {
    let serves = |role: &&Role| role.document == config.document && role.what.is_for_runs();
    if facts.roles.iter().any(|role| serves(&role)) {
        return None;
    }
    let finding = jwt_role::rules::issuer(setting)?.severity(Severity::Error);
    Some((config.document, finding))
}
