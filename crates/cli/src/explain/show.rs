//! What is printed of a policy or of values.

use std::io::{self, Write};

use answers::{Explained, rejection};
use tfe_check::view::{Setting, StartCheck, State, View};
use tfe_check::{Profile, Versions, secrets_of};
use vault_policy::PatternKind;

/// Text for people, with every secret of the document masked.
pub(super) fn write_text(out: &mut impl Write, explained: &Explained) -> io::Result<()> {
    let mut said = Vec::new();
    if explained.is_rendered() {
        overrides_text(&mut said, explained)?;
    } else if !explained.is_policy() {
        writeln!(said, "{}", explained.view.verdict)?;
        run(&mut said, &explained.view)?;
    } else {
        policy_text(&mut said, explained)?;
    }
    let secrets = secrets_of(&explained.document);
    write!(out, "{}", secrets.mask_own(&String::from_utf8_lossy(&said)))
}

fn policy_text(out: &mut impl Write, explained: &Explained) -> io::Result<()> {
    let (versions, read) = (explained.versions(), vault_policy::parse(&explained.document.text));
    writeln!(out, "{}", explained.view.verdict)?;
    if let Some(error) = rejection(&read, versions.vault_line()) {
        writeln!(out, "{error}")?;
        writeln!(
            out,
            "\nUntil this is fixed, the policy grants nothing. The rest shows it as if this were fixed."
        )?;
    }
    rules(out, &read.as_read())?;
    access(out, &explained.view, explained.found.profile, &versions)
}

fn overrides_text(out: &mut impl Write, explained: &Explained) -> io::Result<()> {
    let rendered = explained.rendered();
    writeln!(out, "{}", explained.view.verdict)?;
    for outcome in &explained.view.outcomes {
        writeln!(out, "  {:<24} {}", outcome.name, word(outcome.state))?;
    }
    start(out, &explained.view)?;
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
    settings(out, &explained.view)
}

fn word(state: State) -> &'static str {
    match state {
        State::Works => "works",
        State::Waits => "would work once the file is fixed",
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
        writeln!(out, "  {:<20} {state:<36}  {}{}", check.id, check.why, place(check))?;
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
        State::Waits => "Not yet",
        State::Fails => "No",
        State::MayFail => "Maybe not",
        State::NotJudged => "It cannot be determined from this file",
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
