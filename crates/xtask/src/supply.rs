//! What is built on: licenses, advisories and sources of the crates, advisories of the npm packages.

use std::path::Path;
use std::process::Command;

use crate::command::{cargo, output, program, root, run};
use crate::failure::Result;

/// Folders with a lock file of npm.
const NPM: [&str; 4] = [".", "editors/vscode", "tests/edges", "tests/speed"];

/// What can be looked at here; what cannot is said in a line each.
pub(crate) fn supply() -> Result {
    crates()?;
    NPM.into_iter()
        .filter(|folder| root().join(folder).join("package-lock.json").exists())
        .try_for_each(packages)
}

fn crates() -> Result {
    if output(cargo().args(["deny", "--version"])).is_none() {
        println!(
            "not looked at: the crates. cargo-deny is missing: cargo install --locked cargo-deny"
        );
        return Ok(());
    }
    run(cargo().args(["deny", "--offline", "check", "bans", "licenses", "sources"]))?;
    if !has_advisories() {
        println!(
            "not looked at: advisories of crates. Their database is missing: cargo deny fetch db"
        );
        return Ok(());
    }
    run(cargo().args(["deny", "--offline", "check", "advisories"]))
}

/// Whether cargo-deny has a copy of the advisories; without a network it cannot get one.
fn has_advisories() -> bool {
    let home = std::env::var_os("CARGO_HOME").map(std::path::PathBuf::from);
    let user = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo"));
    let place = home.or(user).map(|cargo| cargo.join("advisory-dbs"));
    place.and_then(|place| place.read_dir().ok()).is_some_and(|mut found| found.next().is_some())
}

/// Known problems of what the page, the package and the extension are made with.
fn packages(folder: &str) -> Result {
    let mut audit = program("npm");
    audit.args(["audit", "--json", "--audit-level=high"]).current_dir(root().join(folder));
    let Some(found) = counts(&mut audit) else {
        println!(
            "not looked at: advisories of {folder}/package-lock.json. The registry does not answer"
        );
        return Ok(());
    };
    let (high, critical) = (count(&found, "high"), count(&found, "critical"));
    println!("{folder}/package-lock.json: {high} high, {critical} critical");
    let bad = high + critical > 0;
    if bad { Err(format!("npm audit, in {folder}, says what to update").into()) } else { Ok(()) }
}

/// What `npm audit` counts; it exits with 1 both for problems and where it cannot ask.
fn counts(audit: &mut Command) -> Option<serde_json::Value> {
    let done = audit.output().ok()?;
    let said: serde_json::Value = serde_json::from_slice(&done.stdout).ok()?;
    said.pointer("/metadata/vulnerabilities").cloned()
}

fn count(found: &serde_json::Value, name: &str) -> u64 {
    found.get(name).and_then(serde_json::Value::as_u64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::command::root;

    /// So that every test is a test of the oldest compiler that is promised.
    #[test]
    fn the_promised_compiler_is_the_one_that_builds() {
        let read = |name: &str| fs::read_to_string(root().join(name)).unwrap();
        let value = |text: &str, name: &str| {
            let line = text.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
            line.split('"').nth(1).unwrap().to_owned()
        };
        let promised = value(&read("Cargo.toml"), "rust-version");
        let used = value(&read("rust-toolchain.toml"), "channel");
        assert!(used.starts_with(&format!("{promised}.")), "{promised}, {used}");
    }

    /// Crates that can be published must not be found without their licenses and READMEs.
    #[test]
    fn published_crates_are_complete() {
        let mut published = 0;
        for entry in fs::read_dir(root().join("crates")).unwrap() {
            let folder = entry.unwrap().path();
            let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
            if manifest.contains("publish = false") {
                continue;
            }
            published += 1;
            for name in ["LICENSE-MIT", "LICENSE-APACHE", "README.md", "src"] {
                assert!(folder.join(name).exists(), "{}: {name}", folder.display());
            }
            for part in ["name = \"tfe-check", "keywords = ", "categories = ", "readme = "] {
                assert!(manifest.contains(part), "{}: {part}", folder.display());
            }
        }
        assert_eq!(published, 8);
    }
}
