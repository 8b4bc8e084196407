//! A log and the files of the same installation: which line of them is the likely cause of a known failure.

use text::{Lines, Span};

use super::named;
use crate::base::finding::{Finding, Severity};
use crate::kinds::log::{PointsTo, points_to};

/// A file that was given with the log.
pub(crate) struct File<'f> {
    /// Its place in the list of documents.
    pub place: usize,
    pub text: &'f str,
    pub findings: &'f [Finding],
}

/// Adds the guilty place to each finding of a log that one of the files explains.
pub(crate) fn mark(log: &str, findings: &mut [Finding], files: &[File<'_>]) {
    for point in points_to(log) {
        let said = |f: &&mut Finding| f.rule == point.rule && f.primary.overlaps(point.span);
        let Some(own) = findings.iter_mut().find(said) else { continue };
        let marked = match guilty(&point, files) {
            Some((place, guilty)) => Some((place, guilty.primary, "the likely cause")),
            None => about(&point, files).map(|(place, at)| (place, at, "this is about it")),
        };
        if let Some((place, at, note)) = marked {
            *own = own.clone().related_in(place, at, note);
        }
    }
}

/// The setting that a line is about, where nothing wrong is found in the files.
fn about(point: &PointsTo, files: &[File<'_>]) -> Option<(usize, Span)> {
    files.iter().find_map(|file| {
        let at = named::place(file.text, point.settings, point.keys)?;
        Some((file.place, at))
    })
}

/// The finding that explains a line best: one about the call that failed, then one of a rule that finds
/// the cause, then one in a line with the settings that the failure is about.
fn guilty<'f>(point: &PointsTo, files: &'f [File<'f>]) -> Option<(usize, &'f Finding)> {
    let family = point.call.as_deref().map(|path| path.rsplit_once('_').map_or(path, |(f, _)| f));
    let mut best: Option<(usize, usize, &Finding)> = None;
    for file in files {
        let lines = Lines::new(file.text);
        for finding in file.findings.iter().filter(|f| counts(f)) {
            let of_rule = point.see.contains(&finding.rule);
            let called = of_rule && family.is_some_and(|path| is_about(path, finding, file.text));
            let line = lines.span(lines.position(finding.primary.start).line).of(file.text);
            let about = || point.settings.iter().chain(point.keys).any(|name| line.contains(name));
            let weight = match (called, of_rule) {
                (true, _) => 3,
                (false, true) => 2,
                (false, false) => usize::from(finding.severity == Severity::Error && about()),
            };
            if weight > best.map_or(0, |(weight, ..)| weight) {
                best = Some((weight, file.place, finding));
            }
        }
    }
    best.map(|(_, place, finding)| (place, finding))
}

/// Whether a finding is about the calls of a family, `transit/keys/archivist`: it says which path to allow, or
/// is about a rule, whose path is the last one of such calls before it.
fn is_about(family: &str, finding: &Finding, file: &str) -> bool {
    let action = &finding.message.action;
    if action.contains('/') {
        return action.contains(family);
    }
    let head = file.get(..finding.primary.end).unwrap_or(file);
    let all = family.rfind('/').and_then(|end| family.get(..=end)).unwrap_or(family);
    head.contains(family) && head.rfind(family) == head.rfind(all)
}

fn counts(finding: &Finding) -> bool {
    finding.suppressed.is_none() && finding.severity > Severity::Info
}
