//! Running the program.

pub(crate) mod editor;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

/// The documented policy, a rule a line.
pub(crate) const WHOLE: &str = r#"path "auth/token/renew" { capabilities = ["create", "update"] }
path "auth/token/renew-self" { capabilities = ["create", "update"] }
path "sys/leases/renew" { capabilities = ["create", "update"] }
path "sys/renew" { capabilities = ["create", "update"] }
path "sys/mounts" { capabilities = ["read"] }
path "transit/keys/atlas_*" { capabilities = ["read", "create", "update"] }
path "transit/keys/archivist_*" { capabilities = ["read", "create", "update"] }
path "transit/sign/atlas_*" { capabilities = ["create", "update"] }
path "transit/encrypt/atlas_*" { capabilities = ["create", "update"] }
path "transit/decrypt/atlas_*" { capabilities = ["create", "update"] }
path "transit/encrypt/archivist_*" { capabilities = ["create", "update"] }
path "transit/decrypt/archivist_*" { capabilities = ["create", "update"] }
path "transit/datakey/plaintext/archivist_*" { capabilities = ["create", "update"] }
path "transit/backup/atlas_*" { capabilities = ["read"] }
path "transit/restore/atlas_*" { capabilities = ["read", "create", "update"] }
path "transit/backup/archivist_*" { capabilities = ["read"] }
path "transit/restore/archivist_*" { capabilities = ["read", "create", "update"] }
"#;

/// Its rules whose lines hold one of the words.
pub(crate) fn with(words: &[&str]) -> String {
    WHOLE.split_inclusive('\n').filter(|l| words.iter().any(|w| l.contains(w))).collect()
}

/// Its rules whose lines hold none of the words.
pub(crate) fn without(words: &[&str]) -> String {
    WHOLE.split_inclusive('\n').filter(|l| !words.iter().any(|w| l.contains(w))).collect()
}

/// An empty folder for one test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Files in an empty folder.
pub(crate) fn files(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = folder(name);
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// Exit code, standard output, messages.
pub(crate) fn run_in(folder: &Path, args: &[&str], stdin: &str) -> (i32, String, String) {
    let mut command = Command::cargo_bin("tfe-check").unwrap();
    let output = command.current_dir(folder).args(args).write_stdin(stdin).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The same anywhere.
pub(crate) fn run(args: &[&str], stdin: &str) -> (i32, String, String) {
    run_in(Path::new(env!("CARGO_TARGET_TMPDIR")), args, stdin)
}

/// The report on files of a folder.
pub(crate) fn report_in(folder: &Path, names: &[&str]) -> Value {
    let args: Vec<&str> = ["check", "--format", "json"].iter().chain(names).copied().collect();
    serde_json::from_str(&run_in(folder, &args, "").1).unwrap()
}

/// `document: rule` of every finding, sorted.
pub(crate) fn told(report: &Value) -> Vec<String> {
    let mut told = Vec::new();
    for document in report["documents"].as_array().unwrap() {
        for finding in document["findings"].as_array().unwrap() {
            told.push(format!(
                "{}: {}",
                document["name"].as_str().unwrap(),
                finding["rule"].as_str().unwrap()
            ));
        }
    }
    told.sort();
    told
}

/// Each line of an answer as JSON.
pub(crate) fn rows(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
