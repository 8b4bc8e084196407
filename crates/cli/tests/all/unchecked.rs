//! What was not checked is not clean, and does not hide what was.

use crate::support;

use std::fs;

use serde_json::Value;
use support::{files, run_in};

const BAD: &str = "path \"kv/a\" {\n  capabilities = [\"raed\"]\n}\n";
const GOOD: &str = "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n";
const NOTES: &str = "Ask Bob about the upgrade on Monday.\n";

#[test]
fn a_file_that_was_not_checked_is_said_and_exits_with_2() {
    let all = [("notes.txt", NOTES), ("good.hcl", GOOD), ("bad.hcl", BAD), ("empty.txt", " \n")];
    let folder = files("unchecked", &all);
    let run = |args: &[&str]| run_in(&folder, args, "");
    for given in [&["notes.txt"][..], &["good.hcl", "notes.txt"], &["notes.txt", "bad.hcl"]] {
        let args: Vec<&str> = ["check"].iter().chain(given).copied().collect();
        let (code, out, messages) = run(&args);
        assert_eq!(code, 2, "{given:?}");
        assert!(messages.contains("notes.txt: not checked:"), "{messages}");
        assert!(out.contains("1 file not checked"), "{out}");
        assert_eq!(out.contains("unknown-capability"), given.contains(&"bad.hcl"), "{out}");
        let allowed: Vec<&str> = args.iter().chain(&["--allow-unknown"]).copied().collect();
        assert_eq!(run(&allowed).0, i32::from(given.contains(&"bad.hcl")), "{given:?}");
    }
    assert_eq!(run(&["check", "empty.txt"]).0, 2);
    assert_eq!(run_in(&folder, &["check", "-"], "").0, 2);
    assert_eq!(run(&["check", "good.hcl"]).0, 0);
}

#[test]
fn the_report_is_whole_in_every_format() {
    let folder = files("unchecked-formats", &[("notes.txt", NOTES), ("bad.hcl", BAD)]);
    for format in ["text", "json", "sarif", "github", "gitlab", "markdown"] {
        let args = ["check", "--format", format, "gone.hcl", "notes.txt", "bad.hcl"];
        let (code, out, messages) = run_in(&folder, &args, "");
        assert_eq!(code, 2, "{format}");
        assert!(out.contains("unknown-capability") && out.contains("kind-unknown"), "{out}");
        assert!(messages.contains("cannot read gone.hcl"), "{messages}");
        if format == "json" {
            let report: Value = serde_json::from_str(&out).unwrap();
            assert_eq!(report["documents"].as_array().map(Vec::len), Some(2));
        }
    }
}

#[test]
fn a_missing_file_does_not_hide_the_others() {
    let folder = files("missing", &[("bad.hcl", BAD), ("good.hcl", GOOD)]);
    let (code, out, messages) = run_in(&folder, &["check", "gone.hcl", "bad.hcl"], "");
    assert!(code == 2 && out.contains("unknown-capability"), "{out}");
    assert!(messages.contains("cannot read gone.hcl"), "{messages}");
    assert_eq!(run_in(&folder, &["check", "--allow-unknown", "good.hcl", "gone.hcl"], "").0, 2);
    let (code, out, _) = run_in(&folder, &["check", "--diff", "gone.hcl", "bad.hcl"], "");
    assert!(code == 2 && out.contains("+  capabilities = [\"read\"]"), "{out}");
    assert_eq!(run_in(&folder, &["check", "--fix", "gone.hcl", "bad.hcl"], "").0, 2);
    assert_eq!(fs::read_to_string(folder.join("bad.hcl")).unwrap(), GOOD);
    let (code, out, messages) = run_in(&folder, &["check", "gone.hcl", "lost.hcl"], "");
    assert!(code == 2 && out.is_empty(), "{out}");
    assert_eq!(messages.lines().count(), 2, "{messages}");
}

#[test]
fn the_help_names_the_exit_codes() {
    let folder = files("help", &[]);
    let (_, out, _) = run_in(&folder, &["check", "--help"], "");
    for word in ["Exit codes", "not checked", "--allow-unknown"] {
        assert!(out.contains(word), "{out}");
    }
}

/// `tfe-check check … | head -1`
#[cfg(unix)]
#[test]
fn a_reader_that_stops_is_not_a_failure() {
    let rule = |i: usize| format!("path \"kv/{i}\" {{ capabilities = [] }}\n");
    let many: String = (0..3000).map(rule).collect();
    let folder = files("pipe", &[("a.hcl", &many)]);
    for language in ["C", "de_DE.UTF-8"] {
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("tfe-check"))
            .args(["check", "a.hcl"])
            .current_dir(&folder)
            .env("LC_ALL", language)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty(), "{:?}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A pipeline that uploads the report needs one.
#[test]
fn where_none_of_ours_is_allowed_the_report_is_empty_and_there() {
    let folder = files("unchecked-none", &[("notes.txt", NOTES), ("data.json", "{\"a\": 1}\n")]);
    let run = |args: &[&str]| {
        let args = [&["check", "--allow-unknown"], args].concat();
        run_in(&folder, &args, "")
    };
    for format in ["json", "sarif", "gitlab"] {
        let (code, out, messages) = run(&["--format", format, "."]);
        assert_eq!(code, 0, "{messages}");
        let report: Value = serde_json::from_str(&out).unwrap();
        for list in ["/documents", "/runs/0/results", ""] {
            let list = report.pointer(list).and_then(Value::as_array);
            assert!(list.is_none_or(Vec::is_empty), "{out}");
        }
        assert_eq!(run(&["--format", format, "--output", "report", "."]).0, 0);
        assert_eq!(fs::read_to_string(folder.join("report")).unwrap(), out);
        fs::remove_file(folder.join("report")).unwrap();
    }
    assert_eq!(run(&["--format", "github", "."]).0, 0);
    let (code, out, _) = run(&["--baseline", "known.json", "."]);
    assert!(code == 0 && out.contains("2 other files were skipped"), "{out}");
    assert!(fs::read_to_string(folder.join("known.json")).unwrap().contains("\"findings\": []"));
    let (code, out, _) = run_in(&folder, &["check", "--format", "json", "."], "");
    assert_eq!((code, out.as_str()), (2, ""));
}

#[test]
fn what_is_too_long_is_not_checked_in_full() {
    let rule = |i: usize| format!("path \"kv/{i}/*\" {{ capabilities = [\"read\"] }}\n");
    let mut long: String = (0..250_000).map(rule).collect();
    long.push_str("path \"kv\" { capabilities = [\"raed\"] }\n");
    let folder = files("unchecked-long", &[("long.hcl", &long), ("good.hcl", GOOD)]);
    let run = |args: &[&str]| run_in(&folder, args, "");
    let (code, out, messages) = run(&["check", "long.hcl"]);
    assert!(code == 2 && out.contains("warning[text-too-long]"), "{out}");
    let said = "tfe-check: long.hcl: not checked in full: only the first 10 MB were checked.\n";
    assert_eq!(messages, said);
    assert_eq!(run(&["check", "--allow-unknown", "long.hcl"]).0, 0);
    // A binary file is none of ours, however long.
    fs::write(folder.join("program"), vec![0; 11 * 1024 * 1024]).unwrap();
    let (code, out, _) = run(&["check", "."]);
    let said = "1 file was skipped for its size: long.hcl (12 MB). Name it to check it.";
    assert!(code == 0 && out.contains(said), "{out}");
    fs::remove_file(folder.join("good.hcl")).unwrap();
    let (code, _, messages) = run(&["check", "."]);
    assert!(code == 2 && messages.contains(said), "{messages}");
}

/// What was not read is not lost: neither in the file nor in what a filter passes on.
#[test]
fn what_is_read_in_part_is_not_written() {
    let rule = |i: usize| format!("path \"kv/{i}/*\" {{ capabilities = [\"read\"] }}\n");
    let text = BAD.to_owned() + &(0..480_000).map(rule).collect::<String>();
    let folder = files("unchecked-part", &[("long.hcl", &text)]);
    let (code, _, messages) = run_in(&folder, &["check", "-q", "--fix", "long.hcl"], "");
    assert!(code == 2 && messages.contains("long.hcl: not fixed: it is too long"), "{messages}");
    assert_eq!(fs::read_to_string(folder.join("long.hcl")).unwrap(), text);
    let (code, out, _) = run_in(&folder, &["check", "-q", "--fix", "-"], &text);
    assert_eq!((code, out.as_str()), (2, ""));
}

/// Also of one that is longer than what is read at once.
#[test]
fn of_a_long_log_the_end_is_checked_at_its_lines() {
    let line = format!("2026-01-01T00:00:00.000Z [INFO]  core:{}\n", " served well".repeat(300));
    let failure = "2026-03-11T08:14:02.117Z [ERROR] terraform-enterprise: license: err=\"failed parsing license: incorrectly formatted license\"\n";
    let count = 25 * 1024 * 1024 / line.len();
    let text = line.repeat(count) + failure;
    let folder = files("unchecked-log", &[("vault.log", &text)]);
    let (code, out, messages) = run_in(&folder, &["check", "vault.log"], "");
    assert!(out.contains(&format!("--> vault.log:{}:", count + 1)), "{out}");
    assert!(out.contains("Only the last 10 MB were checked."), "{out}");
    assert!(code == 2 && messages.contains("only the last 10 MB"), "{messages}");
}
