//! `tfe-check explain`

use std::io::{self, Write};

use serde::Deserialize;
use serde_json::{Value, json};
use text::Masker;
use tfe_check::report::DocumentReport;
use tfe_check::view::{Setting, State, View};
use tfe_check::{
    Document, Kind, Options, Profile, Versions, check, explain_overrides, secrets, view,
};
use vault_policy::{PatternKind, VaultLine};

use crate::args::{ExplainArgs, Format};
use crate::{Failure, Outcome, batch, files};

pub(crate) fn run(args: &ExplainArgs) -> Outcome {
    let options = args.versions.options();
    if args.batch {
        return batch::run(|row: Row| row.explain(args, &options));
    }
    let file = args.file.as_deref().unwrap_or("-");
    let mut document = files::read(file)?;
    document.kind = args.kind;
    document.profile = args.profile;
    let report = check(std::slice::from_ref(&document), &options);
    let Some(found) = report.documents.first() else { return Ok(true) };
    let mut out = anstream::stdout().lock();
    match found.kind {
        Some(Kind::VaultPolicy) => policy(&mut out, args.format, &document, &options, found)?,
        Some(Kind::HelmOverrides) => overrides(&mut out, args.format, &document, &options, found)?,
        _ => {
            let why = "explain knows policies and overrides; this is ";
            let kind =
                found.kind.map_or_else(|| found.kind_reason.clone(), |k| k.name().to_owned());
            return Err(Failure::new(format!("{why}{kind}")));
        }
    }
    Ok(found.accepted != Some(false))
}

fn policy(
    out: &mut impl Write,
    format: Format,
    document: &Document,
    options: &Options,
    found: &DocumentReport,
) -> io::Result<()> {
    let versions = options.versions(std::slice::from_ref(document));
    let line = versions.vault_line();
    let read = vault_policy::parse(&document.text);
    let view = view(document, options);
    match format {
        Format::Json => {
            let parsed = read.policy(line).map(|p| p.to_json());
            let answer = json!({
                "name": found.name,
                "profile": found.profile,
                "versions": versions,
                "accepted": found.accepted,
                "error": error(&read, line),
                "parsed": parsed,
                "verdict": view.verdict,
                "access": view.access,
            });
            serde_json::to_writer_pretty(&mut *out, &answer)?;
            writeln!(out)
        }
        Format::Text => {
            writeln!(out, "{}", view.verdict)?;
            if let Some(error) = error(&read, line) {
                writeln!(out, "{error}")?;
            }
            rules(out, &read.as_read())?;
            access(out, &view, found.profile, &versions)
        }
    }
}

fn overrides(
    out: &mut impl Write,
    format: Format,
    document: &Document,
    options: &Options,
    found: &DocumentReport,
) -> io::Result<()> {
    let versions = options.versions(std::slice::from_ref(document));
    let mut rendered = serde_json::to_value(explain_overrides(&document.text, &versions))?;
    let view = view(document, options);
    let secrets = secrets(document, options);
    match format {
        Format::Json => {
            mask(&mut rendered, &secrets);
            let answer = json!({
                "name": found.name,
                "versions": versions,
                "verdict": view.verdict,
                "rendered": rendered,
                "settings": view.settings,
            });
            serde_json::to_writer_pretty(&mut *out, &answer)?;
            writeln!(out)
        }
        Format::Text => {
            writeln!(out, "{}", view.verdict)?;
            for outcome in &view.outcomes {
                let state = match outcome.state {
                    State::Works => "works",
                    State::Fails => "FAILS",
                    State::MayFail => "may fail",
                    State::NotJudged => "cannot be told from this file",
                };
                writeln!(out, "  {:<24} {state}", outcome.name)?;
            }
            if let Some(error) = rendered["error"].as_str().filter(|e| !e.is_empty()) {
                writeln!(out, "\nHelm: {}", secrets.mask(error))?;
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
            settings(out, &view)
        }
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

fn settings(out: &mut impl Write, view: &View) -> io::Result<()> {
    writeln!(out, "\nThe settings that TFE gets:")?;
    for setting in &view.settings {
        let line = setting.line.map(|l| format!(", line {l}")).unwrap_or_default();
        let changed = if setting.changed { " (not as written)" } else { "" };
        let Setting { name, value, from, .. } = setting;
        writeln!(out, "  {name}={value}{changed}\n      {from}{line}")?;
    }
    Ok(())
}

/// Why Vault refuses the text, in one sentence with its place.
fn error(read: &vault_policy::Document, line: VaultLine) -> Option<String> {
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

/// A line of `explain --batch`.
#[derive(Deserialize)]
struct Row {
    id: Value,
    text: Option<String>,
    text_base64: Option<String>,
    name: Option<String>,
    kind: Option<Kind>,
    tfe: Option<String>,
    chart: Option<String>,
    vault: Option<String>,
}

impl Row {
    fn explain(self, args: &ExplainArgs, options: &Options) -> Result<Value, String> {
        let name = self.name.unwrap_or_else(|| files::STDIN.to_owned());
        let bytes = batch::bytes(self.text, self.text_base64)?;
        let document = Document::from_bytes(name, bytes.clone());
        let kind = self
            .kind
            .or(args.kind)
            .or_else(|| tfe_check::detect(&document.name, &document.text).kind);
        let options = Options {
            tfe: self.tfe.or_else(|| options.tfe.clone()),
            chart: self.chart.or_else(|| options.chart.clone()),
            vault: self.vault.or_else(|| options.vault.clone()),
        };
        let versions = options.versions(std::slice::from_ref(&document));
        match kind {
            Some(Kind::VaultPolicy) => Ok(explain_policy(&self.id, &bytes, versions.vault_line())),
            Some(Kind::HelmOverrides) => {
                let rendered = explain_overrides(&document.text, &versions);
                let mut answer = serde_json::to_value(rendered).map_err(|e| e.to_string())?;
                if let Some(map) = answer.as_object_mut() {
                    map.insert("id".to_owned(), self.id);
                }
                Ok(answer)
            }
            Some(kind) => Err(format!("explain does not know {}", kind.name())),
            None => Err("it is not clear what kind of text this is".to_owned()),
        }
    }
}

fn explain_policy(id: &Value, bytes: &[u8], line: VaultLine) -> Value {
    let read = vault_policy::parse_bytes(bytes);
    let mut answer = json!({
        "id": id,
        "accepted": read.accepted(line),
        "error": error(&read, line),
    });
    if let (Some(policy), Some(map)) = (read.policy(line), answer.as_object_mut()) {
        map.insert("parsed".to_owned(), policy.to_json());
    }
    answer
}
