//! What is said of one text.

use serde_json::{Value, json};
use text::{MASK, Masker};
use tfe_check::report::DocumentReport;
use tfe_check::view::View;
use tfe_check::{Document, Options, Versions, explain_overrides, is_secret_name, secrets_of};
use vault_policy::VaultLine;

/// A text with all that is said of it.
pub struct Explained {
    /// The text.
    pub document: Document,
    /// The versions that are named for it.
    pub options: Options,
    /// What was found in it.
    pub found: DocumentReport,
    /// What the page shows of it.
    pub view: View,
}

impl Explained {
    /// The same as JSON.
    pub fn json(&self) -> Value {
        let mut said = match self.found.kind {
            _ if self.is_rendered() => self.overrides_json(),
            Some(_) if !self.is_policy() => self.run_json(),
            _ => self.policy_json(),
        };
        mask(&mut said, &secrets_of(&self.document));
        said
    }

    /// The chart is rendered with it.
    pub fn is_rendered(&self) -> bool {
        self.found.kind.is_some_and(|kind| kind.charts)
    }

    /// Vault reads it.
    pub fn is_policy(&self) -> bool {
        self.found.kind.is_none_or(|kind| kind.profiles)
    }

    /// What is known of any other kind.
    fn run_json(&self) -> Value {
        json!({
            "name": self.found.name,
            "verdict": self.view.verdict,
            "run": self.view.run,
            "policy": self.view.policy,
        })
    }

    /// The versions that it is read for.
    pub fn versions(&self) -> Versions {
        self.options.versions(std::slice::from_ref(&self.document))
    }

    fn policy_json(&self) -> Value {
        let (versions, read) = (self.versions(), vault_policy::parse(&self.document.text));
        let line = versions.vault_line();
        json!({
            "name": self.found.name,
            "profile": self.found.profile,
            "versions": versions,
            "accepted": self.found.accepted,
            "error": rejection(&read, line),
            "parsed": read.policy(line).map(|p| p.to_json()),
            "verdict": self.view.verdict,
            "access": self.view.access,
        })
    }

    /// The rendering as JSON.
    pub fn rendered(&self) -> Value {
        let rendered = explain_overrides(&self.document.text, &self.versions());
        // Its maps have texts as keys, so that this never fails.
        serde_json::to_value(rendered).unwrap_or_default()
    }

    fn overrides_json(&self) -> Value {
        json!({
            "name": self.found.name,
            "versions": self.versions(),
            "verdict": self.view.verdict,
            "rendered": self.rendered(),
            "start": self.view.start,
            "settings": self.view.settings,
            "settings_after_fixes": self.view.settings_after_fixes,
        })
    }
}

/// Puts dots over the secrets in a JSON value, in names too; over all of what has a secret's name.
fn mask(value: &mut Value, secrets: &Masker) {
    match value {
        Value::String(text) => *text = secrets.mask_own(text),
        Value::Array(items) => items.iter_mut().for_each(|v| mask(v, secrets)),
        Value::Object(map) => {
            for (name, mut value) in std::mem::take(map) {
                let text = value.is_string() || value.is_number();
                if text && name.starts_with("TFE_") && is_secret_name(&name) {
                    value = Value::from(MASK);
                }
                mask(&mut value, secrets);
                map.insert(secrets.mask_own(&name), value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Why Vault refuses the text, in one sentence with its place.
pub fn rejection(read: &vault_policy::Document, line: VaultLine) -> Option<String> {
    read.first_problem(line).map(tfe_check::refusal)
}
