//! The texts that were given, for what is checked over several of them.

use super::reading::Reading;
use crate::across::together::{self, Script};
use crate::base::document::Document;
use crate::base::finding::Finding;
use crate::base::judgement::head;
use crate::base::kind::Nature;
use crate::base::versions::Versions;

/// Longer texts are logs and listings, and nobody compares them with others.
const LARGE: usize = 1024 * 1024;

/// Whether a text is the `Chart.yaml` of a chart that has this chart as a dependency. Nothing is said of it, but it
/// says how values have to be nested.
pub fn is_parent_chart(text: &str) -> bool {
    !together::dependency_names(text).is_empty()
}

/// What the texts given together say of each document.
pub(super) fn others(
    documents: &[Document],
    readings: &[Reading<'_>],
    versions: &Versions,
) -> Vec<Vec<Finding>> {
    let mut all: Vec<Vec<Finding>> = documents.iter().map(|_| Vec::new()).collect();
    let long = documents.iter().any(|document| document.text.len() > LARGE);
    let alone = documents.len() == 1 && !readings.iter().any(Reading::has_several);
    if long || alone {
        return all;
    }
    let mut members = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        members.extend(reading.members(at));
    }
    let sets_up = |reading: &Reading<'_>| reading.kind().is_none_or(|k| k.nature != Nature::Record);
    let scripts: Vec<Script<'_>> = documents
        .iter()
        .zip(readings)
        .enumerate()
        .filter(|(_, (_, reading))| sets_up(reading))
        .map(|(document, (own, _))| Script { document, text: head(&own.text) })
        .collect();
    for (document, finding) in together::find(&members, &scripts, versions) {
        all.get_mut(document).into_iter().for_each(|own| own.push(finding.clone()));
    }
    all
}
