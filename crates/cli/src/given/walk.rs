//! Searching folders.

use std::path::{Path, PathBuf};
use std::{fs, io};

use ignore::WalkBuilder;
use tfe_check::{Document, Encoding, Kind, LIMIT, detect};

/// Files that were found.
#[derive(Default)]
pub(super) struct Found {
    /// By name within their folders.
    pub files: Vec<PathBuf>,
    /// A sentence for what cannot be read.
    pub trouble: Vec<String>,
}

/// The files under a folder, without hidden ones and those that git ignores.
pub(super) fn under(folder: impl AsRef<Path>) -> Found {
    let mut found = Found::default();
    let walk = WalkBuilder::new(folder)
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
            Err(error) => found.trouble.push(error.to_string()),
        }
    }
    found
}

/// How the names end of files that are looked at; a name without an ending is too. Pages and programs
/// only show such texts as examples or make them; named, they are checked.
const ENDINGS: [&str; 15] = [
    "cfg", "conf", "env", "gotmpl", "j2", "json", "policy", "ps1", "template", "tftpl", "tmpl",
    "tofu", "tpl", "txt", "zsh",
];

/// How many bytes are looked at to tell a text from other files.
const HEAD: usize = 8000;

/// A file that was found, if it is surely one of those that are checked here, and of the kind that
/// is asked for.
pub(super) fn document(
    path: &Path,
    name: &str,
    kind: Option<Kind>,
) -> io::Result<Option<Document>> {
    let size = fs::metadata(path)?.len();
    if !is_looked_at(path) || usize::try_from(size).is_ok_and(|size| size > LIMIT) {
        return Ok(None);
    }
    let bytes = fs::read(path)?;
    let zeros = bytes.iter().take(HEAD).any(|byte| *byte == 0);
    let document = Document::from_bytes(name, bytes);
    if matches!(document.encoding, Encoding::Broken(_))
        || zeros && document.encoding != Encoding::Utf16
        || document.text.trim().is_empty()
    {
        return Ok(None);
    }
    let detected = detect(name, &document.text);
    // What other programs' files look like too is theirs, until somebody names the file.
    let ours = detected.kind.is_some() && !detected.guessed;
    let asked = kind.is_none() || detected.kind == kind;
    Ok((ours && asked).then_some(document))
}

fn is_looked_at(path: &Path) -> bool {
    let Some(ending) = path.extension() else { return true };
    let own = Kind::all().flat_map(|kind| kind.extensions);
    ENDINGS.iter().chain(own).any(|known| ending.eq_ignore_ascii_case(known))
}
