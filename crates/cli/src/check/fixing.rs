//! Fixing files, and saying what that did.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use tfe_check::{Document, Encoding, Report, Safety, all_fixed};

use crate::args::Fixes;
use crate::files;
use crate::given::{File, Group};
use crate::outcome::Failure;
use crate::output;

impl Fixes {
    /// The lowest safety that is applied.
    const fn least(self) -> Safety {
        match self {
            Self::Safe => Safety::Safe,
            Self::Review => Safety::Review,
            Self::All => Safety::Repair,
        }
    }
}

/// Prints what the fixes would change.
pub(super) fn print_diff(groups: &[Group], fixes: Fixes) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    for group in groups {
        for (file, fixed) in group.files.iter().zip(fixed(group, fixes)) {
            if let Some(fixed) = fixed {
                output::diff(&mut out, &file.document.name, &file.document.text, &fixed)?;
            }
        }
    }
    Ok(())
}

/// Writes what the fixes make of the files, and goes on with that.
pub(super) fn fix(
    groups: &mut [Group],
    fixes: Fixes,
    trouble: &mut Vec<String>,
) -> Result<(), Failure> {
    // A file that is linked into several folders is written once, and is then what it is in all of them.
    let mut written: HashMap<PathBuf, String> = HashMap::new();
    for group in groups {
        let whole = |file: &File| fs::canonicalize(&file.path).ok();
        for file in &mut group.files {
            if let Some(text) = whole(file).and_then(|path| written.get(&path)) {
                file.document.text.clone_from(text);
            }
        }
        let texts = fixed(group, fixes);
        for (file, text) in group.files.iter_mut().zip(texts) {
            if write(file, text, trouble)?
                && let Some(path) = whole(file)
            {
                written.insert(path, file.document.text.clone());
            }
        }
    }
    Ok(())
}

fn fixed(group: &Group, fixes: Fixes) -> Vec<Option<String>> {
    let documents: Vec<Document> = group.files.iter().map(|f| f.document.clone()).collect();
    all_fixed(&documents, &group.options, fixes.least())
}

/// Writes what the fixes make of a file; whether they change it.
fn write(
    file: &mut File,
    fixed: Option<String>,
    trouble: &mut Vec<String>,
) -> Result<bool, Failure> {
    let File { document, path, is_part, .. } = file;
    if *is_part && (path == "-" || fixed.is_some()) {
        // What was not read would be lost.
        trouble.push(format!("{}: not fixed: it is too long", document.name));
        return Ok(false);
    }
    // As a filter it passes on what it leaves alone; what is no text it cannot.
    if path == "-" && !matches!(document.encoding, Encoding::Broken(_)) {
        let text = fixed.as_deref().unwrap_or(&document.text);
        io::stdout().lock().write_all(text.as_bytes())?;
    }
    let Some(fixed) = fixed else { return Ok(false) };
    if path != "-"
        && let Err(Failure::Said(why)) = files::write(path, &fixed)
    {
        trouble.push(why);
        return Ok(false);
    }
    document.text = fixed;
    document.encoding = Encoding::Utf8;
    Ok(true)
}

/// "3 found, 2 fixed, 1 left": what the fixes did to the findings that count.
pub(super) fn said(before: &Report, after: &Report) -> String {
    let (before, after) = (tally(before), tally(after));
    let found: usize = before.values().sum();
    let left: usize = after.values().sum();
    let kept: usize =
        before.iter().map(|(key, n)| (*n).min(after.get(key).copied().unwrap_or(0))).sum();
    let (fixed, new) = (found - kept, left - kept);
    let came = match new {
        0 => String::new(),
        n => format!(", {n} of them hidden before"),
    };
    format!("{found} found, {fixed} fixed, {left} left{came}.")
}

/// How often each finding is in a report, whatever its line.
fn tally(report: &Report) -> HashMap<(&str, &str, &str), usize> {
    let mut tally = HashMap::new();
    for document in &report.documents {
        for finding in document.findings.iter().filter(|f| f.suppressed.is_none()) {
            let key = (document.name.as_str(), finding.rule.as_str(), &*finding.message.what);
            *tally.entry(key).or_insert(0) += 1;
        }
    }
    tally
}
