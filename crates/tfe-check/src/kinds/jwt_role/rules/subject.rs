//! Which runs may log in: the subject of their tokens.

use text::{Edit, Span, Vocabulary, short};

use super::{Finding, JwtRole};
use crate::base::finding::{Fix, Severity};
use crate::carry::approle::Setting;
use crate::carry::jwt::{is_literal, plain};
use crate::knowledge::rules::jwt_role::{
    JWT_SUBJECT_MALFORMED, JWT_SUBJECT_NEEDS_GLOB, JWT_SUBJECT_TOO_BROAD,
};

pub(super) fn find(role: &JwtRole, _: &[JwtRole], out: &mut Vec<Finding>) {
    if role.is_config || !role.is_for_runs() {
        return;
    }
    let compared = role.find("bound_claims_type").map(|s| s.value.as_str());
    for claim in role.claims().filter(|claim| claim.value.contains('*')) {
        if is_literal(&claim.value) && matches!(compared, None | Some("string")) && !role.is_open {
            out.push(needs_glob(role, claim));
            break;
        }
    }
    for claim in role.all("bound_subject").filter(|s| s.value.contains('*')) {
        out.push(JWT_SUBJECT_NEEDS_GLOB.at(claim.value_span).say(
            "bound_subject is compared letter by letter: its * matches only a literal *.",
            "No token has this subject, so every login fails.",
            "Use bound_claims with sub, and bound_claims_type glob.",
        ));
    }
    out.extend(too_broad(role));
    let subjects = role.all("bound_claims.sub").chain(role.all("bound_subject"));
    for subject in subjects.filter(|s| is_literal(&s.value)) {
        out.extend(malformed(subject, compared == Some("glob")));
    }
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

/// Without the organization a workspace of any other one may log in.
fn too_broad(role: &JwtRole) -> Option<Finding> {
    let names = |s: &Setting| match plain(&s.key).as_ref() {
        "bound_claims.sub" | "bound_subject" => {
            let name =
                s.value.strip_prefix("organization:").and_then(|rest| rest.split(':').next());
            !is_literal(&s.value)
                || name.is_some_and(|name| !name.is_empty() && !name.starts_with('*'))
        }
        // The whole map is filled in.
        "bound_claims" => true,
        key => key.starts_with("bound_claims.terraform_") && !s.value.starts_with('*'),
    };
    if role.is_open || role.settings.iter().any(names) {
        return None;
    }
    let subject = role.find("bound_claims.sub").or_else(|| role.find("bound_subject"));
    let at = subject.map_or(role.at, |s| s.value_span);
    Some(JWT_SUBJECT_TOO_BROAD.at(at).say(
        "The role accepts runs of every organization.",
        "Anybody with a workspace on the same Terraform Enterprise can get its policies.",
        "Begin the sub claim with organization:<name>:, where <name> is yours.",
    ))
}

/// The parts of a subject.
const PARTS: [&str; 8] = [
    "organization",
    "project",
    "workspace",
    "run_phase",
    "module",
    "operation",
    "stack",
    "deployment",
];

/// What cannot be the subject of a run.
fn malformed(subject: &Setting, is_glob: bool) -> Option<Finding> {
    let value = subject.value.as_str();
    if !value.starts_with("organization:") {
        return None;
    }
    let mut at = 0;
    let mut parts = value.split(':');
    let mut before = "";
    while let Some(name) = parts.next() {
        let place =
            Span::new(subject.value_span.start + at, subject.value_span.start + at + name.len());
        let given = parts.next();
        at += name.len() + 1 + given.map_or(0, |given| given.len() + 1);
        // A * may stand for any number of parts.
        if name.contains('*') || !is_glob && value.contains('*') {
            return None;
        }
        if !PARTS.contains(&name) {
            return Some(unknown_part(place, name));
        }
        if before == "organization" && name == "workspace" {
            return Some(without_project(place, is_glob));
        }
        let given = given?;
        if name == "run_phase" && !matches!(given, "plan" | "apply") && !given.contains('*') {
            let place = Span::new(place.end + 1, place.end + 1 + given.len());
            return Some(JWT_SUBJECT_MALFORMED.at(place).say(
                format!("{} is not a phase of a run.", short(given)),
                "No token has this subject, so the login fails. Inferred from the documented phases.",
                "Write plan, apply or *.",
            ));
        }
        if given.contains('*') && given != "*" {
            return None;
        }
        // With a * in the place of a name the next part may be any.
        before = if given == "*" { "" } else { name };
    }
    None
}

fn unknown_part(place: Span, name: &str) -> Finding {
    let words = Vocabulary::new(PARTS);
    let meant = words.slip(name).or_else(|| words.nearest(name));
    let finding = JWT_SUBJECT_MALFORMED.at(place).say(
        format!("{} is not a part of the subject of a run.", short(name)),
        "No token has this subject, so the login fails. Inferred from the documented form.",
        match meant {
            Some(meant) => format!("Write {meant}."),
            None => "Write organization:<name>:project:<name>:workspace:<name>:run_phase:<phase>."
                .to_owned(),
        },
    );
    finding
        .fix(meant.map(|meant| Fix::review(format!("Write {meant}"), Edit::replace(place, meant))))
}

fn without_project(place: Span, is_glob: bool) -> Finding {
    let fix =
        is_glob.then(|| Fix::review("Add project:*", Edit::insert(place.start, "project:*:")));
    JWT_SUBJECT_MALFORMED
        .at(place)
        .say(
            "The subject has no project between organization and workspace.",
            "The tokens of runs name their project: this one matches none of them. Inferred from the documented form.",
            "Add project:<name>: before workspace; the first project is Default Project.",
        )
        .fix(fix)
}
