use answers::Asked;
use serde_json::Value;
use tfe_check::upgrade::upgrade;
use tfe_check::{Document, Options, Versions, check, view};

use crate::Kept;

/// [`nothing_said_shows`] of a text with no name.
///
/// # Errors
/// The output that has it.
pub fn no_output_shows(text: &str, secret: &str) -> Kept {
    nothing_said_shows(&Document::new("untitled", text), secret)
}

/// No report of a text, in any format, no answer about it, and nothing that the page shows of it has a word in it
/// that was planted as a secret. Fixed texts and edits are the user's own file.
///
/// # Errors
/// The output that has it.
pub fn nothing_said_shows(document: &Document, secret: &str) -> Kept {
    let outputs = reports(document).into_iter().chain(answers_about(document));
    match outputs.into_iter().find(|(_, output)| output.contains(secret)) {
        Some((name, output)) => {
            let line = output.lines().find(|line| line.contains(secret)).unwrap_or_default();
            Err(format!("{name} shows the secret: {line}"))
        }
        None => Ok(()),
    }
}

/// An output and what it is called.
type Output = (&'static str, String);

fn reports(document: &Document) -> Vec<Output> {
    let mut report = check(std::slice::from_ref(document), &Options::default());
    for document in &mut report.documents {
        document.fixed = None;
        document.findings.iter_mut().flat_map(|f| &mut f.fixes).for_each(|fix| fix.edits.clear());
    }
    let shown = view(document, &Options::default());
    let sarif = formats::sarif(std::slice::from_ref(document), &report, |_| None);
    vec![
        ("the JSON", json(serde_json::to_value(&report))),
        ("the Markdown", formats::markdown(&report, Some(""))),
        ("the SARIF", sarif.to_string()),
        ("the view", json(serde_json::to_value(shown))),
    ]
}

/// What the other commands say: those that explain, those that compare releases, those that ask for access.
fn answers_about(document: &Document) -> Vec<Output> {
    let options = Options::default();
    let now = options.versions(&[]);
    let old = Versions { tfe: "v202309-1".to_owned(), chart: "1.3.0".to_owned(), ..now.clone() };
    let mut changes = upgrade(std::slice::from_ref(document), &old, &now);
    changes.changes.iter_mut().flat_map(|c| &mut c.fixes).for_each(|fix| fix.edits.clear());
    let explained = answers::explain(document, &options);
    let explained = explained.map_or_else(|why| why, |explained| explained.json().to_string());
    let mut said =
        vec![("what changes", json(serde_json::to_value(changes))), ("the explanation", explained)];
    said.extend(access(document, now.vault_line()));
    said
}

/// Whether the paths of a policy, whatever is in them, may be read.
fn access(document: &Document, line: vault_policy::VaultLine) -> Vec<Output> {
    let policy = vault_policy::parse(&document.text);
    let paths = policy.rules.iter().map(|rule| rule.path.value.as_str()).chain(["sys/mounts"]);
    let mut said = Vec::new();
    for path in paths {
        let asked = Asked { operation: "read", path, ..Asked::default() };
        said.push(match answers::can(&asked, std::slice::from_ref(document), line) {
            Err(why) => ("why there is no answer", why),
            Ok(answer) => ("the answer", format!("{}\n{answer:?}", answer.json)),
        });
    }
    said
}

fn json(value: Result<Value, serde_json::Error>) -> String {
    value.unwrap_or_default().to_string()
}
