//! The versions that an editor sets.

use answers::{chart_version, tfe_version, vault_version};
use lsp::Settings;
use tfe_check::Options;

/// The versions that are releases, and a sentence for each that is not.
pub(super) fn versions(settings: &Settings) -> (Options, Vec<String>) {
    let given = settings.options();
    let mut notes = Vec::new();
    let mut read = |name: &str, word: Option<String>, parse: fn(&str) -> Result<String, String>| {
        let word = word?;
        parse(&word).map_err(|why| notes.push(format!("tfe-check: {name}: {word} {why}"))).ok()
    };
    let options = Options {
        tfe: read("tfe", given.tfe, tfe_version),
        chart: read("chart", given.chart, chart_version),
        vault: read("vault", given.vault, vault_version),
    };
    (options, notes)
}
