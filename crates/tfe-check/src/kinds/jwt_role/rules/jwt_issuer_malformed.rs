//! The address that the tokens of runs come from.

use text::Edit;

use super::{Finding, JwtRole};
use crate::base::finding::{Fix, Severity};
use crate::knowledge::rules::jwt_role::JWT_ISSUER_MALFORMED;
use crate::roles::Setting;
use crate::roles::jwt::is_literal;

pub(super) fn find(config: &JwtRole, all: &[JwtRole]) -> Vec<Finding> {
    let serves_runs = |role: &JwtRole| role.mount == config.mount && role.admits_runs();
    if !config.is_config || !(config.is_for_runs() || all.iter().any(serves_runs)) {
        return Vec::new();
    }
    let given = config.all("oidc_discovery_url").chain(config.all("bound_issuer"));
    given.filter_map(malformed).collect()
}

/// What Vault does not take for the address of a Terraform Enterprise.
pub(crate) fn malformed(setting: &Setting) -> Option<Finding> {
    let value = Some(setting.value.as_str()).filter(|value| is_literal(value))?;
    let bare = value.split("/.well-known").next().unwrap_or(value).trim_end_matches('/');
    let host =
        bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://")).unwrap_or(bare);
    let right = format!("https://{host}");
    if right == value || host.is_empty() {
        return None;
    }
    let what = if value.starts_with("https://") {
        format!("{} ends with more than the host name.", setting.key)
    } else {
        format!("{} does not begin with https://.", setting.key)
    };
    // A slash at the end or `http://` never is what the tokens say; a path may belong to a host in between.
    let sure = !host.contains('/') && value.starts_with("http");
    let severity = if sure { Severity::Error } else { Severity::Warning };
    let finding = JWT_ISSUER_MALFORMED.at(setting.value_span).severity(severity).say(
        what,
        "Vault compares it letter by letter with the iss claim of the token: the login or the write fails.",
        format!("Write {right}."),
    );
    let edit = Edit::replace(setting.value_span, right.as_str());
    Some(finding.fix(Fix::review(format!("Write {right}"), edit)))
}
