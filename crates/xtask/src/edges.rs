//! Tests of what others build on: the npm package, the extension, what pipelines read and run. They take
//! packages from registries, so they run by name only.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{cargo, program, root, run};
use crate::failure::Result;
use crate::npm;

/// The package, made twice: both tarballs are the same bytes.
pub(crate) fn npm() -> Result {
    let program = tfe_check()?;
    packages("tests/edges")?;
    npm::build()?;
    let first = read(&npm::tarball())?;
    npm::build()?;
    if read(&npm::tarball())? != first {
        return Err("two builds of the package are not the same".into());
    }
    run(node(&program).args(["tests/edges/npm.mjs", "tests/edges/vite.mjs"]))
}

/// The extension, with the package as it was made last.
pub(crate) fn vscode() -> Result {
    let program = tfe_check()?;
    if !npm::tarball().exists() {
        npm::build()?;
    }
    packages("editors/vscode")?;
    run(crate::command::program("node").arg("editors/vscode/build.mjs").arg(npm::package()))?;
    run(node(&program).arg("editors/vscode/test/extension.mjs"))
}

/// What pipelines read and run.
pub(crate) fn pipelines() -> Result {
    let program = tfe_check()?;
    packages("tests/edges")?;
    run(node(&program).arg("tests/edges/pipelines.mjs"))
}

/// The schema of overrides.yaml, where it is used. It takes a `helm`, which no registry of packages has.
pub(crate) fn schema() -> Result {
    let program = tfe_check()?;
    packages("tests/edges")?;
    run(node(&program).arg("tests/edges/schema.mjs"))
}

/// The program, built as tests build it.
fn tfe_check() -> Result<PathBuf> {
    run(cargo().args(["build", "--locked", "--package=tfe-check-cli"]))?;
    Ok(npm::target_folder()?.join("debug/tfe-check"))
}

/// The packages of a folder's lock file.
pub(crate) fn packages(folder: &str) -> Result {
    let locked = read(&root().join(folder).join("package-lock.json"))?;
    let stamp = root().join(folder).join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == locked) {
        return Ok(());
    }
    let mut install = program("npm");
    install.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run(install.current_dir(root().join(folder)))?;
    fs::write(&stamp, locked)
        .map_err(|e| format!("{} cannot be written: {e}", stamp.display()).into())
}

fn node(tfe_check: &Path) -> Command {
    let mut node = program("node");
    node.args(["--test", "--test-reporter=spec"]);
    node.env("TFE_CHECK", tfe_check).env("TFE_CHECK_TARBALL", npm::tarball());
    node
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).map_err(|e| format!("{}: {e}", file.display()).into())
}
