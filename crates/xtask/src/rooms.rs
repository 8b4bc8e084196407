//! The rooms of the validation crate: which folder may import from which.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::root;
use crate::failure::Result;

const SOURCE: &str = "crates/tfe-check/src";

/// From the ground up: a room imports what is before it in this list, and nothing after it.
const FLOORS: [&str; 9] =
    ["base", "knowledge", "secrets", "carry", "contract", "kinds", "across", "recognise", "engine"];

/// Imports that run up, or from one kind to another.
pub(crate) fn crossed() -> Result<Vec<String>> {
    let source = root().join(SOURCE);
    let mut crossed = Vec::new();
    for room in FLOORS {
        for path in rust_files(&source.join(room))? {
            let file = path.strip_prefix(&source).unwrap_or(&path).display().to_string();
            let text = fs::read_to_string(&path).map_err(|e| format!("{file}: {e}"))?;
            crossed.extend(wrong_in(&file, &text));
        }
    }
    Ok(crossed)
}

/// What is wrong in a file, whose name begins with its room.
fn wrong_in(file: &str, text: &str) -> Vec<String> {
    let room = file.split('/').next().unwrap_or(file);
    let mut wrong = Vec::new();
    for path in imported(text) {
        let allowed = may_use(room, path) && !is_beside(file, path);
        if !allowed {
            wrong.push(format!("{SOURCE}/{file}: may not use `crate::{path}`"));
        }
    }
    wrong
}

/// What follows each `crate::` in a file; empty for `crate::{`, which would hide what is imported.
fn imported(text: &str) -> impl Iterator<Item = &str> {
    text.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest)
    })
}

/// Whether a room may use what another one defines. What `lib.rs` hands on has no room.
fn may_use(room: &str, path: &str) -> bool {
    let floor = |room: &str| FLOORS.iter().position(|r| *r == room);
    let used = path.split("::").next().and_then(floor);
    used.is_some_and(|used| floor(room).is_some_and(|own| used <= own))
}

/// Whether a file of one kind uses another kind. `kinds/mod.rs` and its neighbors know all of them.
fn is_beside(file: &str, path: &str) -> bool {
    let mut folders = file.split('/');
    let (Some("kinds"), Some(own), Some(_)) = (folders.next(), folders.next(), folders.next())
    else {
        return false;
    };
    let mut parts = path.split("::");
    let is_kind = parts.next() == Some("kinds");
    is_kind && parts.next() != Some(own)
}

/// The Rust files of a folder and of the folders in it.
pub(crate) fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_run_down() {
        let wrong = |file: &str, text: &str| wrong_in(file, text).len();
        assert_eq!(
            wrong("carry/part.rs", "use crate::base::kind::Kind;\nuse crate::carry::shell;"),
            0
        );
        assert_eq!(wrong("carry/part.rs", "use crate::recognise;\n"), 1);
        assert_eq!(wrong("base/view.rs", "    crate::secrets::of(text)"), 1);
        assert_eq!(wrong("carry/part.rs", "use crate::{base, engine};"), 1);
        assert_eq!(wrong("carry/part.rs", "use crate::Finding;"), 1);
    }

    #[test]
    fn kinds_know_nothing_of_each_other() {
        let policy = "use crate::kinds::vault_policy::judge;";
        assert_eq!(wrong_in("kinds/terraform/rules/sets.rs", policy).len(), 1);
        assert_eq!(wrong_in("kinds/vault_policy/view.rs", policy).len(), 0);
        assert_eq!(wrong_in("kinds/parts.rs", policy).len(), 0);
        assert_eq!(wrong_in("across/terraform.rs", policy).len(), 0);
    }
}
