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
    build_as("", None)
}

/// The same, compiled in a folder of its own.
pub(crate) fn build_in(target: Option<&Path>) -> Result {
    build_as("", target)
}

/// The same. `--docs ADDRESS` is where the page links to the documentation; `--single` is for old habits: the
/// one file is made anyway, because the page for frames is made of it.
pub(crate) fn build_with(args: &[String]) -> Result {
    build_as(docs_of(args)?, None)
}

fn build_as(docs: &str, target: Option<&Path>) -> Result {
    prepare()?;
    fetch()?;
    let mut trunk = program("trunk");
    trunk.args(["build", "--release", "--offline", "--locked"]);
    trunk.env("TFE_CHECK_DOCS", docs);
    if let Some(target) = target {
        trunk.env("CARGO_TARGET_DIR", target);
    }
    run(same_everywhere(&mut trunk))?;
    single()?;
    run(program("node").arg("web/release.mjs"))
}

/// The address after `--docs`, as it can be in an attribute; empty without one.
fn docs_of(args: &[String]) -> Result<&str> {
    let known = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$'()*+,;=%".contains(c);
    match args {
        [] => Ok(""),
        [single] if single == "--single" => Ok(""),
        [single, rest @ ..] if single == "--single" => docs_of(rest),
        [flag, address] if flag == "--docs" && address.chars().all(known) => Ok(address),
        _ => Err("cargo xtask build [--single] [--docs ADDRESS]".into()),
    }
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

#[cfg(test)]
mod tests {
    use super::docs_of;

    #[test]
    fn an_address_cannot_end_its_attribute() {
        let words = |args: &[&str]| args.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>();
        assert_eq!(docs_of(&words(&["--single", "--docs", "../docs/"])).unwrap(), "../docs/");
        assert_eq!(docs_of(&words(&["--single"])).unwrap(), "");
        for wrong in [&["--docs"][..], &["--docs", "a\"b"], &["--docs", "a<b"], &["docs"]] {
            assert!(docs_of(&words(wrong)).is_err(), "{wrong:?}");
        }
    }
}
