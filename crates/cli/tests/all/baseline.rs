//! `--baseline` and `--watch`.

use crate::support;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use support::{files, run_in, without};

const BAD: &str = "path \"kv/a\" {\n  capabilities = [\"raed\"]\n}\n";
const WORSE: &str = "# moved\n\npath \"kv/b\" {\n  capabilities = [\"lst\"]\n}\npath \"kv/a\" {\n  capabilities = [\"raed\"]\n}\n";
const GOOD: &str = "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n";

#[test]
fn only_what_is_new_fails_and_what_is_fixed_drops_out() {
    let folder = files("baseline", &[("a.hcl", BAD), ("b.hcl", BAD)]);
    let check = |args: &[&str]| {
        let args: Vec<&str> =
            ["check", "--baseline", "known.json"].iter().chain(args).copied().collect();
        run_in(&folder, &args, "")
    };
    let entries = || {
        let text = fs::read_to_string(folder.join("known.json")).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        file["findings"].as_array().unwrap().len()
    };
    assert_eq!(run_in(&folder, &["check", "."], "").0, 1);
    let (code, _, messages) = check(&["-q", "."]);
    assert_eq!(code, 0);
    assert_eq!(messages, "tfe-check: 2 findings recorded in known.json; commit it\n");
    let (code, out, _) = check(&["."]);
    assert!(code == 0 && out.contains("2 findings are in the baseline known.json.\n"), "{out}");
    fs::write(folder.join("a.hcl"), WORSE).unwrap();
    let (code, out, _) = check(&["."]);
    assert!(code == 1 && out.contains("`lst`") && !out.contains("`raed`"), "{out}");
    assert_eq!(entries(), 2, "what is new is not recorded");
    fs::write(folder.join("a.hcl"), GOOD).unwrap();
    let (code, out, _) = check(&["a.hcl"]);
    assert!(code == 0 && out.contains("1 finding is gone and no longer in it."), "{out}");
    assert_eq!(entries(), 1, "a file that is not checked keeps its entries");
    fs::write(folder.join("a.hcl"), BAD).unwrap();
    assert_eq!(check(&["a.hcl"]).0, 1, "what was fixed once is new");
    assert_eq!(check(&["b.hcl"]).0, 0);
}

#[test]
fn twice_the_same_is_one_more_than_once() {
    let folder = files("baseline-twice", &[("a.hcl", BAD)]);
    assert_eq!(run_in(&folder, &["check", "--baseline", "known.json", "a.hcl"], "").0, 0);
    let twice = BAD.replace("[\"raed\"]", "[\"raed\", \"list\"]") + &BAD.replace("kv/a", "kv/c");
    fs::write(folder.join("a.hcl"), &twice).unwrap();
    let (code, out, _) = run_in(&folder, &["check", "--baseline", "known.json", "a.hcl"], "");
    assert_eq!((code, out.matches("error[unknown-capability]").count()), (1, 1), "{out}");
}

#[test]
fn reports_for_programs_say_what_is_new() {
    let folder = files("baseline-formats", &[("a.hcl", BAD)]);
    assert_eq!(run_in(&folder, &["check", "--baseline", "known.json", "a.hcl"], "").0, 0);
    fs::write(folder.join("a.hcl"), WORSE).unwrap();
    let json = |format: &str| -> Value {
        let args = ["check", "--format", format, "--baseline", "known.json", "a.hcl"];
        serde_json::from_str(&run_in(&folder, &args, "").1).unwrap()
    };
    let report = json("json");
    assert_eq!(
        (&report["summary"]["error"], &report["summary"]["suppressed"]),
        (&1.into(), &1.into())
    );
    let log = json("sarif");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let states: Vec<(&str, bool)> = results
        .iter()
        .map(|r| (r["baselineState"].as_str().unwrap(), r["suppressions"][0]["kind"] == "external"))
        .collect();
    assert_eq!(states, [("new", false), ("unchanged", true)]);
}

#[test]
fn what_is_not_a_baseline_is_left_alone() {
    let folder = files("baseline-wrong", &[("a.hcl", BAD), ("known.json", "{\"a\": 1}")]);
    let (code, _, messages) = run_in(&folder, &["check", "--baseline", "known.json", "a.hcl"], "");
    assert!(code == 2 && messages.contains("known.json is not a baseline"), "{messages}");
    assert_eq!(fs::read_to_string(folder.join("known.json")).unwrap(), "{\"a\": 1}");
}

/// Waits for a line of a program that watches.
fn watch(from: &Path, then: impl FnOnce(), first: &str, last: &str) {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("tfe-check"))
        .args(["check", "--watch", "."])
        .current_dir(from)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.by_ref().any(|line| line.starts_with(first)));
    then();
    assert!(lines.by_ref().any(|line| line.starts_with(last)));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_change_is_checked_at_once() {
    let folder = files("watch", &[("a.hcl", BAD)]);
    let change = || fs::write(folder.join("a.hcl"), GOOD).unwrap();
    watch(&folder, change, "1 error,", "No findings.");
}

#[test]
fn a_configuration_above_is_watched() {
    let folder = files("watch-above", &[("tfe-check.toml", "fail-on = \"error\"\n")]);
    fs::create_dir(folder.join("in")).unwrap();
    fs::write(folder.join("in/a.hcl"), BAD).unwrap();
    let ignored = "[[ignore]]\nrules = [\"unknown-capability\"]\nreason = \"known\"\n";
    let change = || fs::write(folder.join("tfe-check.toml"), ignored).unwrap();
    watch(&folder.join("in"), change, "1 error,", "No findings");
}

#[test]
fn a_run_that_looks_for_less_drops_nothing() {
    let folder = files("baseline-narrow", &[("a.hcl", BAD)]);
    let check = |args: &[&str]| {
        let args = [&["check", "--baseline", "known.json", "a.hcl"], args].concat();
        run_in(&folder, &args, "").0
    };
    let known = || fs::read_to_string(folder.join("known.json")).unwrap();
    assert_eq!(check(&[]), 0);
    let before = known();
    for narrow in [
        ["--select", "too-broad*"],
        ["--select", "path-too-broad"],
        ["--ignore", "unknown-capability"],
        ["--kind", "helm-overrides"],
        ["--profile", "none"],
    ] {
        check(&narrow);
        assert_eq!(known(), before, "{narrow:?}");
    }
    assert_eq!(check(&[]), 0);
}

#[test]
fn what_loses_data_is_never_in_a_baseline() {
    let folder = files("baseline-loss", &[("tfe.hcl", &without(&["keys/archivist"]))]);
    let args = ["check", "--baseline", "known.json", "tfe.hcl"];
    let lost = "error[transit-key-read-missing]";
    for _ in 0..2 {
        let (code, out, _) = run_in(&folder, &args, "");
        assert!(code == 1 && out.contains(lost), "{out}");
    }
    assert!(!fs::read_to_string(folder.join("known.json")).unwrap().contains("key-read-missing"));
}

const ONE: &str = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_A_ONE: a\n";

#[test]
fn of_several_with_one_cause_only_the_new_one_is_new() {
    let folder = files("baseline-joined", &[("g.yaml", ONE)]);
    let check = || {
        let args = ["check", "--baseline", "known.json", "--fail-on", "info", "g.yaml"];
        run_in(&folder, &args, "")
    };
    let known = || fs::read_to_string(folder.join("known.json")).unwrap();
    assert_eq!(check().0, 0);
    assert!(known().contains("TFE_A_ONE"), "{}", known());
    fs::write(folder.join("g.yaml"), format!("{ONE}    TFE_B_TWO: b\n")).unwrap();
    let (code, out, _) = check();
    assert_eq!(code, 1);
    assert!(out.contains("TFE_B_TWO") && !out.contains("TFE_A_ONE"), "{out}");
    assert!(!out.contains("times") && out.contains("g.yaml:5:"), "{out}");
    assert!(known().contains("TFE_A_ONE") && !known().contains("TFE_B_TWO"), "{}", known());
    // Both are known, joined or not; one goes, one stays.
    fs::remove_file(folder.join("known.json")).unwrap();
    assert_eq!((check().0, check().0), (0, 0));
    fs::write(folder.join("g.yaml"), ONE).unwrap();
    let (code, out, _) = check();
    assert!(code == 0 && out.contains("1 finding is gone and no longer in it."), "{out}");
    assert!(!known().contains("TFE_B_TWO"), "{}", known());
}

#[test]
fn more_known_ones_than_a_report_lists_do_not_hide_a_new_one() {
    let rule = |i: usize| format!("path \"kv/{i}\" {{ capabilities = [] }}\n");
    let many: String = (0..1500).map(rule).collect();
    let folder = files("baseline-many", &[("a.hcl", &many)]);
    let check = || run_in(&folder, &["check", "-q", "--baseline", "known.json", "a.hcl"], "");
    assert_eq!(check().0, 0);
    assert_eq!(check().0, 0);
    let new = format!("{many}path \"kv/x\" {{ capabilities = [\"raed\"] }}\n");
    fs::write(folder.join("a.hcl"), new).unwrap();
    let (code, out, _) = check();
    assert!(code == 1 && out.contains("`raed`"), "{out}");
}

#[test]
fn what_was_found_in_a_deleted_file_drops_out() {
    let folder = files("baseline-deleted", &[("a.hcl", BAD), ("b.hcl", BAD)]);
    let check = |what: &str| {
        let (code, out, _) = run_in(&folder, &["check", "--baseline", "known.json", what], "");
        let known = fs::read_to_string(folder.join("known.json")).unwrap();
        (code, out.contains("1 finding is gone"), known.contains("a.hcl"))
    };
    assert_eq!(check("."), (0, false, true));
    fs::remove_file(folder.join("a.hcl")).unwrap();
    assert_eq!(check("b.hcl"), (0, false, true), "nobody looked for it");
    assert_eq!(check("."), (0, true, false));
}
