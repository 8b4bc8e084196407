//! The order of a report, its verdicts, what is left out, and where it goes.

use crate::support;

use std::fs;

use support::{files, run, run_in, without};

const BAD: &str = "path \"kv/a*b\" {\n  capabilities = [\"read\"]\n}\npath \"kv/a\" {\n  capabilities = [\"raed\"]\n}\n";
const OTHER: &str = "path \"kv/b\" {\n  capabilities = [\"raed\", \"lst\"]\n}\n";

#[test]
fn the_worst_is_first_over_all_files() {
    let folder = files("worst", &[("a.hcl", BAD), ("b.hcl", OTHER)]);
    let rules = |args: &[&str]| -> Vec<String> {
        let args: Vec<&str> = ["check"].iter().chain(args).copied().collect();
        let (_, out, _) = run_in(&folder, &args, "");
        let heads = out.lines().filter_map(|line| line.split_once(']').map(|(head, _)| head));
        let heads = heads.filter(|head| !head.starts_with(' ') && head.contains('['));
        heads.map(|head| head.replace('[', " ")).collect()
    };
    let worst = rules(&["a.hcl", "b.hcl"]);
    assert!(worst.len() > 2, "{worst:?}");
    let rank = |head: &String| match head.split(' ').next() {
        Some("error") => 0,
        Some("warning") => 1,
        _ => 2,
    };
    assert!(worst.iter().map(rank).is_sorted(), "{worst:?}");
    let placed = rules(&["--sort", "place", "a.hcl", "b.hcl"]);
    assert!(!placed.iter().map(rank).is_sorted(), "{placed:?}");
    assert_eq!(placed.len(), worst.len());
}

#[test]
fn the_verdict_of_each_file_is_first_unless_nobody_wants_it() {
    let folder = files(
        "verdict",
        &[("a.hcl", BAD), ("good.hcl", "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n")],
    );
    let (_, out, _) = run_in(&folder, &["check", "a.hcl", "good.hcl"], "");
    assert!(out.starts_with("a.hcl: Vault rejects this policy"), "{out}");
    assert!(!out.contains("good.hcl"), "{out}");
    let (code, quiet, _) = run_in(&folder, &["check", "-q", "a.hcl"], "");
    assert!(code == 1 && quiet.starts_with("error[") && !quiet.contains(" errors, "), "{quiet}");
    let (code, quiet, _) = run_in(&folder, &["check", "-q", "good.hcl"], "");
    assert_eq!((code, quiet.as_str()), (0, ""));
}

#[test]
fn a_fix_says_what_it_did() {
    let text = without(&["backup/atlas"]).replacen("\"update\"]", "\"upadte\"]", 1);
    let folder = files("said", &[("tfe.hcl", &text)]);
    let (_, before, _) = run_in(&folder, &["check", "tfe.hcl"], "");
    assert!(!before.contains(" found, "), "{before}");
    let (code, out, _) = run_in(&folder, &["check", "--fix", "tfe.hcl"], "");
    assert!(code == 0 && out.ends_with("2 found, 2 fixed, 0 left.\n"), "{out}");
    let (_, out, _) = run_in(&folder, &["check", "--fix", "tfe.hcl"], "");
    assert!(out.ends_with("0 found, 0 fixed, 0 left.\n"), "{out}");
    let (_, _, messages) = run(&["check", "--fix", "-"], &text);
    assert!(messages.contains("2 found, 2 fixed, 0 left."), "{messages}");
}

#[test]
fn a_report_goes_to_a_file_and_the_counts_to_the_reader() {
    let folder = files("output", &[("a.hcl", BAD)]);
    let args = ["check", "--format", "sarif", "--output", "report.sarif", "a.hcl"];
    let (code, out, messages) = run_in(&folder, &args, "");
    assert!(code == 1 && messages.is_empty(), "{messages}");
    assert!(out.contains(" error") && out.lines().count() == 1, "{out}");
    let log = fs::read_to_string(folder.join("report.sarif")).unwrap();
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let args = ["check", "--color", "always", "-q", "-o", "report.txt", "a.hcl"];
    assert_eq!(run_in(&folder, &args, "").1, "");
    assert!(!fs::read_to_string(folder.join("report.txt")).unwrap().contains('\x1b'));
    let (code, _, messages) = run_in(&folder, &["check", "-o", "no/such/file", "a.hcl"], "");
    assert!(code == 2 && messages.contains("cannot write no/such/file"), "{messages}");
}

#[test]
fn color_is_as_asked_for() {
    for (when, colored) in [("always", true), ("never", false), ("auto", false)] {
        let (_, out, _) = run(&["check", "--color", when, "-"], BAD);
        assert_eq!(out.contains("\x1b["), colored, "{when}");
    }
    assert_eq!(run(&["--color", "sometimes", "rules"], "").0, 2);
}

#[test]
fn releases_that_nobody_knows_are_refused() {
    for (flag, version) in [("--tfe", "9.9.9"), ("--chart", "99"), ("--vault", "3.0")] {
        for command in ["check", "explain"] {
            let (code, out, messages) = run(&[command, flag, version, "-"], BAD);
            assert!(code == 2 && out.is_empty(), "{flag}: {out}");
            assert!(messages.contains("newest release"), "{messages}");
        }
    }
    let row = format!("{}\n", serde_json::json!({ "id": 1, "text": BAD, "vault": "3.0" }));
    assert!(run(&["check", "--batch"], &row).1.contains("newest release"));
}
