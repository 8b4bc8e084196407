//! Tests that need a browser.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{output, program, root, run};
use crate::failure::Result;

const CHROMIUM: &str = "chromium";
const CHROMEDRIVER: &str = "chromedriver";

/// Chromium and its driver, installed by Debian's package manager where they are missing.
pub(crate) fn chromium() -> Result {
    if find(CHROMIUM).is_some() && find(CHROMEDRIVER).is_some() {
        return Ok(());
    }
    if find("apt-get").is_none() {
        return Err(
            "the browser tests need `chromium` and `chromedriver` on the PATH, and there is \
                    no apt-get to install them: install both, or run the other parts \
                    (`cargo xtask test lint unit`)"
                .into(),
        );
    }
    println!("installing Chromium and its driver, once");
    run(as_root("apt-get")?.args(["update", "-qq"]))?;
    let packages =
        ["install", "-y", "-qq", "--no-install-recommends", "chromium", "chromium-driver"];
    run(as_root("apt-get")?.env("DEBIAN_FRONTEND", "noninteractive").args(packages))
}

/// The driver, for the test runner of wasm-bindgen.
pub(crate) fn chromedriver() -> Result<PathBuf> {
    find(CHROMEDRIVER).ok_or_else(|| "`chromedriver` is not on the PATH".into())
}

/// The page in `dist/` in Chromium: every `tests/browser/*.mjs`.
pub(crate) fn page() -> Result {
    run(node()?.arg(format!("--test-concurrency={}", at_a_time())).args(tests("tests/browser")?))
}

/// The same page with what takes minutes: every `tests/browser/hard/*.mjs`.
pub(crate) fn hard() -> Result {
    run(node()?.args(tests("tests/browser/hard")?))
}

fn node() -> Result<Command> {
    let chromium = find(CHROMIUM).ok_or("`chromium` is not on the PATH")?;
    let mut node = program("node");
    node.env("CHROMIUM", chromium).args(["--test", "--test-reporter=spec"]);
    Ok(node)
}

/// How many files of tests run at a time. Tests wait more than they work, so two share two cores well;
/// Node by itself would leave one of them idle.
fn at_a_time() -> usize {
    std::thread::available_parallelism().map_or(2, |cores| cores.get().saturating_sub(1).max(2))
}

/// What `dist/` weighs.
pub(crate) fn size() -> Result {
    run(program("node").args(["--test", "--test-reporter=spec", "tests/browser/size.mjs"]))
}

fn tests(folder: &str) -> Result<Vec<String>> {
    let entries = root().join(folder).read_dir().map_err(|e| format!("{folder}: {e}"))?;
    let names = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned());
    let mut tests: Vec<String> =
        names.filter(|n| n.ends_with(".mjs")).map(|n| format!("{folder}/{n}")).collect();
    tests.sort();
    if tests.is_empty() { Err(format!("there is no test in {folder}").into()) } else { Ok(tests) }
}

fn as_root(name: &str) -> Result<Command> {
    if output(program("id").arg("-u")).as_deref() == Some("0") {
        return Ok(program(name));
    }
    // Without a terminal nobody can type a password: fail at once instead of waiting for one.
    if output(program("sudo").args(["-n", "true"])).is_none() {
        return Err("Chromium is missing and installing it takes root: run \
                    `sudo apt-get install chromium chromium-driver`, then this again"
            .into());
    }
    let mut sudo = program("sudo");
    sudo.args(["-n", "--preserve-env=DEBIAN_FRONTEND", name]);
    Ok(sudo)
}

/// Where a program is; `None` where it is not on the PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| Path::is_file(file))
}
