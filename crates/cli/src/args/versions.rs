//! The versions to check against.

use std::cmp::Ordering;

use clap::Args;
use serde::Deserialize;
use tfe_check::{NEWEST_TFE, Options, TfeVersion, VAULT_LINES};

/// The last month that a monthly release of Terraform Enterprise is accepted for: numbered releases
/// took their place in 2025.
const LAST_MONTH: u32 = 202_512;
/// The first month: older releases have nothing that is checked here.
const FIRST_MONTH: u32 = 201_601;
/// The newest line of the chart that its change log names.
const NEWEST_CHART_LINE: &str = "2.0";

/// The versions to check against.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct VersionArgs {
    /// Version of Terraform Enterprise, such as v202309-1 or 1.0.1 [default: image.tag, or 2.0]
    #[arg(long, value_parser = tfe_version, value_name = "VERSION")]
    pub tfe: Option<String>,
    /// Version of the Helm chart [default: 1.6.8]
    #[arg(long, value_parser = chart_version, value_name = "VERSION")]
    pub chart: Option<String>,
    /// Version of Vault [default: 1.21]
    #[arg(long, value_parser = vault_version, value_name = "VERSION")]
    pub vault: Option<String>,
    #[command(flatten)]
    pub config: ConfigArgs,
}

/// Where the configuration is.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ConfigArgs {
    /// Configuration file [default: the nearest tfe-check.toml, from the current folder upwards]
    #[arg(long, value_name = "FILE")]
    pub config: Option<String>,
    /// Read no configuration file
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
}

impl VersionArgs {
    /// What the flags say.
    pub(crate) fn options(&self) -> Options {
        Options { tfe: self.tfe.clone(), chart: self.chart.clone(), vault: self.vault.clone() }
    }
}

/// The versions that a row of a batch names, before those of the flags.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct VersionRow {
    tfe: Option<String>,
    chart: Option<String>,
    vault: Option<String>,
}

impl VersionRow {
    /// The versions to check the row against; `Err` names the member that is not a version.
    pub(crate) fn options(self, flags: &Options) -> Result<Options, String> {
        Ok(Options {
            tfe: read("tfe", self.tfe, &flags.tfe, tfe_version)?,
            chart: read("chart", self.chart, &flags.chart, chart_version)?,
            vault: read("vault", self.vault, &flags.vault, vault_version)?,
        })
    }
}

/// How a word is read as a version.
type Parse = fn(&str) -> Result<String, String>;

fn read(
    name: &str,
    word: Option<String>,
    flag: &Option<String>,
    parse: Parse,
) -> Result<Option<String>, String> {
    match word {
        Some(word) => parse(&word).map(Some).map_err(|e| format!("{name}: \"{word}\" {e}")),
        None => Ok(flag.clone()),
    }
}

/// A release of Terraform Enterprise that the rules know.
pub(crate) fn tfe_version(word: &str) -> Result<String, String> {
    let word = word.trim();
    let Some(version) = TfeVersion::read(word) else {
        return Err(
            "is not a version of Terraform Enterprise; write v202309-1, 1.0 or 1.0.1".into()
        );
    };
    let known = match version {
        TfeVersion::Monthly(month, _) => (FIRST_MONTH..=LAST_MONTH).contains(&month),
        TfeVersion::Semantic(major, ..) => major > 0 && is_at_most(word, NEWEST_TFE),
    };
    if known { Ok(word.to_owned()) } else { Err(unknown("Terraform Enterprise", NEWEST_TFE)) }
}

/// A release of the chart that the rules know.
pub(crate) fn chart_version(word: &str) -> Result<String, String> {
    let form = "is not a version of the chart; write 1.6 or 1.6.8";
    numbered(word, form, "the chart", NEWEST_CHART_LINE)
}

/// A release of Vault that the rules know.
pub(crate) fn vault_version(word: &str) -> Result<String, String> {
    let form = "is not a version of Vault; write 1.21 or 1.21.3";
    numbered(word, form, "Vault", VAULT_LINES.first().copied().unwrap_or_default())
}

fn numbered(word: &str, form: &str, product: &str, newest: &str) -> Result<String, String> {
    let word = word.trim();
    if !tfe_check::is_version(word) {
        return Err(form.to_owned());
    }
    if is_at_most(word, newest) { Ok(word.to_owned()) } else { Err(unknown(product, newest)) }
}

/// Checking against a release that no rule knows would say nothing about it.
fn unknown(product: &str, newest: &str) -> String {
    format!("is not known here: the newest release of {product} that is, is {newest}")
}

/// Whether a version belongs to a line (`2.0`) or is older. What cannot be read is neither.
fn is_at_most(version: &str, line: &str) -> bool {
    let (own, most) = (numbers(version), numbers(line));
    own.iter().zip(&most).map(|(a, b)| a.cmp(b)).find(|o| o.is_ne()).is_none_or(Ordering::is_lt)
}

fn numbers(version: &str) -> Vec<u32> {
    let bare = version.trim_start_matches('v').split(['-', '+']).next().unwrap_or_default();
    bare.split('.').map_while(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_after_the_newest_known_one_are_refused() {
        for known in ["v202309-1", "v202507-1", "1.0", "1.2.3", "2.0", "2.0.9"] {
            assert!(tfe_version(known).is_ok(), "{known}");
        }
        for unknown in ["9.9.9", "2.1", "0.9.1", "v203001-1", "v190001-1", "latest"] {
            assert!(tfe_version(unknown).is_err(), "{unknown}");
        }
        for (word, known) in [("1.6.8", true), ("2.0.8", true), ("2", true), ("2.1.0", false)] {
            assert_eq!(chart_version(word).is_ok(), known, "{word}");
        }
        for (word, known) in [("1.21", true), ("v2.2.2+ent", true), ("3.0", false), ("2.3", false)]
        {
            assert_eq!(vault_version(word).is_ok(), known, "{word}");
        }
        assert!(chart_version("99").is_err_and(|e| e.contains("2.0")));
    }
}
