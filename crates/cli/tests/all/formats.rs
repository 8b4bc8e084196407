//! The forms of a report, and where each output goes.

use crate::support;

use std::fs;

use serde_json::{Value, json};
use support::{files, run, run_in, without};

const VALUES: &str = "env:\n  secrets:\n    TFE_LICENSE: hunter2hunter2\n  variables:\n    # ä tfe-check: ignore number-rewritten it is a test\n    TFE_CAPACITY_MEMORY: 1048576\n    TFE_DATABASE_PASSWORD: hunter2hunter2\n";

fn text() -> String {
    without(&["backup/atlas"]).replacen("\"update\"]", "\"upadte\"]", 1)
}

fn sarif(names: &[&str], folder: &std::path::Path) -> Value {
    let args: Vec<&str> = ["check", "--format", "sarif"].iter().chain(names).copied().collect();
    serde_json::from_str(&run_in(folder, &args, "").1).unwrap()
}

#[test]
fn sarif_has_what_its_schema_requires() {
    let (policy, name) = (text(), "a b#1.hcl");
    let folder = files("sarif", &[(name, &policy), ("values.yaml", VALUES)]);
    let log = sarif(&[name, "values.yaml"], &folder);
    assert_eq!((&log["version"], log["runs"].as_array().unwrap().len()), (&json!("2.1.0"), 1));
    assert!(log["$schema"].as_str().unwrap().contains("sarif-2.1.0"));
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "tfe-check");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["artifacts"][0]["location"]["uri"], "a%20b%231.hcl");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for member in
            ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"]
        {
            let text = rule.pointer(member).and_then(Value::as_str).unwrap();
            assert!(text.len() > 8, "{member} of {rule}");
        }
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level));
    }
    let texts = [policy.as_str(), VALUES];
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 3);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let physical = &result["locations"][0]["physicalLocation"];
        let file =
            usize::try_from(physical["artifactLocation"]["index"].as_u64().unwrap()).unwrap();
        region(texts[file], &physical["region"]);
        for fix in result["fixes"].as_array().into_iter().flatten() {
            assert!(fix["description"]["text"].is_string());
            let change = &fix["artifactChanges"][0];
            assert_eq!(change["artifactLocation"]["index"], file);
            for replacement in change["replacements"].as_array().unwrap() {
                region(texts[file], &replacement["deletedRegion"]);
                assert!(replacement["insertedContent"]["text"].is_string());
            }
        }
    }
    let ignored = results.iter().find(|r| r["ruleId"] == "number-rewritten").unwrap();
    assert_eq!(
        ignored["suppressions"],
        json!([{ "kind": "inSource", "justification": "it is a test" }])
    );
}

/// Lines, columns and bytes of a region name the same place.
fn region(text: &str, region: &Value) {
    let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
    let offset = |line: usize, column: usize| {
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let rest = &text[start..];
        start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at)
    };
    let start = number("byteOffset");
    assert_eq!(offset(number("startLine"), number("startColumn")), start);
    assert_eq!(offset(number("endLine"), number("endColumn")), start + number("byteLength"));
}

#[test]
fn sarif_fixes_give_the_fixed_text() {
    let folder = files("sarif-fix", &[("tfe.hcl", &text())]);
    let log = sarif(&["tfe.hcl"], &folder);
    let typo = log["runs"][0]["results"].as_array().unwrap();
    let typo = typo.iter().find(|r| r["ruleId"] == "unknown-capability").unwrap();
    let replacement = &typo["fixes"][0]["artifactChanges"][0]["replacements"][0];
    let at =
        |name: &str| usize::try_from(replacement["deletedRegion"][name].as_u64().unwrap()).unwrap();
    let mut fixed = text();
    let insert = replacement["insertedContent"]["text"].as_str().unwrap();
    fixed.replace_range(at("byteOffset")..at("byteOffset") + at("byteLength"), insert);
    assert_eq!(fixed, without(&["backup/atlas"]));
}

#[test]
fn github_commands_stand_on_one_line_each() {
    let folder = files("github", &[("a,b.hcl", &text()), ("values.yaml", VALUES)]);
    let (code, out, _) =
        run_in(&folder, &["check", "--format", "github", "a,b.hcl", "values.yaml"], "");
    assert_eq!(code, 1);
    let first = out.lines().next().unwrap();
    assert_eq!(
        first,
        "::error file=a%2Cb.hcl,line=1,col=53,endLine=1,endColumn=61,title=unknown-capability::`upadte` is not a capability.%0AVault rejects the whole policy: `vault policy write` fails.%0AWrite \"update\"."
    );
    let (last, commands) =
        out.lines().collect::<Vec<_>>().split_last().map(|(l, c)| (*l, c.to_vec())).unwrap();
    assert!(
        commands.iter().all(|c| c.starts_with("::error ")
            || c.starts_with("::warning ")
            || c.starts_with("::notice ")),
        "{out}"
    );
    assert!(last.contains(", 1 ignored."), "{last}");
    assert!(!out.contains("number-rewritten") && !out.contains("hunter2"), "{out}");
}

#[test]
fn markdown_is_for_a_ticket() {
    let folder = files("markdown", &[("tfe_a.hcl", &text()), ("values.yaml", VALUES)]);
    let (code, out, _) =
        run_in(&folder, &["check", "--format", "markdown", "tfe_a.hcl", "values.yaml"], "");
    assert_eq!(code, 1);
    assert!(out.starts_with("# tfe-check\n\n"), "{out}");
    assert!(
        out.contains(
            "\n## tfe\\_a.hcl\n\nvault-policy, profile tfe-external-vault, **rejected**\n"
        ),
        "{out}"
    );
    assert!(out.contains("- **error** line 1, column 53: `upadte` is not a capability. (`unknown-capability`)\n  - Why: "), "{out}");
    assert!(out.contains("- ignored: `number-rewritten`, line 6: it is a test\n"), "{out}");
    assert!(!out.contains("hunter2"), "{out}");
}

#[test]
fn a_filter_passes_the_text_on_and_reports_next_to_it() {
    let bad = text();
    let (code, out, message) = run(&["check", "--fix", "--format", "json", "-"], &bad);
    assert_eq!(code, 0);
    assert!(out.contains("transit/backup/atlas_*") && !out.contains("upadte"), "{out}");
    let report: Value = serde_json::from_str(&message).unwrap();
    assert_eq!(report["summary"]["error"], 0);
    let good = "path \"kv/a\" {\r\n  capabilities = [\"read\"] # \u{1b}[1m\r\n}\r\n";
    assert_eq!(run(&["check", "--fix", "-"], good).1, good, "byte for byte, escapes too");
    let (_, out, message) = run(&["check", "--diff", "--format", "json", "-"], &bad);
    assert!(out.starts_with("--- a/stdin\n"), "{out}");
    assert!(serde_json::from_str::<Value>(&message).is_ok(), "{message}");
}

#[test]
fn reports_on_a_file_go_to_standard_output() {
    for format in ["json", "sarif"] {
        let folder = files("stdout", &[("tfe.hcl", &text())]);
        let args = ["check", "--fix", "--format", format, "tfe.hcl"];
        let (code, out, message) = run_in(&folder, &args, "");
        assert_eq!((code, message.as_str()), (0, ""));
        assert!(serde_json::from_str::<Value>(&out).is_ok(), "{out}");
        assert!(fs::read_to_string(folder.join("tfe.hcl")).unwrap().contains("backup/atlas"));
    }
}

#[test]
fn gitlab_gets_what_its_merge_requests_show() {
    let folder = files("gitlab", &[("tfe.hcl", &text()), ("values.yaml", VALUES)]);
    let args = ["check", "--format", "gitlab", "./tfe.hcl", "values.yaml"];
    let (code, out, _) = run_in(&folder, &args, "");
    assert_eq!(code, 1);
    let entries: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert!(entries.len() > 3);
    for entry in &entries {
        for member in ["description", "check_name", "fingerprint"] {
            assert!(!entry[member].as_str().unwrap().is_empty(), "{member} of {entry}");
        }
        let severity = entry["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{entry}");
        let path = entry["location"]["path"].as_str().unwrap();
        assert!(["tfe.hcl", "values.yaml"].contains(&path), "{entry}");
        let line = |end: &str| entry["location"]["positions"][end]["line"].as_u64().unwrap();
        assert!(0 < line("begin") && line("begin") <= line("end"), "{entry}");
    }
    let mut known: Vec<&str> =
        entries.iter().map(|entry| entry["fingerprint"].as_str().unwrap()).collect();
    known.sort_unstable();
    known.dedup();
    assert_eq!(known.len(), entries.len(), "each finding has its own fingerprint");
    assert!(!out.contains("number-rewritten"), "what the file ignores does not count");
    let typo = entries.iter().find(|e| e["check_name"] == "unknown-capability").unwrap();
    let line = text().lines().position(|l| l.contains("upadte")).unwrap() + 1;
    assert_eq!(typo["location"]["positions"]["begin"]["line"], line);
    // A line more at the top changes no fingerprint.
    std::fs::write(folder.join("tfe.hcl"), format!("# a line\n{}", text())).unwrap();
    let moved: Vec<Value> = serde_json::from_str(&run_in(&folder, &args, "").1).unwrap();
    let same = entries.iter().zip(&moved).all(|(a, b)| a["fingerprint"] == b["fingerprint"]);
    assert!(same && entries.len() == moved.len());
}

#[test]
fn a_report_takes_the_place_of_nothing_that_is_read() {
    let policy = text();
    let all = [("tfe.hcl", policy.as_str()), ("tfe-check.toml", ""), ("own.toml", "")];
    let folder = files("formats-target", &all);
    let check = |args: &[&str]| run_in(&folder, &[&["check"], args].concat(), "");
    for args in [
        &["-o", "tfe.hcl", "tfe.hcl"][..],
        &["-o", "./tfe.hcl", "."],
        &["-o", "known.json", "--baseline", "known.json", "."],
        &["-o", "tfe-check.toml", "."],
        &["-o", "own.toml", "--config", "own.toml", "."],
    ] {
        let (code, out, messages) = check(args);
        assert!(code == 2 && out.is_empty(), "{args:?}: {out}");
        assert!(messages.ends_with(" and is not overwritten\n"), "{args:?}: {messages}");
    }
    assert_eq!(fs::read_to_string(folder.join("tfe.hcl")).unwrap(), policy);
    for format in ["text", "json", "sarif", "github", "gitlab", "markdown"] {
        for _ in 0..2 {
            let (code, _, messages) = check(&["--format", format, "-o", "report.txt", "."]);
            assert_eq!((code, messages.as_str()), (1, ""), "{format}");
        }
    }
}

#[test]
fn a_quiet_report_has_no_counts() {
    let folder = files("formats-quiet", &[("tfe.hcl", &text())]);
    for format in ["text", "github", "markdown"] {
        let counts = |args: &[&str]| {
            let args = [&["check", "--format", format, "tfe.hcl"], args].concat();
            run_in(&folder, &args, "").1.contains(" warning")
        };
        assert!(counts(&[]) && !counts(&["-q"]), "{format}");
    }
}

#[test]
fn standard_input_is_read_once() {
    let (code, out, messages) = run(&["check", "-", "-"], &text());
    assert_eq!((code, messages.as_str()), (1, ""));
    assert!(!out.contains("not checked"), "{out}");
}
