//! What was found in all groups of files.

pub(crate) mod baseline;

use answers::has_nothing;
use serde::Serialize;
use tfe_check::report::DocumentReport;
use tfe_check::view::View;
use tfe_check::{Document, Report, Versions, check, check_and_view_but};

use self::baseline::Baseline;
use crate::args::CheckArgs;
use crate::config::{Seen, is_own};
use crate::given::Group;
use crate::outcome::Failure;
use crate::plan::Plan;
use crate::search::Skipped;

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
    /// What was found and is not checked.
    pub skipped: Skipped,
    /// Sentences on the run, after the counts.
    pub notes: Vec<String>,
    /// Pages of the team's own rules, by name.
    pub own_pages: Vec<(String, String)>,
    /// The findings were compared with a baseline.
    pub compared: bool,
}

/// Documents that were checked together.
#[derive(Serialize)]
pub(crate) struct Together {
    /// Their names.
    pub documents: Vec<String>,
    /// The versions that they were checked for.
    pub versions: Versions,
}

impl Checked {
    /// Checks each group by itself.
    pub(crate) fn of(plan: &Plan<'_>, groups: &[Group], skipped: &Skipped) -> Self {
        Self::beyond(None, plan, groups, skipped)
    }

    /// The same; what is in a baseline is marked.
    pub(crate) fn beyond(
        mut baseline: Option<&mut Baseline>,
        plan: &Plan<'_>,
        groups: &[Group],
        skipped: &Skipped,
    ) -> Self {
        let own = &plan.config.own;
        let mut checked = Self {
            documents: Vec::new(),
            verdicts: Vec::new(),
            report: check(&[], &plan.options()),
            groups: Vec::new(),
            skipped: skipped.clone(),
            notes: Vec::new(),
            own_pages: own.iter().map(|rule| (rule.name.clone(), rule.page())).collect(),
            compared: baseline.is_some(),
        };
        for group in groups {
            checked.add(plan, group, baseline.as_deref_mut());
        }
        if let [group] = checked.groups.as_slice() {
            checked.report.versions = group.versions.clone();
        }
        plan.filter.apply(&mut checked.report);
        checked
    }

    fn add(&mut self, plan: &Plan<'_>, group: &Group, mut baseline: Option<&mut Baseline>) {
        let documents: Vec<Document> = group.files.iter().map(|f| f.document.clone()).collect();
        let (mut report, views) =
            check_and_view_but(&documents, &group.options, &mut |document, rule, what| {
                baseline.as_mut()?.ignores(document, rule.name, &what())
            });
        let own = apply_own(plan, group, &mut report.documents, &views);
        let mut names = Vec::new();
        let all = group.files.iter().zip(report.documents).zip(views).zip(own);
        for (((file, mut found), view), own) in all {
            if !file.named && has_nothing(&found) {
                self.skipped.others += 1;
                baseline.iter_mut().for_each(|baseline| baseline.forget(&found.name));
                continue;
            }
            if let Some(baseline) = baseline.as_mut() {
                let own = found.findings.iter_mut().filter(|f| is_own(f));
                own.for_each(|finding| baseline.mark(&found.name, finding));
            }
            names.push(found.name.clone());
            self.documents.push(file.document.clone());
            self.verdicts.push(own.unwrap_or(view.verdict));
            self.report.documents.push(found);
        }
        if !names.is_empty() {
            self.groups.push(Together { documents: names, versions: report.versions });
        }
    }

    /// Writes the baseline that this was checked with, if it changes; a sentence on a new one.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub(crate) fn save(
        &mut self,
        baseline: Baseline,
        args: &CheckArgs,
    ) -> Result<Option<String>, Failure> {
        let file = baseline.file.clone();
        let done = baseline.save(&self.report, args)?;
        if let Some(known) = done.known {
            self.notes.push(format!("{} in the baseline {file}.", findings(known)));
        }
        if done.dropped > 0 {
            self.notes.push(format!("{} gone and no longer in it.", findings(done.dropped)));
        }
        let number = if done.recorded == 1 { "finding" } else { "findings" };
        let recorded = || format!("{} {number} recorded in {file}; commit it", done.recorded);
        Ok(done.known.is_none().then(recorded))
    }
}

/// Looks at a group with the team's own rules. Where one of them has the worst finding of a document, what
/// it says is the verdict.
fn apply_own(
    plan: &Plan<'_>,
    group: &Group,
    found: &mut [DocumentReport],
    views: &[View],
) -> Vec<Option<String>> {
    let documents = group.files.iter().zip(found.iter_mut()).zip(views);
    let seen = documents.map(|((file, found), view)| Seen {
        path: &file.path,
        document: &file.document,
        view,
        found,
    });
    plan.apply_own(&mut seen.collect::<Vec<_>>());
    found.iter().map(own_verdict).collect()
}

fn own_verdict(found: &DocumentReport) -> Option<String> {
    let counted = found.findings.iter().filter(|f| f.suppressed.is_none());
    // Of two that are as bad, the one that is not a matter of taste is the verdict.
    let worst = counted.max_by_key(|f| (f.severity, !is_own(f)))?;
    is_own(worst).then(|| worst.message.what.to_string())
}

/// "1 finding is", "2 findings are".
fn findings(count: usize) -> String {
    match count {
        1 => "1 finding is".to_owned(),
        n => format!("{n} findings are"),
    }
}
