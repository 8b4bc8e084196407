//! The page in places that are not its own: sites of other tools, another browser. They take packages from
//! registries and minutes, so they run by name only.

use std::path::{Path, PathBuf};

use crate::command::{output, program, root, run};
use crate::edges::packages;
use crate::failure::Result;
use crate::{browser, page};

/// Pages with `<tfe-check>` and `embed.html` in them, built by Docusaurus and MkDocs, in Chromium.
pub(crate) fn hosts() -> Result {
    browser::chromium()?;
    page::build()?;
    packages("tests/hosts/docusaurus")?;
    let mkdocs = mkdocs()?;
    let mut node = program("node");
    node.args(["--test", "--test-reporter=spec", "tests/hosts/hosts.mjs"]);
    run(node.env("MKDOCS", mkdocs))
}

/// The way through the page in Firefox. Says so where there is none.
pub(crate) fn firefox() -> Result {
    let Some(firefox) = ["firefox-esr", "firefox"].into_iter().find_map(browser::find) else {
        println!(
            "Firefox is not installed, so nothing was tried in it (Debian: apt-get install firefox-esr)"
        );
        return Ok(());
    };
    page::build()?;
    packages("tests/firefox")?;
    let mut node = program("node");
    node.args(["--test", "--test-reporter=spec", "tests/firefox/way-through.mjs"]);
    run(node.env("FIREFOX", firefox))
}

/// MkDocs, installed from PyPI once.
fn mkdocs() -> Result<PathBuf> {
    let folder = root().join("tests/hosts/mkdocs");
    let (own, wanted) = (folder.join(".venv"), folder.join("requirements.txt"));
    let mkdocs = own.join("bin/mkdocs");
    if mkdocs.exists() {
        return Ok(mkdocs);
    }
    if output(program("python3").arg("--version")).is_none() {
        return Err("MkDocs needs python3, with its module venv".into());
    }
    run(program("python3").args(["-m", "venv"]).arg(&own))?;
    install(&own, &wanted)?;
    Ok(mkdocs)
}

fn install(own: &Path, wanted: &Path) -> Result {
    run(program(own.join("bin/pip")).args(["install", "--quiet", "--requirement"]).arg(wanted))
}
