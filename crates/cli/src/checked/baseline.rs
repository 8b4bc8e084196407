//! `--baseline`: what was found on some day does not fail a run any more; what is new does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tfe_check::Report;
use tfe_check::report::FindingReport;

use crate::files;
use crate::outcome::Failure;

/// The name of the file's form.
const SCHEMA: &str = "tfe-check.baseline/1";

/// Why a finding of the baseline does not count.
pub(crate) const REASON: &str = "it is in the baseline";

/// The file.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Written {
    schema: String,
    findings: Vec<Entry>,
}

/// A finding, without its line: lines move.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    document: String,
    rule: String,
    what: String,
    count: usize,
}

/// A finding by everything but its line.
type Key = (String, String, String);

/// What a run did with the baseline.
pub(super) struct Outcome {
    /// The number of findings that it has; `None` where the file was written by this run.
    pub known: Option<usize>,
    /// The number of findings that are in the file now.
    pub recorded: usize,
    /// The number of entries that dropped out: they are fixed.
    pub dropped: usize,
}

/// Marks what is in the baseline, and takes out of the file what is fixed, unless `keep` says that this run may have
/// looked for less than the one that recorded it. Where there is no file yet, all findings are recorded in one.
///
/// # Errors
/// A file that cannot be read or written, or is none of ours.
pub(super) fn apply(file: &str, report: &mut Report, keep: bool) -> Result<Outcome, Failure> {
    let root = folder(file);
    let old = read(file)?;
    let is_new = old.is_none();
    let old = old.unwrap_or_else(|| tally(report, &root));
    let mut left = old.clone();
    let mut used: BTreeMap<Key, usize> = BTreeMap::new();
    let checked: Vec<String> = report.documents.iter().map(|d| relative(&d.name, &root)).collect();
    for (document, name) in report.documents.iter_mut().zip(&checked) {
        for finding in document.findings.iter_mut().filter(|f| may_be_known(f)) {
            let key = key(name, finding);
            if let Some(count) = left.get_mut(&key).filter(|count| **count > 0) {
                *count -= 1;
                *used.entry(key).or_insert(0) += 1;
                finding.suppressed = Some(REASON.to_owned());
            }
        }
    }
    let known = used.values().sum();
    // What was not checked in this run stays as it is.
    let others = old.iter().filter(|((document, ..), _)| keep || !checked.contains(document));
    let mut now = used;
    now.extend(others.map(|(key, count)| (key.clone(), *count)));
    let (before, recorded) = (old.values().sum::<usize>(), now.values().sum());
    if is_new || now != old {
        write(file, &now)?;
    }
    Ok(Outcome { known: (!is_new).then_some(known), recorded, dropped: before - recorded })
}

fn tally(report: &Report, root: &Path) -> BTreeMap<Key, usize> {
    let mut tally = BTreeMap::new();
    for document in &report.documents {
        let name = relative(&document.name, root);
        for finding in document.findings.iter().filter(|f| may_be_known(f)) {
            *tally.entry(key(&name, finding)).or_insert(0) += 1;
        }
    }
    tally
}

/// Whether a finding may be in a baseline: it counts, and no data are lost by it.
fn may_be_known(finding: &FindingReport) -> bool {
    finding.suppressed.is_none() && !tfe_check::rule(&finding.rule).is_some_and(|r| r.data_loss)
}

fn key(document: &str, finding: &FindingReport) -> Key {
    (document.to_owned(), finding.rule.clone(), without_lines(&finding.message.what))
}

/// A sentence without the numbers of lines in it.
fn without_lines(what: &str) -> String {
    let mut out = String::new();
    let mut rest = what;
    while let Some(at) = rest.find("line ") {
        let (before, after) = rest.split_at(at + "line ".len());
        out.push_str(before);
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    out + rest
}

fn read(file: &str) -> Result<Option<BTreeMap<Key, usize>>, Failure> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::new(format!("cannot read {file}: {error}"))),
    };
    let not_ours = |why: String| Failure::new(format!("{file} is not a baseline: {why}"));
    let written: Written = serde_json::from_str(&text).map_err(|e| not_ours(e.to_string()))?;
    if written.schema != SCHEMA {
        return Err(not_ours(format!("its schema is not {SCHEMA}")));
    }
    let entries = written.findings.into_iter();
    Ok(Some(entries.map(|e| ((e.document, e.rule, e.what), e.count)).collect()))
}

fn write(file: &str, entries: &BTreeMap<Key, usize>) -> Result<(), Failure> {
    let findings = entries.iter().map(|((document, rule, what), count)| Entry {
        document: document.clone(),
        rule: rule.clone(),
        what: what.clone(),
        count: *count,
    });
    let written = Written { schema: SCHEMA.to_owned(), findings: findings.collect() };
    let mut bytes = serde_json::to_vec_pretty(&written).map_err(std::io::Error::from)?;
    bytes.push(b'\n');
    files::create(file, &bytes)
}

/// The folder that names in the file start at, so that it means the same from any current folder.
fn folder(file: &str) -> PathBuf {
    let parent = Path::new(file).parent().filter(|p| !p.as_os_str().is_empty());
    fs::canonicalize(parent.unwrap_or(Path::new("."))).unwrap_or_default()
}

fn relative(name: &str, root: &Path) -> String {
    let whole = fs::canonicalize(name).ok();
    let below = whole.as_deref().and_then(|whole| whole.strip_prefix(root).ok());
    below.map_or_else(|| name.to_owned(), files::shown)
}

#[cfg(test)]
mod tests {
    use super::without_lines;

    #[test]
    fn the_numbers_of_lines_do_not_count() {
        assert_eq!(without_lines("also in line 12, and line 3."), "also in line , and line .");
        assert_eq!(without_lines("10 runs"), "10 runs");
    }
}
