//! The rooms of a crate: which folder may import from which.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::root;
use crate::failure::Result;

/// The rooms of a crate, from the ground up: a room imports what is before it in the list, and nothing after it.
struct House {
    source: &'static str,
    floors: &'static [&'static str],
}

const ENGINE: House = House {
    source: "crates/tfe-check/src",
    floors: &[
        "base",
        "knowledge",
        "secrets",
        "carry",
        "variables",
        "roles",
        "contract",
        "kinds",
        "across",
        "recognise",
        "engine",
    ],
};

const PROGRAM: House = House {
    source: "crates/cli/src",
    floors: &[
        "args", "outcome", "files", "batch", "search", "rules", "config", "plan", "given",
        "checked", "output", "check", "lsp",
    ],
};

/// Imports that run up, or from one kind to another.
pub(crate) fn crossed() -> Result<Vec<String>> {
    let mut crossed = Vec::new();
    for house in [ENGINE, PROGRAM] {
        let source = root().join(house.source);
        for path in house.files(&source)? {
            let file = path.strip_prefix(&source).unwrap_or(&path).display().to_string();
            let text = fs::read_to_string(&path).map_err(|e| format!("{file}: {e}"))?;
            crossed.extend(house.wrong_in(&file, &text));
        }
    }
    Ok(crossed)
}

impl House {
    /// The files of all rooms; a room may be a file, a folder, or both.
    fn files(&self, source: &Path) -> Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for room in self.floors {
            let file = source.join(room).with_extension("rs");
            let folder = source.join(room);
            if folder.is_dir() {
                files.extend(rust_files(&folder)?);
            }
            files.extend(Some(file).filter(|file| file.is_file()));
        }
        Ok(files)
    }

    /// What is wrong in a file, whose name begins with its room.
    fn wrong_in(&self, file: &str, text: &str) -> Vec<String> {
        let room = file.split(['/', '.']).next().unwrap_or(file);
        let mut wrong = Vec::new();
        for path in imported(text) {
            if !self.may_use(room, path) || is_beside(file, path) || names_a_kind(file, path) {
                wrong.push(format!("{}/{file}: may not use `crate::{path}`", self.source));
            }
        }
        wrong
    }

    /// Whether a room may use what another one defines. What `lib.rs` hands on has no room.
    fn may_use(&self, room: &str, path: &str) -> bool {
        let floor = |room: &str| self.floors.iter().position(|r| *r == room);
        let used = path.split("::").next().and_then(floor);
        used.is_some_and(|used| floor(room).is_some_and(|own| used <= own))
    }
}

/// What follows each `crate::` in a file; empty for `crate::{`, which would hide what is imported.
fn imported(text: &str) -> impl Iterator<Item = &str> {
    text.split("crate::").skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or(rest)
    })
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

/// Whether a file of the rooms that treat all kinds alike uses one of them. Tests may, and `toy` is only in tests.
fn names_a_kind(file: &str, path: &str) -> bool {
    let alike = file.starts_with("engine/") || file.starts_with("recognise/");
    let mut parts = path.split("::");
    let is_kind = parts.next() == Some("kinds")
        && parts.next().is_some_and(|kind| kind != "toy")
        && parts.next().is_some();
    alike && !file.ends_with("tests.rs") && is_kind
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
        let wrong = |file: &str, text: &str| ENGINE.wrong_in(file, text).len();
        assert_eq!(
            wrong("carry/part.rs", "use crate::base::kind::Kind;\nuse crate::carry::shell;"),
            0
        );
        assert_eq!(wrong("carry/part.rs", "use crate::recognise;\n"), 1);
        assert_eq!(wrong("base/view.rs", "    crate::secrets::of(text)"), 1);
        assert_eq!(wrong("carry/part.rs", "use crate::{base, engine};"), 1);
        assert_eq!(wrong("carry/part.rs", "use crate::Finding;"), 1);
        assert_eq!(wrong("engine/pass.rs", "use crate::kinds::behaviors;"), 0);
        assert_eq!(wrong("engine/pass.rs", "use crate::kinds::log::POINTS;"), 1);
        assert_eq!(wrong("engine/tests.rs", "use crate::kinds::log::POINTS;"), 0);
    }

    #[test]
    fn the_program_has_floors_too() {
        let wrong = |file: &str, text: &str| PROGRAM.wrong_in(file, text).len();
        assert_eq!(wrong("given.rs", "use crate::plan::Plan;"), 0);
        assert_eq!(wrong("output/mod.rs", "use crate::check::run;"), 1);
    }

    #[test]
    fn kinds_know_nothing_of_each_other() {
        let policy = "use crate::kinds::vault_policy::judge;";
        assert_eq!(ENGINE.wrong_in("kinds/terraform/rules/sets.rs", policy).len(), 1);
        assert_eq!(ENGINE.wrong_in("kinds/vault_policy/view.rs", policy).len(), 0);
        assert_eq!(ENGINE.wrong_in("kinds/parts.rs", policy).len(), 0);
        assert_eq!(ENGINE.wrong_in("across/terraform.rs", policy).len(), 0);
    }
}
