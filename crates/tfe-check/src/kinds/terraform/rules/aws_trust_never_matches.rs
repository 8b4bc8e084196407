//! Trust policies of AWS whose pattern for a subject is compared letter by letter.

use text::Edit;

use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::terraform::cloud_trust::{Cloud, Subject};
use crate::knowledge::rules::terraform::AWS_TRUST_NEVER_MATCHES;

pub(super) fn find(subject: &Subject) -> Option<Finding> {
    let Cloud::Aws { test, alone } = subject.cloud else { return None };
    let fix = test.map(|at| Fix::review("Write StringLike", Edit::replace(at, "StringLike")));
    let finding = AWS_TRUST_NEVER_MATCHES.at(subject.at).say(
        "The subject has a *, and StringEquals compares it letter by letter.",
        "No token of a run has this subject: AccessDenied, not authorized to perform AssumeRoleWithWebIdentity.",
        "Compare sub with StringLike, and aud with StringEquals.",
    );
    let severity = if alone { Severity::Error } else { Severity::Warning };
    Some(finding.severity(severity).fix(fix))
}
