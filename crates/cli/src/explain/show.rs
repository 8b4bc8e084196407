//! What is printed of a policy or of values.

use std::io::{self, Write};

use serde_json::{Value, json};
use text::Masker;
use tfe_check::report::DocumentReport;
use tfe_check::view::{Setting, State, View};
use tfe_check::{Document, Kind, Options, Profile, Versions, explain_overrides, secrets};
use vault_policy::{PatternKind, VaultLine};

use crate::args::Format;

/// A document with all that is said of it.
pub(super) struct Explained<'a> {
    pub document: &'a Document,
    pub options: &'a Options,
    pub found: &'a DocumentReport,
    pub view: View,
}

impl Explained<'_> {
    pub(super) fn write(&self, out: &mut impl Write, format: Format) -> io::Result<()> {
        if format == Format::Text {
            return self.write_text(out);
        }
        serde_json::to_writer_pretty(&mut *out, &self.json()?)?;
        writeln!(out)
    }

    pub(super) fn write_text(&self, out: &mut impl Write) -> io::Result<()> {
        match self.found.kind {
            Some(Kind::HelmOverrides) => self.overrides_text(out),
            Some(Kind::VaultPolicy | Kind::Terraform | Kind::Script) | None => {
                self.policy_text(out)
            }
        }
    }

    pub(super) fn json(&self) -> io::Result<Value> {
        match self.found.kind {
            Some(Kind::HelmOverrides) => self.overrides_json(),
            Some(Kind::VaultPolicy | Kind::Terraform | Kind::Script) | None => {
                Ok(self.policy_json())
            }
        }
    }

    fn versions(&self) -> Versions {
        self.options.versions(std::slice::from_ref(self.document))
    }

    fn policy_json(&self) -> Value {
        let (versions, read) = (self.versions(), vault_policy::parse(&self.document.text));
        let line = versions.vault_line();
        json!({
            "name": self.found.name,
            "profile": self.found.profile,
            "versions": versions,
            "accepted": self.found.accepted,
            "error": error(&read, line),
            "parsed": read.policy(line).map(|p| p.to_json()),
            "verdict": self.view.verdict,
            "access": self.view.access,
        })
    }

    fn policy_text(&self, out: &mut impl Write) -> io::Result<()> {
        let (versions, read) = (self.versions(), vault_policy::parse(&self.document.text));
        writeln!(out, "{}", self.view.verdict)?;
        if let Some(error) = error(&read, versions.vault_line()) {
            writeln!(out, "{error}")?;
            writeln!(
                out,
                "\nUntil that is put right it grants nothing; what follows is without it."
            )?;
        }
        rules(out, &read.as_read())?;
        access(out, &self.view, self.found.profile, &versions)
    }

    /// The rendering as JSON, secrets masked.
    fn rendered(&self) -> io::Result<(Value, Masker)> {
        let rendered = explain_overrides(&self.document.text, &self.versions());
        let secrets = secrets(self.document, self.options);
        let mut rendered = serde_json::to_value(rendered)?;
        mask(&mut rendered, &secrets);
        Ok((rendered, secrets))
    }

    fn overrides_json(&self) -> io::Result<Value> {
        Ok(json!({
            "name": self.found.name,
            "versions": self.versions(),
            "verdict": self.view.verdict,
            "rendered": self.rendered()?.0,
            "start": self.view.start,
            "settings": self.view.settings,
            "settings_after_fixes": self.view.settings_after_fixes,
        }))
    }

    fn overrides_text(&self, out: &mut impl Write) -> io::Result<()> {
        let (rendered, secrets) = self.rendered()?;
        writeln!(out, "{}", self.view.verdict)?;
        for outcome in &self.view.outcomes {
            writeln!(out, "  {:<24} {}", outcome.name, word(outcome.state))?;
        }
        start(out, &self.view)?;
        if let Some(error) = rendered["error"].as_str().filter(|e| !e.is_empty()) {
            writeln!(out, "\nHelm: {error}")?;
        }
        for (name, key) in [
            ("Image", "image"),
            ("Replicas", "replicas"),
            ("Service account", "service_account"),
            ("Pod security", "pod_security_context"),
            ("Container security", "container_security_context"),
        ] {
            if !rendered[key].is_null() {
                writeln!(out, "  {name:<24} {}", secrets.mask(&rendered[key].to_string()))?;
            }
        }
        settings(out, &self.view)
    }
}

/// Puts dots over the secrets in every text of a JSON value.
fn mask(value: &mut Value, secrets: &Masker) {
    match value {
        Value::String(text) => *text = secrets.mask(text),
        Value::Array(items) => items.iter_mut().for_each(|v| mask(v, secrets)),
        Value::Object(map) => map.values_mut().for_each(|v| mask(v, secrets)),
        _ => {}
    }
}

fn word(state: State) -> &'static str {
    match state {
        State::Works => "works",
        State::Fails => "FAILS",
        State::MayFail => "may fail",
        State::NotJudged => "cannot be told from this file",
    }
}

/// TFE's own startup checks.
fn start(out: &mut impl Write, view: &View) -> io::Result<()> {
    let Some(start) = &view.start else { return Ok(()) };
    let answer = match start.state {
        State::Works => "yes",
        State::Fails => "no",
        State::MayFail => "perhaps not",
        State::NotJudged => "cannot be told from this file",
    };
    writeln!(out, "\nWould TFE start? {answer}: {}", start.why)?;
    for check in &start.checks {
        let state = match check.state {
            State::Works => "passes",
            state => word(state),
        };
        let place = check.finding.as_ref().map(|(rule, line)| format!(" (line {line}: {rule})"));
        writeln!(out, "  {:<20} {state:<30} {}{}", check.id, check.why, place.unwrap_or_default())?;
    }
    Ok(())
}

fn settings(out: &mut impl Write, view: &View) -> io::Result<()> {
    let when = if view.settings_after_fixes { " after the safe fixes" } else { "" };
    writeln!(out, "\nThe settings that TFE gets{when}:")?;
    for setting in &view.settings {
        let line = setting.line.map(|l| format!(", line {l}")).unwrap_or_default();
        let changed = if setting.changed { " (not as written)" } else { "" };
        let Setting { name, value, from, .. } = setting;
        writeln!(out, "  {name}={value}{changed}\n      {from}{line}")?;
    }
    Ok(())
}

/// Why Vault refuses the text, in one sentence with its place.
pub(super) fn error(read: &vault_policy::Document, line: VaultLine) -> Option<String> {
    read.first_problem(line).map(tfe_check::refusal)
}

fn rules(out: &mut impl Write, policy: &vault_policy::Policy) -> io::Result<()> {
    writeln!(out, "\nThe policy as Vault reads it:")?;
    for rule in &policy.rules {
        let star = if rule.pattern.kind == PatternKind::Prefix { "*" } else { "" };
        let words: Vec<&str> = rule.capabilities.iter().map(|c| c.word()).collect();
        let granted = if words.is_empty() { "nothing".to_owned() } else { words.join(", ") };
        writeln!(out, "  {:<44} {granted}", format!("{}{star}", rule.pattern.text))?;
    }
    Ok(())
}

fn access(
    out: &mut impl Write,
    view: &View,
    profile: Option<Profile>,
    versions: &Versions,
) -> io::Result<()> {
    if view.access.is_empty() {
        let profile = profile.map_or("none", Profile::name);
        return writeln!(out, "\nProfile {profile}: no calls are asked of it.");
    }
    match profile {
        Some(Profile::RaftSnapshot) => writeln!(out, "\nWhat a snapshot agent does with Vault:")?,
        Some(Profile::DynamicCredentials) => {
            writeln!(out, "\nWhat a run with dynamic credentials does with Vault:")?;
        }
        _ => writeln!(out, "\nWhat TFE {} does with Vault:", versions.tfe)?,
    }
    for group in &view.access {
        writeln!(out, "  {}", group.name)?;
        for row in &group.rows {
            let mark = if row.allowed { "allowed" } else { "DENIED " };
            let rule = match (&row.rule, row.line) {
                (Some(rule), Some(line)) => format!("line {line}: {rule}"),
                _ if row.allowed => "no policy is asked".to_owned(),
                _ => "no rule matches".to_owned(),
            };
            let call = format!("{} {}", row.operation, row.path);
            writeln!(out, "    {mark} {call:<52} {rule}")?;
            if !row.allowed {
                writeln!(out, "            {}", row.consequence)?;
            }
        }
    }
    Ok(())
}
