//! The files next to open ones: listed and read again only after a while, because every key press asks.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use tfe_check::Document;

use crate::search;

/// A list of files counts for so long.
const FRESH: Duration = Duration::from_secs(2);

/// Folders and files as they were read last.
#[derive(Default)]
pub(super) struct Disk {
    lists: HashMap<(PathBuf, bool), (Instant, Vec<PathBuf>)>,
    files: HashMap<PathBuf, Read>,
}

/// A file as it was read.
struct Read {
    changed: SystemTime,
    length: u64,
    /// `None` for a file that is not ours.
    document: Option<Document>,
}

impl Disk {
    /// The files in a folder; with `deep`, also those in its folders.
    pub(super) fn list(&mut self, folder: &Path, deep: bool) -> Vec<PathBuf> {
        let key = (folder.to_owned(), deep);
        if let Some((when, files)) = self.lists.get(&key)
            && when.elapsed() < FRESH
        {
            return files.clone();
        }
        let found = if deep { search::under(folder) } else { search::directly_in(folder) };
        self.lists.insert(key, (Instant::now(), found.files.clone()));
        found.files
    }

    /// A file, if it is surely one of those that are checked here.
    pub(super) fn document(&mut self, path: &Path, name: &str) -> Option<Document> {
        let known = fs::metadata(path).ok()?;
        let (changed, length) = (known.modified().ok()?, known.len());
        if let Some(read) = self.files.get(path)
            && (read.changed, read.length) == (changed, length)
        {
            return read.document.clone();
        }
        let document = search::document(path, name).ok().flatten();
        let read = Read { changed, length, document: document.clone() };
        self.files.insert(path.to_owned(), read);
        document
    }
}
