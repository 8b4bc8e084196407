//! Secrets are never shown: in no format, and not in what goes to standard error.

#[path = "../../../tfe-check/tests/all/canaries/mod.rs"]
mod canaries;

use std::fs;

use canaries::{Planted, planted};
use serde_json::Value;

use crate::support::{files, run, run_in};

/// Takes out what is the user's own text: fixed texts, and what edits insert. A SARIF log has none.
fn without_own(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_own),
        Value::Object(map) => {
            for own in ["fixed", "insert"] {
                map.remove(own);
            }
            map.values_mut().for_each(without_own);
        }
        _ => {}
    }
}

/// All texts of a value; what is no JSON stays as it is.
fn said(out: &str) -> String {
    let Ok(mut value) = serde_json::from_str::<Value>(out) else { return out.to_owned() };
    without_own(&mut value);
    value.to_string()
}

const CALLS: [&[&str]; 10] = [
    &["check", "--format", "text"],
    &["check", "--format", "json"],
    &["check", "--format", "sarif"],
    &["check", "--format", "gitlab"],
    &["check", "--format", "github"],
    &["check", "--format", "markdown"],
    &["explain", "--format", "text"],
    &["explain", "--format", "json"],
    &["can", "--format", "text", "read", "sys/mounts", "--policy"],
    &["can", "--format", "json", "update", "auth/token/create", "--policy"],
];

#[test]
fn no_format_shows_a_secret() {
    let folder = files("secrets", &[]);
    let texts: Vec<Planted> = planted(7).into_iter().step_by(5).collect();
    assert!(texts.len() > 50, "{}", texts.len());
    let mut shown = Vec::new();
    for one in &texts {
        fs::write(folder.join(one.name), &one.text).unwrap();
        for call in CALLS {
            let args: Vec<&str> = call.iter().copied().chain([one.name]).collect();
            let (_, out, messages) = run_in(&folder, &args, "");
            tell(one, &format!("{} {messages}", said(&out)), call, &mut shown);
        }
        let (_, _, messages) = run_in(&folder, &["check", "--fix=all", "-"], &one.text);
        tell(one, &messages, &["--fix"], &mut shown);
    }
    assert!(shown.is_empty(), "{} leaks:\n{}", shown.len(), shown.join("\n---\n"));
}

fn tell(one: &Planted, said: &str, call: &[&str], shown: &mut Vec<String>) {
    for core in one.cores.iter().filter(|core| said.contains(core.as_str())) {
        let line = said.lines().find(|line| line.contains(core.as_str())).unwrap_or("");
        let line: String = line.chars().take(300).collect();
        shown.push(format!("{call:?}: {core} in {line}\n{}", one.text));
    }
}

#[test]
fn a_question_with_a_token_in_it_is_answered_without_it() {
    let policy = "path \"auth/token/lookup/*\" { capabilities = [\"read\"] }\n\
        path \"auth/token/lookup/hvs.CAESIq1w2e3r4t5\" { capabilities = [\"deny\"] }\n";
    let path = "auth/token/lookup/hvs.CAESIq1w2e3r4t5";
    for format in ["text", "json"] {
        let (code, out, messages) = run(&["can", "--format", format, "read", path], policy);
        assert_eq!(code, 1, "{messages}");
        assert!(!format!("{out}{messages}").contains("q1w2e3r4t5"), "{out}{messages}");
        assert!(out.contains("auth/token/lookup/") && out.contains('•'), "{out}");
    }
    let (code, _, messages) = run(&["can", "read", "a", "--param", "q1w2e3r4t5"], policy);
    assert!(code == 2 && !messages.contains("q1w2e3r4t5"), "{messages}");
    let row = serde_json::json!({ "id": 1, "path": "a", "operation": "read",
        "policies": ["path \"a\" { q1w2e3r4t5 = 1 }"] });
    let (_, out, _) = run(&["can", "--batch"], &format!("{row}\n"));
    assert!(out.contains("error") && !out.contains("q1w2e3r4t5"), "{out}");
    let row =
        serde_json::json!({ "id": 1, "path": path, "operation": "read", "policies": [policy] });
    let (_, out, _) = run(&["can", "--batch"], &format!("{row}\n"));
    assert!(out.contains("auth/token/lookup/•") && !out.contains("q1w2e3r4t5"), "{out}");
}

#[test]
fn what_is_wrong_with_a_question_is_said_without_its_secrets() {
    let policy = "path \"a\" { capabilities = [\"read\"] }\n";
    let token = "hvs.CAESIq1w2e3r4t5y6u7i8o9p0";
    let questions: [&[&str]; 3] = [
        &["can", "read", "https://admin:q1w2e3r4t5@vault.example.com"],
        &["can", token, "sys/mounts"],
        &["can", "read", "sys/mounts", "--wrap-ttl", token],
    ];
    for question in questions {
        let (code, out, messages) = run(question, policy);
        assert!(code == 2 && !messages.is_empty(), "{question:?}: {out}{messages}");
        assert!(!format!("{out}{messages}").contains("q1w2e3r4t5"), "{messages}");
    }
}

#[test]
fn a_token_in_the_wrong_argument_or_setting_is_not_repeated() {
    let (policy, token) =
        ("path \"a\" { capabilities = [\"read\"] }\n", "hvs.CAESIq1w2e3r4t5y6u7i8o9p0");
    let arguments: [&[&str]; 3] = [
        &["check", "--tfe", token, "-"],
        &["check", "--fail-on", token, "-"],
        &["upgrade", "--from", token, "--to", "2.0", "-"],
    ];
    for words in arguments {
        let (code, out, messages) = run(words, policy);
        assert!(code == 2 && messages.contains('•'), "{words:?}: {out}{messages}");
        assert!(!format!("{out}{messages}").contains("q1w2e3r4t5"), "{messages}");
    }
    let settings = [
        format!("[versions]\nvault = \"{token}\"\n"),
        format!("[versions]\ntoken = \"{token}\"\n"),
        format!("profile = \"{token}\"\n"),
        format!("[[ignore]]\nrules = [\"{token}\"]\nreason = \"x\"\n"),
        format!("exclude = [\"{token}\n"),
        format!("[[group]]\nfiles = []\n[group.versions]\nchart = \"{token}\"\n"),
    ];
    for text in settings {
        let folder = files("misplaced-tokens", &[("tfe-check.toml", &text)]);
        let (code, out, messages) = run_in(&folder, &["check", "-"], policy);
        assert!(code == 2 && !messages.is_empty(), "{text}: {out}{messages}");
        assert!(!format!("{out}{messages}").contains("q1w2e3r4t5"), "{text}: {messages}");
    }
}
