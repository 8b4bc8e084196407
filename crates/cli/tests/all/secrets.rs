//! Secrets are never shown: in no format, and not in what goes to standard error.

#[path = "../../../tfe-check/tests/all/canaries/mod.rs"]
mod canaries;

use std::fs;

use canaries::{Planted, planted};
use serde_json::Value;

use crate::support::{files, run_in};

/// Takes out what is the user's own text: fixed texts, and what edits insert.
fn without_own(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_own),
        Value::Object(map) => {
            for own in ["fixed", "insert", "insertedContent"] {
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

const CALLS: [&[&str]; 7] = [
    &["check", "--format", "text"],
    &["check", "--format", "json"],
    &["check", "--format", "sarif"],
    &["check", "--format", "github"],
    &["check", "--format", "markdown"],
    &["explain", "--format", "text"],
    &["explain", "--format", "json"],
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
