//! The scripts and lists of `ci/` and of pipelines.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn a_hook_runs_for_every_file_that_is_looked_at() {
    let hooks = fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let lists: Vec<&str> = hooks.lines().filter(|line| line.contains("files: ")).collect();
    assert_eq!(lists.len(), 2);
    for list in lists {
        let list = list.replace("ya?ml", "yaml|yml");
        let words: Vec<&str> = list.split(['(', '|', ')']).collect();
        for ending in answers::looked_at() {
            assert!(words.contains(&ending), "{ending}");
        }
    }
}

#[cfg(unix)]
mod scripts {
    use std::path::Path;
    use std::process::Command;
    use std::{env, fs};

    use super::root;
    use crate::support::files;

    fn bash(folder: &Path, script: &str, args: &[&str], set: &[(&str, &str)]) -> (i32, String) {
        let program = assert_cmd::cargo::cargo_bin("tfe-check");
        let path = format!("{}:{}", program.parent().unwrap().display(), env::var("PATH").unwrap());
        let mut command = Command::new("bash");
        command.arg(root().join(script)).args(args).current_dir(folder).env("PATH", path);
        let output = command.envs(set.iter().copied()).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }

    #[test]
    fn what_cannot_be_read_hides_no_annotation() {
        let bad = "path \"kv/a\" {\n  capabilities = [\"raed\"]\n}\n";
        let folder = files("pipelines-check", &[("a.hcl", bad)]);
        let both = ("FILES", "gone.hcl\na.hcl");
        for (set, code) in [
            (vec![both], 2),
            (vec![both, ("SARIF", "log.sarif")], 2),
            (vec![("FILES", "a.hcl"), ("SARIF", "log.sarif")], 1),
            (
                vec![
                    ("FILES", "a.hcl"),
                    ("SARIF", "log.sarif"),
                    ("ARGS", "--ignore\nunknown-capability"),
                ],
                0,
            ),
            (
                vec![
                    ("FILES", "a.hcl"),
                    ("SARIF", "gone/log.sarif"),
                    ("ARGS", "--ignore\nunknown-capability"),
                ],
                2,
            ),
        ] {
            let (got, out) = bash(&folder, "ci/check.sh", &[], &set);
            assert_eq!(got, code, "{set:?}");
            let ignored = set.iter().any(|(name, _)| *name == "ARGS");
            assert_eq!(out.contains("::error file=a.hcl,"), !ignored, "{set:?}: {out}");
        }
        assert!(fs::read_to_string(folder.join("log.sarif")).unwrap().contains("2.1.0"));
    }

    #[test]
    fn a_release_has_a_manual_page_of_each_command() {
        // The program itself is large; what it prints is what is packed.
        let folder = files("pipelines-release", &[]);
        let program = folder.join("tfe-check");
        let real = assert_cmd::cargo::cargo_bin("tfe-check");
        let script = format!("#!/bin/sh\nexec '{}' \"$@\"\n", real.display());
        fs::write(&program, script).unwrap();
        let run = Command::new("chmod").arg("+x").arg(&program).status().unwrap();
        assert!(run.success());
        let name = program.to_str().unwrap();
        let (code, out) = bash(&folder, "ci/release.sh", &[name, "any", "."], &[]);
        assert_eq!(code, 0);
        let list = Command::new("tar").arg("-tzf").arg(out.trim()).current_dir(&folder).output();
        let list = String::from_utf8(list.unwrap().stdout).unwrap();
        for page in
            ["tfe-check", "tfe-check-check", "tfe-check-can", "tfe-check-lsp", "tfe-check-man"]
        {
            assert!(list.contains(&format!("/man/{page}.1\n")), "{page}: {list}");
        }
    }
}
