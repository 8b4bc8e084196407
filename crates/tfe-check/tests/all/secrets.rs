//! Secrets are never shown: not in a report, not in a view, however they are written.

use crate::canaries::{Planted, planted};

use serde_json::Value;
use tfe_check::{Document, Options, check, view};

/// Everything that is said of a text. What is fixed is the user's own text.
fn said(planted: &Planted) -> String {
    let document = Document::new(planted.name, planted.text.as_str());
    let options = Options::default();
    let mut report = check(std::slice::from_ref(&document), &options);
    for document in &mut report.documents {
        document.fixed = None;
        let fixes = document.findings.iter_mut().flat_map(|f| &mut f.fixes);
        fixes.for_each(|fix| fix.edits.clear());
    }
    let view = view(&document, &options);
    let values = [serde_json::to_value(report).unwrap(), serde_json::to_value(view).unwrap()];
    values.iter().map(words).collect()
}

/// The texts of a value, a line each.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text}\n"),
        Value::Array(items) => items.iter().map(words).collect(),
        Value::Object(map) => map.iter().map(|(k, v)| format!("{k}: {}", words(v))).collect(),
        _ => format!("{value}\n"),
    }
}

fn leaks(planted: &Planted, said: &str) -> Option<String> {
    let core = planted.cores.iter().find(|core| said.contains(core.as_str()))?;
    let line = said.lines().find(|line| line.contains(core.as_str())).unwrap_or("");
    Some(format!("{core} in {line}\n{}", planted.text))
}

#[test]
fn no_report_and_no_view_shows_a_secret() {
    let texts: Vec<Planted> = (1..=3).flat_map(planted).collect();
    assert!(texts.len() > 1000, "{}", texts.len());
    let shown: Vec<String> = texts.iter().filter_map(|one| leaks(one, &said(one))).collect();
    assert!(shown.is_empty(), "{} leaks:\n{}", shown.len(), shown.join("\n---\n"));
}

/// What other commands and editors say, which is much more for each text: so fewer texts.
#[test]
fn no_answer_and_no_editor_shows_a_secret() {
    let texts: Vec<Planted> = planted(4).into_iter().step_by(3).collect();
    assert!(texts.len() > 150, "{}", texts.len());
    let mut shown = Vec::new();
    for one in &texts {
        let document = Document::new(one.name, one.text.as_str());
        for core in &one.cores {
            let said = promises::nothing_said_shows(&document, core);
            let sent = promises::no_editor_shows(&document, core);
            shown.extend([said, sent].into_iter().filter_map(Result::err));
        }
    }
    assert!(shown.is_empty(), "{} leaks:\n{}", shown.len(), shown.join("\n---\n"));
}
