//! What the page's build needs besides cargo, installed once.

use std::fs;
use std::process::Command;

use crate::command::{cargo, output, program, root, run, tools_root};
use crate::failure::Result;

const WASM: &str = "wasm32-unknown-unknown";
const MDBOOK: &str = "0.5.4";

/// Everything that builds the page.
pub(crate) fn for_page() -> Result {
    wasm_target()?;
    node_packages()?;
    wasm_bindgen()?;
    trunk()
}

/// The standard library for wasm. Never installs or updates a toolchain.
pub(crate) fn wasm_target() -> Result {
    let libdir = || {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        output(program(rustc).args(["--print", "target-libdir", "--target", WASM]))
    };
    let there = || libdir().is_some_and(|dir| fs::exists(dir).unwrap_or(false));
    if there() {
        return Ok(());
    }
    if output(program("rustup").arg("--version")).is_none() {
        return Err(format!(
            "the target {WASM} is missing and there is no rustup to add it: install rustup, \
             or the target with the package manager that rustc came with"
        )
        .into());
    }
    run(program("rustup").args(["target", "add", WASM]))
}

/// The packages of `package-lock.json`, again whenever that file has changed.
pub(crate) fn node_packages() -> Result {
    let version = output(program("node").arg("--version"));
    let mut parts = version.iter().flat_map(|v| v.trim_start_matches('v').split('.'));
    let mut number = || parts.next().and_then(|part| part.parse::<u32>().ok());
    match (number(), number()) {
        // 20.10 is the first that runs as many files of tests at a time as it is told.
        (Some(21..), _) | (Some(20), Some(10..)) => {}
        (Some(_), _) => {
            let found = version.unwrap_or_default();
            return Err(format!("Node 20.10 or newer is needed, this is {found}").into());
        }
        (None, _) => return Err("there is no `node`: install Node 20.10 or newer, with npm".into()),
    }
    let locked = fs::read(root().join("package-lock.json"))
        .map_err(|e| format!("package-lock.json cannot be read: {e}"))?;
    let stamp = root().join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == locked) {
        return Ok(());
    }
    run(program("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    fs::write(&stamp, locked)
        .map_err(|e| format!("{} cannot be written: {e}", stamp.display()).into())
}

/// The command line that fits the library: both must be the same version.
pub(crate) fn wasm_bindgen() -> Result {
    let version = locked_version("wasm-bindgen")?;
    install("wasm-bindgen", "wasm-bindgen-cli", &version, &[])
}

/// What makes the book.
pub(crate) fn mdbook() -> Result {
    install("mdbook", "mdbook", MDBOOK, &["--no-default-features", "--features", "search"])
}

fn trunk() -> Result {
    let version = trunk_version()?;
    install("trunk", "trunk", &version, &["--no-default-features", "--features", "rustls"])
}

/// Builds a tool from source unless that very version is there. Its own release profile would take
/// three times as long to build and be no faster in use.
fn install(name: &str, package: &str, version: &str, more: &[&str]) -> Result {
    let found = output(program(name).arg("--version"));
    let word = found.as_deref().and_then(|f| f.split_whitespace().nth(1));
    if word.map(|word| word.trim_start_matches('v')) == Some(version) {
        return Ok(());
    }
    println!("installing {package} {version} into .tools/, once; this takes a few minutes");
    let mut install = cargo();
    install
        .args(["install", package, "--locked", "--version", version, "--root"])
        .arg(tools_root())
        .args(more);
    run(quick_profile(&mut install))
}

fn quick_profile(command: &mut Command) -> &mut Command {
    command
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|e| format!("Cargo.lock cannot be read: {e}"))?;
    let header = format!("name = \"{package}\"\nversion = \"");
    let version = lock.split_once(&header).and_then(|(_, rest)| rest.split_once('"'));
    Ok(version.ok_or_else(|| format!("{package} is not in Cargo.lock"))?.0.to_owned())
}

/// The version that `Trunk.toml` asks for.
fn trunk_version() -> Result<String> {
    let config = fs::read_to_string(root().join("Trunk.toml"))
        .map_err(|e| format!("Trunk.toml cannot be read: {e}"))?;
    let version = config
        .split_once("trunk-version = \"=")
        .and_then(|(_, rest)| rest.split_once('"'))
        .ok_or("Trunk.toml names no exact `trunk-version`")?;
    Ok(version.0.to_owned())
}
