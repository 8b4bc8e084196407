//! What was found in all groups of files.

use serde::Serialize;
use tfe_check::report::{DocumentReport, Summary};
use tfe_check::{Document, Options, Report, Versions, check, check_and_view};

use crate::given::Group;

/// Everything that was checked in one run.
pub(crate) struct Checked {
    /// In the order of the report.
    pub documents: Vec<Document>,
    /// One sentence for each document: does it work?
    pub verdicts: Vec<String>,
    /// The findings of all groups.
    pub report: Report,
    /// Which documents were checked together, and for which versions.
    pub groups: Vec<Together>,
    /// The number of files that were found and are not ours.
    pub skipped: usize,
}

/// Documents that were checked together.
#[derive(Serialize)]
pub(crate) struct Together {
    /// Their names.
    pub documents: Vec<String>,
    /// The versions that they were checked for.
    pub versions: Versions,
}

/// Rules that say only that a file has nothing that is checked here. A file that was found is not
/// expected to have something.
const NOTHING_HERE: [&str; 4] =
    ["kind-unknown", "nothing-known-in-log", "terraform-without-policy", "text-empty"];

impl Checked {
    /// Checks each group by itself.
    pub(crate) fn of(groups: &[Group], skipped: usize) -> Self {
        let report = check(&[], &Options::default());
        let mut checked = Self {
            documents: Vec::new(),
            verdicts: Vec::new(),
            report,
            groups: Vec::new(),
            skipped,
        };
        for group in groups {
            checked.add(group);
        }
        if let [group] = checked.groups.as_slice() {
            checked.report.versions = group.versions.clone();
        }
        checked.count();
        checked
    }

    fn add(&mut self, group: &Group) {
        let documents: Vec<Document> = group.files.iter().map(|f| f.document.clone()).collect();
        let (report, views) = check_and_view(&documents, &group.options);
        let mut names = Vec::new();
        let all = group.files.iter().zip(report.documents).zip(views);
        for ((file, found), view) in all {
            if !file.named && has_nothing(&found) {
                self.skipped += 1;
                continue;
            }
            names.push(found.name.clone());
            self.documents.push(file.document.clone());
            self.verdicts.push(view.verdict);
            self.report.documents.push(found);
        }
        if !names.is_empty() {
            self.groups.push(Together { documents: names, versions: report.versions });
        }
    }

    /// Counts anew, once findings have come, gone or been marked.
    pub(crate) fn count(&mut self) {
        let mut summary = Summary::default();
        self.report.documents.iter().flat_map(|d| &d.findings).for_each(|f| summary.count(f));
        self.report.summary = summary;
    }
}

/// Whether a file that was found has nothing that is checked here: Terraform of something else, a log
/// without a known failure.
fn has_nothing(found: &DocumentReport) -> bool {
    let mut rules = found.findings.iter().map(|f| f.rule.as_str());
    let carries = found.kind.is_none_or(|kind| kind.carries);
    let silent = carries && found.parts.is_empty() && found.findings.is_empty();
    silent || !found.findings.is_empty() && rules.all(|rule| NOTHING_HERE.contains(&rule))
}
