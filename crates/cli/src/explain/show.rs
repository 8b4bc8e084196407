//! What is printed of a policy or of values.

use std::io::{self, Write};

use serde_json::{Value, json};
use text::{MASK, Masker};
use tfe_check::report::DocumentReport;
use tfe_check::view::{Setting, StartCheck, State, View};
use tfe_check::{
    Document, Options, Profile, Versions, explain_overrides, is_secret_name, secrets_of,
};
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

    /// Text for people, with every secret of the document masked.
    pub(super) fn write_text(&self, out: &mut impl Write) -> io::Result<()> {
        let mut said = Vec::new();
        if self.is_rendered() {
            self.overrides_text(&mut said)?;
        } else if !self.is_policy() {
            writeln!(said, "{}", self.view.verdict)?;
            run(&mut said, &self.view)?;
        } else {
            self.policy_text(&mut said)?;
        }
        let secrets = secrets_of(self.document);
        write!(out, "{}", secrets.mask_own(&String::from_utf8_lossy(&said)))
    }

    /// The same as JSON.
    pub(super) fn json(&self) -> io::Result<Value> {
        let mut said = match self.found.kind {
            _ if self.is_rendered() => self.overrides_json()?,
            Some(_) if !self.is_policy() => self.run_json(),
            _ => self.policy_json(),
        };
        mask(&mut said, &secrets_of(self.document));
        Ok(said)
    }

    /// The chart is rendered with it.
    fn is_rendered(&self) -> bool {
        self.found.kind.is_some_and(|kind| kind.charts)
    }

    /// Vault reads it.
    fn is_policy(&self) -> bool {
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
                "\nUntil this is fixed, the policy grants nothing. The rest shows it as if this were fixed."
            )?;
        }
        rules(out, &read.as_read())?;
        access(out, &self.view, self.found.profile, &versions)
    }

    /// The rendering as JSON.
    fn rendered(&self) -> io::Result<Value> {
        let rendered = explain_overrides(&self.document.text, &self.versions());
        Ok(serde_json::to_value(rendered)?)
    }

    fn overrides_json(&self) -> io::Result<Value> {
        Ok(json!({
            "name": self.found.name,
            "versions": self.versions(),
            "verdict": self.view.verdict,
            "rendered": self.rendered()?,
            "start": self.view.start,
            "settings": self.view.settings,
            "settings_after_fixes": self.view.settings_after_fixes,
        }))
    }

    fn overrides_text(&self, out: &mut impl Write) -> io::Result<()> {
        let rendered = self.rendered()?;
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
                writeln!(out, "  {name:<24} {}", rendered[key])?;
            }
        }
        settings(out, &self.view)
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

fn word(state: State) -> &'static str {
    match state {
        State::Works => "works",
        State::Fails => "FAILS",
        State::MayFail => "may fail",
        State::NotJudged => "cannot be determined from this file",
    }
}

/// TFE's own startup checks.
fn start(out: &mut impl Write, view: &View) -> io::Result<()> {
    let Some(start) = &view.start else { return Ok(()) };
    writeln!(out, "\nWould TFE start? {}: {}", answer(start.state), start.why)?;
    for check in &start.checks {
        let state = match check.state {
            State::Works => "passes",
            state => word(state),
        };
        writeln!(out, "  {:<20} {state:<30} {}{}", check.id, check.why, place(check))?;
    }
    Ok(())
}

/// What a run does, and the policy that it needs for that.
fn run(out: &mut impl Write, view: &View) -> io::Result<()> {
    if let Some(run) = &view.run {
        writeln!(out, "\nWould a run get its credentials? {}: {}", answer(run.state), run.why)?;
        for step in &run.checks {
            writeln!(
                out,
                "  {:<28} {:<8} {}{}",
                step.name,
                word(step.state),
                step.why,
                place(step)
            )?;
        }
    }
    if !view.policy.is_empty() {
        writeln!(out, "\nThe policy that the role of the run needs in Vault:\n\n{}", view.policy)?;
    }
    Ok(())
}

fn answer(state: State) -> &'static str {
    match state {
        State::Works => "Yes",
        State::Fails => "No",
        State::MayFail => "Maybe not",
        State::NotJudged => "cannot be told from this file",
    }
}

/// The line and the rule of what fails.
fn place(check: &StartCheck) -> String {
    let place = check.finding.as_ref().map(|(rule, line)| format!(" (line {line}: {rule})"));
    place.unwrap_or_default()
}

fn settings(out: &mut impl Write, view: &View) -> io::Result<()> {
    let when = if view.settings_after_fixes { " after the safe fixes" } else { "" };
    writeln!(out, "\nThe settings TFE gets{when}:")?;
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
        return writeln!(out, "\nProfile {profile}: no calls are checked.");
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
                _ if row.allowed => "needs no policy".to_owned(),
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
