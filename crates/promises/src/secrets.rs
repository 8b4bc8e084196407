use serde_json::Value;
use tfe_check::{Document, Options, check, view};

use crate::Kept;

/// No report of a text, in any format, and nothing that the page shows of it has a word in it that was planted
/// as a secret. Fixed texts and edits are the user's own file.
///
/// # Errors
/// The output that has it.
pub fn no_output_shows(text: &str, secret: &str) -> Kept {
    let document = Document::new("untitled", text);
    let mut report = check(std::slice::from_ref(&document), &Options::default());
    for document in &mut report.documents {
        document.fixed = None;
        document.findings.iter_mut().flat_map(|f| &mut f.fixes).for_each(|fix| fix.edits.clear());
    }
    let shown = view(&document, &Options::default());
    let json = |value: Result<Value, serde_json::Error>| value.unwrap_or_default().to_string();
    let sarif = formats::sarif(std::slice::from_ref(&document), &report, |_| None);
    let outputs = [
        ("the JSON", json(serde_json::to_value(&report))),
        ("the Markdown", formats::markdown(&report, "")),
        ("the SARIF", sarif.to_string()),
        ("the view", json(serde_json::to_value(shown))),
    ];
    match outputs.iter().find(|(_, output)| output.contains(secret)) {
        Some((name, _)) => Err(format!("{name} shows the secret")),
        None => Ok(()),
    }
}
