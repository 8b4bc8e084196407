//! `tfe-check export`: a policy as a command to paste or as a Terraform resource, old settings as Helm values.

use std::io::Write;

use answers::not_a_policy;
use tfe_check::report::DocumentReport;
use tfe_check::{Document, Profile, Safety, check, detect, export, fixed, kind, view};

use crate::args::{ExportArgs, ExportForm};
use crate::config;
use crate::files;
use crate::outcome::{Failure, Outcome};

/// The usual name of a policy for runs.
const RUNS: &str = "tfe-runs";

/// Says what a file is instead of a policy. What cannot be told may be a damaged one.
fn is_policy(document: &Document) -> Result<(), Failure> {
    let Some(why) = not_a_policy(document) else { return Ok(()) };
    let is_old = detect(&document.name, &document.text).kind == Some(kind::REPLICATED_SETTINGS);
    let other = if is_old { "; write --as overrides" } else { "" };
    Err(Failure::new(why + other))
}

pub(crate) fn run(args: &ExportArgs) -> Outcome {
    let mut document = files::read(&args.file)?;
    if matches!(args.form, ExportForm::Overrides) {
        let values = export::overrides(&document.text).ok_or_else(|| {
            Failure::new(format!(
                "{}: not the settings of a Replicated installation",
                document.name
            ))
        })?;
        anstream::stdout().lock().write_all(values.as_bytes())?;
        return Ok(true);
    }
    let options = config::options(&args.versions)?;
    // Variables of a workspace ask for a policy.
    let made = view(&document, &options).policy;
    // Under the name of TFE's own policy it would take that one's place.
    let mut usual = "tfe";
    if made.is_empty() {
        is_policy(&document)?;
    } else {
        document.text = made;
        usual = RUNS;
    }
    document.kind = Some(kind::VAULT_POLICY);
    if args.fixed
        && let Some(text) = fixed(&document, &options, Safety::Safe)
    {
        document.text = text;
    }
    let report = check(std::slice::from_ref(&document), &options);
    if report.documents.iter().any(|d| d.accepted == Some(false)) {
        let why = "Vault rejects this policy; see tfe-check check, or export it with --fixed";
        return Err(Failure::new(format!("{}: {why}", document.name)));
    }
    let is_of_runs = |d: &DocumentReport| d.profile == Some(Profile::DynamicCredentials);
    if report.documents.iter().any(is_of_runs) {
        usual = RUNS;
    }
    let name = args.name.as_deref().unwrap_or(usual);
    let written = match args.form {
        ExportForm::Terraform => export::terraform(name, &document.text)
            .ok_or_else(|| Failure::new(format!("{}: cannot be written as HCL", document.name)))?,
        _ => export::command(name, &document.text),
    };
    anstream::stdout().lock().write_all(written.as_bytes())?;
    Ok(true)
}
