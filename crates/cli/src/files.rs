//! Reading and writing files.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use tfe_check::Document;

use crate::outcome::Failure;

/// The name of a document that came in on standard input.
pub(crate) const STDIN: &str = "stdin";

/// Reads a file, or standard input for `-`.
pub(crate) fn read(name: &str) -> Result<Document, Failure> {
    let failed = |e: io::Error| Failure::new(format!("cannot read {name}: {e}"));
    if name == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
        return Ok(Document::from_bytes(STDIN, bytes));
    }
    Ok(Document::from_bytes(name, fs::read(name).map_err(failed)?))
}

/// Writes a file so that it is whole at every moment: next to it first, then in its place.
pub(crate) fn write(name: &str, text: &str) -> Result<(), Failure> {
    let failed = |e: io::Error| Failure::new(format!("cannot write {name}: {e}"));
    let path = fs::canonicalize(Path::new(name)).map_err(failed)?;
    let mut beside = path.clone().into_os_string();
    beside.push(".tfe-check.tmp");
    let written = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::set_permissions(&beside, fs::metadata(&path)?.permissions()))
        .and_then(|()| fs::rename(&beside, &path));
    written.map_err(|e| {
        // The file itself is untouched; what is left of the attempt is of no use.
        let _ = fs::remove_file(&beside);
        failed(e)
    })
}

/// Writes a file that may not be there yet.
pub(crate) fn create(name: &str, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(name, bytes).map_err(|e| Failure::new(format!("cannot write {name}: {e}")))
}

/// Writes a file that must not be there yet: what somebody wrote is never lost.
pub(crate) fn create_new(name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let written = fs::File::create_new(name).and_then(|mut file| file.write_all(bytes));
    written.map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::new(format!("{name} exists and is not overwritten"))
        }
        _ => Failure::new(format!("cannot write {name}: {e}")),
    })
}

/// The name of a file that was found, as people write it.
pub(crate) fn shown(path: &Path) -> String {
    let bare = path.strip_prefix("./").unwrap_or(path);
    bare.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
