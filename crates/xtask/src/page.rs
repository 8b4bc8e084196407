//! The page as it ships.

use std::fs;

use crate::command::{cargo, program, root, run};
use crate::failure::Result;
use crate::tools;

/// Builds the release page into `dist/`, with all that a static server wants. After the first time it needs no
/// network.
pub(crate) fn build() -> Result {
    prepare()?;
    fetch()?;
    run(program("trunk").args(["build", "--release", "--offline", "--locked"]))?;
    single()?;
    run(program("node").arg("web/release.mjs"))
}

/// Makes one HTML file of the page in `dist/`: `dist-single/tfe-check.html`, with its SHA-256, and
/// `dist/embed.html`, the same for frames.
fn single() -> Result {
    run(program("node").arg("web/single.mjs"))
}

/// Tools, and the folders that trunk wants to exist.
pub(crate) fn prepare() -> Result {
    tools::for_page()?;
    let generated = root().join("web/generated");
    fs::create_dir_all(&generated)
        .map_err(|e| format!("{} cannot be made: {e}", generated.display()).into())
}

/// The crates of `Cargo.lock`; asks the registry only for what is not on this machine.
pub(crate) fn fetch() -> Result {
    run(cargo().args(["fetch", "--locked", "--quiet"]))
}
