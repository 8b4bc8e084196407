//! Builds that are the same wherever and how often they are made.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::root;
use crate::failure::Result;
use crate::page;

/// The paths of this machine stay out of what a command compiles: panics name their place in the source. Other
/// flags for the compiler are not used, so that nothing else gets in.
pub(crate) fn same_everywhere(command: &mut Command) -> &mut Command {
    let packages = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default();
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let flags = [remap(&root(), "tfe-check"), remap(&packages, "cargo")];
    command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
}

/// Builds the page twice, the second time from nothing, and compares every file.
pub(crate) fn twice() -> Result {
    page::build()?;
    let first = files()?;
    let folder = root().join("target/twice");
    fresh(&folder)?;
    page::build_in(Some(&folder))?;
    let second = files()?;
    let names = first.keys().chain(second.keys());
    let mut differ: Vec<&str> =
        names.filter(|name| first.get(*name) != second.get(*name)).map(String::as_str).collect();
    differ.sort_unstable();
    differ.dedup();
    if differ.is_empty() {
        println!("{} files, the same bytes twice", first.len());
        return Ok(());
    }
    Err(format!("two builds differ in {}", differ.join(", ")).into())
}

/// All files of `dist/` and `dist-single/`, by name.
fn files() -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root().join("dist"), root().join("dist-single")];
    while let Some(folder) = open.pop() {
        let failed = |e| format!("{}: {e}", folder.display());
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
            let name = path.strip_prefix(root()).unwrap_or(&path);
            found.insert(name.display().to_string(), bytes);
        }
    }
    Ok(found)
}

fn fresh(folder: &Path) -> Result {
    let gone = match fs::remove_dir_all(folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(e),
        _ => fs::create_dir_all(folder),
    };
    gone.map_err(|e| format!("{}: {e}", folder.display()).into())
}
