//! Which files are checked, and which of them together.

mod pattern;
mod walk;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use tfe_check::{Document, Options};

use crate::args::CheckArgs;
use crate::{Failure, files};

/// A file to check.
pub(crate) struct File {
    /// What it holds, and how it is to be checked.
    pub document: Document,
    /// Its name as a path; `-` for standard input.
    pub path: String,
    /// It was named one by one, so it has to be one of ours.
    pub named: bool,
}

/// Files that are checked together.
pub(crate) struct Group {
    /// Why they are together.
    place: Place,
    /// In the order in which they were given or found.
    pub files: Vec<File>,
    /// The versions that are named for them.
    pub options: Options,
}

/// Why files are together.
#[derive(PartialEq, Eq)]
enum Place {
    /// All that are named one by one.
    Named,
    /// Found in one folder: they are of one installation, others most likely are not.
    Folder(PathBuf),
}

/// Everything that was given on the command line.
#[derive(Default)]
pub(crate) struct Given {
    /// In the order of their first files.
    pub groups: Vec<Group>,
    /// The number of files that were found and are not ours.
    pub skipped: usize,
    /// A sentence for each file that cannot be read.
    pub trouble: Vec<String>,
}

impl Given {
    /// Reads the files, and searches folders and patterns.
    ///
    /// # Errors
    /// Only where nobody reads our output; a file that cannot be read is noted.
    pub(crate) fn collect(args: &CheckArgs) -> Result<Self, Failure> {
        let mut given = Self::default();
        let (named, searched): (Vec<&String>, Vec<&String>) =
            args.files.iter().partition(|name| !is_searched(name));
        let mut seen = HashSet::new();
        for name in named {
            if let Ok(path) = fs::canonicalize(name)
                && !seen.insert(path)
            {
                continue;
            }
            given.read(args, name)?;
        }
        for name in searched {
            let found =
                if Path::new(name).is_dir() { walk::under(name) } else { pattern::matching(name) };
            given.trouble.extend(found.trouble);
            for path in found.files {
                if fs::canonicalize(&path).is_ok_and(|path| seen.insert(path)) {
                    given.find(args, &path);
                }
            }
        }
        Ok(given)
    }

    /// Whether there is nothing to check.
    pub(crate) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// A file that is named.
    fn read(&mut self, args: &CheckArgs, name: &str) -> Result<(), Failure> {
        match files::read(name) {
            Ok(document) => {
                self.add(args, File { document, path: name.to_owned(), named: true });
                Ok(())
            }
            Err(Failure::Said(why)) => {
                self.trouble.push(why);
                Ok(())
            }
            Err(gone) => Err(gone),
        }
    }

    /// A file that was found.
    fn find(&mut self, args: &CheckArgs, path: &Path) {
        let name = files::shown(path);
        match walk::document(path, &name, args.kind) {
            Ok(Some(document)) => self.add(args, File { document, path: name, named: false }),
            Ok(None) => self.skipped += 1,
            Err(why) => self.trouble.push(format!("cannot read {name}: {why}")),
        }
    }

    fn add(&mut self, args: &CheckArgs, file: File) {
        let place = if file.named {
            Place::Named
        } else {
            Place::Folder(Path::new(&file.path).parent().unwrap_or(Path::new("")).to_owned())
        };
        let document = Document { kind: args.kind, profile: args.profile, ..file.document };
        let file = File { document, ..file };
        match self.groups.iter_mut().find(|group| group.place == place) {
            Some(group) => group.files.push(file),
            None => {
                let options = args.versions.options();
                self.groups.push(Group { place, files: vec![file], options });
            }
        }
    }
}

/// Whether a name is a folder, or a pattern and not a file.
fn is_searched(name: &str) -> bool {
    let path = Path::new(name);
    name != "-" && (path.is_dir() || pattern::is_pattern(name) && !path.exists())
}
