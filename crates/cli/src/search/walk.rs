//! Searching folders.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use answers::{is_looked_at, is_surely_ours};
use ignore::WalkBuilder;
use tfe_check::{Document, Kind, LIMIT, detect};

use crate::files::reason;

/// Files that were found.
#[derive(Default)]
pub(crate) struct Found {
    /// By name within their folders; links to files come last.
    pub files: Vec<PathBuf>,
    /// Links that are not followed: they lead to a folder, where a search might never end, or nowhere.
    pub links: Vec<PathBuf>,
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
    let mut linked = Vec::new();
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
            // The folder itself may be a link; that one is followed.
            Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() => {
                let is_file = fs::metadata(entry.path()).is_ok_and(|data| data.is_file());
                let list = if is_file { &mut linked } else { &mut found.links };
                list.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => found.trouble.push(said(&error)),
        }
    }
    found.files.append(&mut linked);
    found
}

/// What cannot be searched, in the words that are used for files.
fn said(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { path, err } => {
            let why = err.io_error().map_or_else(|| err.to_string(), reason);
            format!("cannot read {}: {why}", path.display())
        }
        ignore::Error::WithDepth { err, .. } => said(err),
        ignore::Error::Partial(all) => all.iter().map(said).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

/// So many bytes of a long file are looked at for zeros, which only binary files have.
const HEAD: u64 = 8000;

/// What a file is that was found.
pub(crate) enum Seen {
    /// Surely one of those that are checked here, and of the kind that is asked for.
    Ours(Document),
    /// Another program's.
    Other,
    /// It may be one of ours, but is too long for a search to read; its length in bytes.
    Long(u64),
}

/// Reads a file that was found, as far as that is needed to see what it is.
pub(crate) fn look(path: &Path, name: &str, kind: Option<Kind>) -> io::Result<Seen> {
    let size = fs::metadata(path)?.len();
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    if !is_looked_at(ending.as_deref()) {
        return Ok(Seen::Other);
    }
    if usize::try_from(size).map_or(true, |size| size > LIMIT) {
        let mut head = Vec::new();
        fs::File::open(path)?.take(HEAD).read_to_end(&mut head)?;
        return Ok(if head.contains(&0) { Seen::Other } else { Seen::Long(size) });
    }
    let document = Document::from_bytes(name, fs::read(path)?);
    let asked = || kind.is_none() || detect(name, &document.text).kind == kind;
    let is_ours = is_surely_ours(&document) && asked();
    Ok(if is_ours { Seen::Ours(document) } else { Seen::Other })
}

/// A file that was found, if it is surely one of those that are checked here.
pub(crate) fn document(path: &Path, name: &str) -> io::Result<Option<Document>> {
    match look(path, name, None)? {
        Seen::Ours(document) => Ok(Some(document)),
        Seen::Other | Seen::Long(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the search gives it: the error of the system in the words of the searcher.
    #[test]
    fn a_folder_that_cannot_be_read_is_named_once() {
        let words = "IO error for operation on ./closed: Permission denied (os error 13)";
        let io = || ignore::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, words));
        let path = |err| ignore::Error::WithPath { path: "./closed".into(), err: Box::new(err) };
        let depth = |err| ignore::Error::WithDepth { depth: 1, err: Box::new(err) };
        for error in [path(io()), depth(path(io())), path(depth(io())), depth(path(depth(io())))] {
            assert_eq!(said(&error), "cannot read ./closed: Permission denied");
        }
        let io = ignore::Error::Io(io::Error::from_raw_os_error(13));
        let error = ignore::Error::WithPath { path: "a".into(), err: Box::new(io) };
        assert!(!said(&error).contains("os error"), "{}", said(&error));
    }
}
