//! The rooms of the validation crate: which folder may import from which.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::command::root;

/// From the ground up: a room imports what is before it in this list, and nothing behind it.
const FLOORS: [&str; 8] =
    ["base", "knowledge", "secrets", "carry", "kinds", "across", "recognise", "engine"];

/// Arrows inside `kinds/` that are still there: kinds know nothing of each other. The list may only
/// get shorter.
const STILL_BESIDE: [(&str, &str); 2] = [("script", "terraform"), ("terraform", "helm_overrides")];

/// The file that still asks the room above it.
const STILL_UP: &str = "kinds/script/shell.rs";

/// Imports that run up, or from one kind to another.
pub(crate) fn crossed() -> Result<Vec<String>> {
    let source = root().join("crates/tfe-check/src");
    let mut crossed = Vec::new();
    for (floor, room) in FLOORS.iter().enumerate() {
        for file in rust_files(&source.join(room))? {
            let shown = file.strip_prefix(root()).unwrap_or(&file).display().to_string();
            let text = fs::read_to_string(&file).map_err(|e| format!("{shown}: {e}"))?;
            let above = FLOORS.get(floor + 1..).unwrap_or_default();
            let allowed = shown.ends_with(STILL_UP);
            let up = imported(&text).filter(|path| !allowed && above.contains(&first(path)));
            crossed.extend(up.map(|path| format!("{shown}: {room} may not use {path}")));
            let own = kind_of(&file, &source);
            let beside = imported(&text).filter(|path| is_beside(path, own.as_deref()));
            crossed.extend(beside.map(|path| format!("{shown}: one kind may not use {path}")));
        }
    }
    Ok(crossed)
}

/// What follows each `crate::` in a file.
fn imported(text: &str) -> impl Iterator<Item = &str> {
    text.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest)
    })
}

fn first(path: &str) -> &str {
    path.split("::").next().unwrap_or(path)
}

/// The kind in whose folder a file is.
fn kind_of(file: &Path, source: &Path) -> Option<String> {
    let inside = file.strip_prefix(source.join("kinds")).ok()?;
    // `kinds/mod.rs` and its neighbours know all kinds.
    let folder = inside.parent()?.components().next()?;
    Some(folder.as_os_str().to_string_lossy().into_owned())
}

fn is_beside(path: &str, own: Option<&str>) -> bool {
    let Some(own) = own else { return false };
    let mut parts = path.split("::");
    let (Some("kinds"), Some(other)) = (parts.next(), parts.next()) else { return false };
    other != own && !STILL_BESIDE.contains(&(own, other))
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}
