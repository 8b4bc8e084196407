//! `--baseline`: what was found on some day does not fail a run any more; what is new does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tfe_check::Report;
use tfe_check::report::FindingReport;

use crate::args::CheckArgs;
use crate::files;
use crate::outcome::Failure;
use crate::search::is_pattern;

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

/// The findings of one day, and those of them that a run finds.
pub(crate) struct Baseline {
    /// Its name.
    pub file: String,
    root: PathBuf,
    /// What the file says; `None` where there is none yet, and this run writes it.
    old: Option<BTreeMap<Key, usize>>,
    /// How often each was found by this run: of what the file says, or of everything.
    found: BTreeMap<Key, usize>,
    /// The names of documents as the file has them.
    names: BTreeMap<String, String>,
}

/// What a run did with the baseline.
pub(super) struct Outcome {
    /// The number of findings that it has; `None` where the file was written by this run.
    pub known: Option<usize>,
    /// The number of findings that are in the file now.
    pub recorded: usize,
    /// The number of entries that dropped out: they are gone.
    pub dropped: usize,
}

impl Baseline {
    /// Reads the file, if there is one.
    ///
    /// # Errors
    /// A file that cannot be read, or is none of ours.
    pub(crate) fn read(file: &str) -> Result<Self, Failure> {
        let (found, names) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { file: file.to_owned(), root: folder(file), old: read(file)?, found, names })
    }

    /// The reason why a finding does not count, where it is in the file or is recorded in it now.
    pub(super) fn ignores(&mut self, document: &str, rule: &str, what: &str) -> Option<String> {
        if tfe_check::rule(rule).is_some_and(|rule| rule.data_loss) {
            return None;
        }
        let key = (self.name(document), rule.to_owned(), without_lines(what));
        let found = self.found.get(&key).copied().unwrap_or(0);
        let most = self.old.as_ref().map(|old| old.get(&key).copied().unwrap_or(0));
        if most.is_some_and(|most| found >= most) {
            return None;
        }
        self.found.insert(key, found + 1);
        Some(REASON.to_owned())
    }

    /// The same of a finding of the team's own rules, which is marked.
    pub(super) fn mark(&mut self, document: &str, finding: &mut FindingReport) {
        if finding.suppressed.is_none() {
            finding.suppressed = self.ignores(document, &finding.rule, &finding.message.what);
        }
    }

    /// Takes back what was found in a document that is not reported.
    pub(super) fn forget(&mut self, document: &str) {
        let name = self.name(document);
        self.found.retain(|(document, ..), _| *document != name);
    }

    /// Takes out of the file what is gone, unless `keep` says that this run may have looked for less than the one that
    /// recorded it. Where there is no file yet, all findings are recorded in one.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub(super) fn save(self, report: &Report, run: &CheckArgs) -> Result<Outcome, Failure> {
        let keep = run.is_narrowed();
        let checked: Vec<String> =
            report.documents.iter().map(|d| relative(&d.name, &self.root)).collect();
        let is_new = self.old.is_none();
        let known = self.found.values().sum();
        let old = self.old.unwrap_or_default();
        let searched = searched(&run.files);
        let deleted = |document: &str| {
            let path = self.root.join(document);
            searched.iter().any(|folder| path.starts_with(folder)) && !path.exists()
        };
        let is_kept = |document: &String| keep || !checked.contains(document) && !deleted(document);
        // What was not checked in this run stays as it is.
        let others = old.iter().filter(|((document, ..), _)| is_kept(document));
        let mut now = self.found;
        now.extend(others.map(|(key, count)| (key.clone(), *count)));
        let (before, recorded) = (old.values().sum::<usize>(), now.values().sum());
        if is_new || now != old {
            write(&self.file, &now)?;
        }
        let dropped = before.saturating_sub(recorded);
        Ok(Outcome { known: (!is_new).then_some(known), recorded, dropped })
    }

    /// The name of a document in the file.
    fn name(&mut self, document: &str) -> String {
        if let Some(name) = self.names.get(document) {
            return name.clone();
        }
        let name = relative(document, &self.root);
        self.names.insert(document.to_owned(), name.clone());
        name
    }
}

/// The folders that a run searches; a pattern is about files below the current one.
fn searched(files: &[String]) -> Vec<PathBuf> {
    let folders = files.iter().map(|name| if is_pattern(name) { "." } else { name.as_str() });
    let folders = folders.filter(|name| Path::new(name).is_dir());
    folders.filter_map(|name| fs::canonicalize(name).ok()).collect()
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
        Err(error) => return Err(files::cannot_read(file, &error)),
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
