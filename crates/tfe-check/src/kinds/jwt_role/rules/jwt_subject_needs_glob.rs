//! Values with a `*` that are compared letter by letter.

use text::Edit;

use super::{Finding, JwtRole};
use crate::base::finding::{Fix, Severity};
use crate::knowledge::rules::jwt_role::JWT_SUBJECT_NEEDS_GLOB;
use crate::roles::Setting;
use crate::roles::jwt::is_literal;

pub(super) fn find(role: &JwtRole, _: &[JwtRole]) -> Vec<Finding> {
    if !role.admits_runs() {
        return Vec::new();
    }
    let compared = role.find("bound_claims_type").map(|s| s.value.as_str());
    let mut found = Vec::new();
    if matches!(compared, None | Some("string")) && !role.is_open {
        let has_star = |claim: &&Setting| has_star(&claim.value);
        found.extend(role.claims().find(has_star).map(|claim| needs_glob(role, claim)));
    }
    for claim in role.all("bound_subject").filter(|s| s.value.contains('*')) {
        found.push(JWT_SUBJECT_NEEDS_GLOB.at(claim.value_span).say(
            "bound_subject is compared letter by letter: its * matches only a literal *.",
            "No token has this subject, so every login fails.",
            "Use bound_claims with sub, and bound_claims_type glob.",
        ));
    }
    found
}

/// Whether a value has a `*` of its own, whatever is filled in next to it: `organization:${var.org}:project:*`.
fn has_star(value: &str) -> bool {
    let mut parts = value.split("${");
    let mut own = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((_, rest)) = part.split_once('}') else { return false };
        own.push_str(rest);
    }
    own.contains('*') && is_literal(&own) && !own.contains(['{', '}'])
}

fn needs_glob(role: &JwtRole, claim: &Setting) -> Finding {
    let fix = match role.find("bound_claims_type") {
        Some(given) => Some(Edit::replace(given.value_span, "glob")),
        None => role.add("bound_claims_type", "glob"),
    };
    // The values of a claim are alternatives.
    let is_exact = |other: &&Setting| other.key == claim.key && !other.value.contains('*');
    let (severity, why) = match role.claims().find(is_exact) {
        Some(_) => (
            Severity::Warning,
            "The * matches only a literal *: no token of a run matches this value.",
        ),
        None => (
            Severity::Error,
            "The * matches only a literal *: no token of a run matches, so every login fails.",
        ),
    };
    JWT_SUBJECT_NEEDS_GLOB
        .at(claim.value_span)
        .severity(severity)
        .say(
            "The value has a *, and it is compared letter by letter.",
            why,
            "Set bound_claims_type to glob.",
        )
        .fix(fix.map(|edit| Fix::review("Set bound_claims_type to glob", edit)))
}
