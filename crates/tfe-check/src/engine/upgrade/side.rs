//! The files with one set of versions.

use crate::base::document::{Document, Options};
use crate::base::report::Report;
use crate::base::versions::Versions;
use crate::base::view::View;
use crate::engine::check_and_view;

/// Documents as they are with some versions.
pub(super) struct Side<'d> {
    pub(super) documents: &'d [Document],
    pub(super) versions: &'d Versions,
    pub(super) report: Report,
    pub(super) views: Vec<View>,
}

impl<'d> Side<'d> {
    pub(super) fn of(documents: &'d [Document], versions: &'d Versions) -> Self {
        let options = Options {
            tfe: Some(exact(&versions.tfe)),
            chart: Some(versions.chart.clone()),
            vault: Some(versions.vault.clone()),
        };
        let (report, views) = check_and_view(documents, &options);
        Self { documents, versions, report, views }
    }
}

/// The newest line without a `v` means whatever release the file names; here the version counts.
pub(super) fn exact(tfe: &str) -> String {
    if tfe.starts_with('v') { tfe.to_owned() } else { format!("v{tfe}") }
}
