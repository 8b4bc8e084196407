//! Federated credentials of Azure for a pattern of subjects.

use crate::base::finding::Finding;
use crate::kinds::terraform::cloud_trust::{Cloud, Subject};
use crate::knowledge::rules::terraform::AZURE_SUBJECT_WITH_STAR;

pub(super) fn find(subject: &Subject) -> Option<Finding> {
    let Cloud::Azure = subject.cloud else { return None };
    Some(AZURE_SUBJECT_WITH_STAR.at(subject.at).say(
        "Azure compares the subject letter by letter: its * matches only a literal *.",
        "No token of a run has this subject, so every login fails.",
        "Write one credential for run_phase:plan and one for run_phase:apply.",
    ))
}
