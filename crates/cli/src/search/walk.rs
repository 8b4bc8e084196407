//! Searching folders.

use std::path::{Path, PathBuf};
use std::{fs, io};

use answers::{is_looked_at, is_surely_ours};
use ignore::WalkBuilder;
use tfe_check::{Document, Kind, LIMIT, detect};

/// Files that were found.
#[derive(Default)]
pub(crate) struct Found {
    /// By name within their folders.
    pub files: Vec<PathBuf>,
    /// A sentence for what cannot be read.
    pub trouble: Vec<String>,
}

/// The files under a folder, without hidden ones and those that git ignores.
pub(crate) fn under(folder: impl AsRef<Path>) -> Found {
    search(folder, None)
}

/// The same without those in folders of the folder.
pub(crate) fn directly_in(folder: impl AsRef<Path>) -> Found {
    search(folder, Some(1))
}

fn search(folder: impl AsRef<Path>, depth: Option<usize>) -> Found {
    let mut found = Found::default();
    let walk = WalkBuilder::new(folder)
        .max_depth(depth)
        // A copy of a repository is searched like the repository.
        .require_git(false)
        .sort_by_file_name(Ord::cmp)
        .build();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                found.files.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => found.trouble.push(said(&error)),
        }
    }
    found
}

/// What cannot be searched, in the words that are used for files.
fn said(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { path, err } => {
            let shown = path.display();
            match err.as_ref() {
                ignore::Error::Io(io) => format!("cannot read {shown}: {}", reason(io)),
                other => format!("cannot read {shown}: {other}"),
            }
        }
        ignore::Error::WithDepth { err, .. } => said(err),
        ignore::Error::Partial(all) => all.iter().map(said).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

/// An error of the system; the place is named already.
fn reason(error: &io::Error) -> String {
    let inner = error.get_ref().map(ToString::to_string);
    let whole = inner.unwrap_or_else(|| error.to_string());
    let last = whole.rsplit(": ").next().unwrap_or(&whole);
    last.split(" (os error").next().unwrap_or(last).to_owned()
}

/// A file that was found, if it is surely one of those that are checked here, and of the kind that
/// is asked for.
pub(crate) fn document(
    path: &Path,
    name: &str,
    kind: Option<Kind>,
) -> io::Result<Option<Document>> {
    let size = fs::metadata(path)?.len();
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    if !is_looked_at(ending.as_deref()) || usize::try_from(size).is_ok_and(|size| size > LIMIT) {
        return Ok(None);
    }
    let document = Document::from_bytes(name, fs::read(path)?);
    let asked = || kind.is_none() || detect(name, &document.text).kind == kind;
    Ok((is_surely_ours(&document) && asked()).then_some(document))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the search gives it: the error of the system in the words of the searcher.
    #[test]
    fn a_folder_that_cannot_be_read_is_named_once() {
        let words = "IO error for operation on ./closed: Permission denied (os error 13)";
        let io = ignore::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, words));
        let error = ignore::Error::WithPath { path: "./closed".into(), err: Box::new(io) };
        let error = ignore::Error::WithDepth { depth: 1, err: Box::new(error) };
        assert_eq!(said(&error), "cannot read ./closed: Permission denied");
        let io = ignore::Error::Io(io::Error::from_raw_os_error(13));
        let error = ignore::Error::WithPath { path: "a".into(), err: Box::new(io) };
        assert!(!said(&error).contains("os error"), "{}", said(&error));
    }
}
