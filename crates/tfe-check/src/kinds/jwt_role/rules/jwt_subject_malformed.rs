//! Subjects that no token of a run has.

use text::{Edit, Span, Vocabulary, short};

use super::{Finding, JwtRole};
use crate::base::finding::Fix;
use crate::knowledge::rules::jwt_role::JWT_SUBJECT_MALFORMED;
use crate::roles::Setting;
use crate::roles::jwt::is_literal;

pub(super) fn find(role: &JwtRole, _: &[JwtRole]) -> Vec<Finding> {
    if !role.admits_runs() {
        return Vec::new();
    }
    let is_glob = role.find("bound_claims_type").is_some_and(|s| s.value == "glob");
    let subjects = role.all("bound_claims.sub").chain(role.all("bound_subject"));
    let mut found = Vec::new();
    for subject in subjects.filter(|s| is_literal(&s.value)) {
        found.extend(malformed(subject, is_glob));
    }
    found
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

/// Whether a subject begins with a slip for the word organization, and goes on like that of a run.
pub(super) fn begins_misspelt(value: &str) -> bool {
    let (first, rest) = value.split_once(':').unwrap_or((value, ""));
    let goes_on = ["project:", "workspace:", "module:"].iter().any(|part| rest.contains(part));
    goes_on && first != "organization" && text::distance(first, "organization") <= 2
}

/// What cannot be the subject of a run.
fn malformed(subject: &Setting, is_glob: bool) -> Option<Finding> {
    let value = subject.value.as_str();
    if !value.starts_with("organization:") && !begins_misspelt(value) {
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
            return Some(unknown_phase(place, given));
        }
        if given.contains('*') && given != "*" {
            return None;
        }
        // With a * in the place of a name the next part may be any.
        before = if given == "*" { "" } else { name };
    }
    None
}

fn unknown_phase(place: Span, given: &str) -> Finding {
    let lower = given.to_ascii_lowercase();
    let begins = |phase: &&str| lower.starts_with(*phase);
    let slip = || Vocabulary::new(["plan", "apply"]).slip(given);
    let meant = ["plan", "apply"].into_iter().find(begins).or_else(slip);
    let fix = meant.map(|meant| Fix::review(format!("Write {meant}"), Edit::replace(place, meant)));
    let finding = JWT_SUBJECT_MALFORMED.at(place).say(
        format!("{} is not a phase of a run.", short(given)),
        "No token has this subject, so the login fails. Inferred from the documented phases.",
        "Write plan, apply or *.",
    );
    finding.fix(fix)
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
