//! `tfe-check upgrade`: what changes for these files with other versions.

mod text;

use std::io::{self, Write};

use tfe_check::upgrade::upgrade;
use tfe_check::{Document, Severity, TfeVersion, Versions, detect, is_parent_chart};

use crate::args::{Format, UpgradeArgs};
use crate::config::Config;
use crate::given;
use crate::outcome::{Failure, Outcome};
use crate::output::Screen;

pub(crate) fn run(args: &UpgradeArgs) -> Outcome {
    forwards(&args.from, &args.to)?;
    let config = Config::find(&args.config)?;
    let mut documents = given::documents(&args.files, |_| true, "no file there is one of ours")?;
    documents.iter_mut().for_each(|document| document.profile = config.profile);
    let (from, to) = versions(args, &config);
    let found = upgrade(&documents, &from, &to);
    let mut out = anstream::stdout().lock();
    match args.format {
        Format::Text => text::write(&mut Screen(out), &found)?,
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &found).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    let unknown: Vec<String> = documents.iter().filter_map(not_checked).collect();
    if !unknown.is_empty() {
        return Err(Failure::new(unknown.join("\n")));
    }
    Ok(found.changes.iter().all(|change| change.severity < Severity::Error))
}

/// A sentence on a file that is none of ours: that no change affects it says nothing.
fn not_checked(document: &Document) -> Option<String> {
    let found = detect(&document.name, &document.text);
    let unknown = found.kind.is_none() && !is_parent_chart(&document.text);
    unknown.then(|| format!("{}: not checked: {}", document.name, found.reason))
}

/// TFE refuses to start with the data of a newer release.
fn forwards(from: &str, to: &str) -> Result<(), Failure> {
    let (old, new) = (TfeVersion::read(from), TfeVersion::read_last(to));
    match (old, new) {
        (Some(old), Some(new)) if old > new => Err(Failure::new(format!(
            "--from {from} is newer than --to {to}; TFE cannot go back to an older release"
        ))),
        _ => Ok(()),
    }
}

/// The versions before and after. What is not named stays as it is.
fn versions(args: &UpgradeArgs, config: &Config) -> (Versions, Versions) {
    let known = config.versions.versions(&[]);
    let chart = args.chart_from.clone().unwrap_or(known.chart);
    let vault = args.vault_from.clone().unwrap_or(known.vault);
    let to = Versions {
        tfe: args.to.clone(),
        chart: args.chart_to.clone().unwrap_or_else(|| chart.clone()),
        vault: args.vault_to.clone().unwrap_or_else(|| vault.clone()),
        chart_is_named: args.chart_to.is_some() || known.chart_is_named,
    };
    let chart_is_named = args.chart_from.is_some() || known.chart_is_named;
    (Versions { tfe: args.from.clone(), chart, vault, chart_is_named }, to)
}
