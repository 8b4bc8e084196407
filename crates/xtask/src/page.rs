//! The page as it ships.

use std::fs;
use std::path::Path;

use crate::command::{cargo, program, root, run};
use crate::failure::Result;
use crate::tools;
use crate::twice::same_everywhere;

/// Builds the release page into `dist/`, with all that a static server wants. After the first time it needs no
/// network.
pub(crate) fn build() -> Result {
    build_in(None)
}

/// The same, compiled in a folder of its own.
pub(crate) fn build_in(target: Option<&Path>) -> Result {
    prepare()?;
    fetch()?;
    let mut trunk = program("trunk");
    trunk.args(["build", "--release", "--offline", "--locked"]);
    if let Some(target) = target {
        trunk.env("CARGO_TARGET_DIR", target);
    }
    run(same_everywhere(&mut trunk))?;
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
