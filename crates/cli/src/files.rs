//! Reading and writing files.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use tfe_check::{Before, Document, Encoding, Kind, LIMIT, detect, kind};

use crate::outcome::Failure;

/// The name of a document that came in on standard input.
pub(crate) const STDIN: &str = "stdin";

/// At most this many bytes of a file are read. In UTF-16 a character takes twice as many as in the text that is checked.
const MOST: usize = 2 * LIMIT + 4;

/// Reads a file, or standard input for `-`: as much of it as is checked.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn read(name: &str) -> Result<Document, Failure> {
    Ok(read_part(name, None)?.0)
}

/// The same of a file of that kind, and whether there is more of it.
///
/// # Errors
/// A file that cannot be read.
pub(crate) fn read_part(name: &str, kind: Option<Kind>) -> Result<(Document, bool), Failure> {
    let read = || match name {
        "-" => document(STDIN, kind, io::stdin().lock()),
        name => document(name, kind, fs::File::open(name)?),
    };
    read().map_err(|error| cannot_read(name, &error))
}

/// A document, and whether there is more of it than was read.
fn document(name: &str, kind: Option<Kind>, mut reader: impl Read) -> io::Result<(Document, bool)> {
    let mut bytes = Vec::new();
    reader.by_ref().take(size(MOST + 1)).read_to_end(&mut bytes)?;
    if bytes.len() <= MOST {
        return Ok((Document::from_bytes(name, bytes), false));
    }
    // It does not end within a character.
    let torn = bytes.utf8_chunks().last().map_or(0, |chunk| chunk.invalid().len());
    let torn = bytes.split_off(bytes.len() - torn);
    let begun = Document::from_bytes(name, bytes);
    let is_log = |text: &str| kind.or_else(|| detect(name, text).kind) == Some(kind::LOG);
    if begun.encoding == Encoding::Utf16 || !is_log(&begun.text) {
        return Ok((begun, true));
    }
    let mut bytes = begun.text.into_bytes();
    bytes.extend(torn);
    let (bytes, lines) = end(bytes, reader)?;
    let ended = Document::from_bytes(name, bytes);
    // What it is may be seen only from its beginning.
    let kind = if is_log(&ended.text) { None } else { Some(kind::LOG) };
    Ok((Document { before: Some(Before { bytes: 0, lines }), kind, ..ended }, true))
}

/// The end of what a reader gives after these bytes, from a line on, and the number of lines before it.
fn end(mut bytes: Vec<u8>, mut reader: impl Read) -> io::Result<(Vec<u8>, usize)> {
    let mut lines = 0;
    let mut skip = |bytes: &mut Vec<u8>, most: usize| {
        lines += bytes.iter().take(most).filter(|byte| **byte == b'\n').count();
        bytes.drain(..most);
    };
    loop {
        let more = bytes.len().saturating_sub(LIMIT);
        skip(&mut bytes, more);
        if reader.by_ref().take(size(LIMIT)).read_to_end(&mut bytes)? == 0 {
            break;
        }
    }
    let torn = bytes.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    skip(&mut bytes, torn);
    Ok((bytes, lines))
}

fn size(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// That a file cannot be read, and why.
pub(crate) fn cannot_read(name: &str, error: &io::Error) -> Failure {
    Failure::new(format!("cannot read {name}: {}", reason(error)))
}

/// An error of the system in words; the place is named already.
pub(crate) fn reason(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::IsADirectory {
        return "it is a folder; name a file".to_owned();
    }
    let inner = error.get_ref().map(ToString::to_string);
    let whole = inner.unwrap_or_else(|| error.to_string());
    let last = whole.rsplit(": ").next().unwrap_or(&whole);
    last.split(" (os error").next().unwrap_or(last).to_owned()
}

/// Writes a file so that it is whole at every moment: next to it first, then in its place.
pub(crate) fn write(name: &str, text: &str) -> Result<(), Failure> {
    let failed = |e: io::Error| Failure::new(format!("cannot write {name}: {}", reason(&e)));
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
    fs::write(name, bytes).map_err(|e| Failure::new(format!("cannot write {name}: {}", reason(&e))))
}

/// Writes a file that must not be there yet: what somebody wrote is never lost.
pub(crate) fn create_new(name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let written = fs::File::create_new(name).and_then(|mut file| file.write_all(bytes));
    written.map_err(|e| match e.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::new(format!("{name} exists and is not overwritten"))
        }
        _ => Failure::new(format!("cannot write {name}: {}", reason(&e))),
    })
}

/// The name of a file that was found, as people write it.
pub(crate) fn shown(path: &Path) -> String {
    let bare = path.strip_prefix("./").unwrap_or(path);
    bare.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
