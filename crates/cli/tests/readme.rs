//! The example in the README gives the report that the README shows.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;

#[test]
fn the_example_gives_the_report_it_shows() {
    let readme = include_str!("../../../README.md");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("tfe.hcl"), block(readme, "```hcl\n")).unwrap();
    let mut command = Command::cargo_bin("tfe-check").unwrap();
    let output = command.current_dir(&folder).args(["check", "tfe.hcl"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), block(readme, "```text\n"));
    assert_eq!(output.status.code(), Some(1));
}

fn block<'t>(text: &'t str, fence: &str) -> &'t str {
    let (_, rest) = text.split_once(fence).unwrap();
    rest.split_once("```").unwrap().0
}
