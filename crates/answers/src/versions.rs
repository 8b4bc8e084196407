//! The versions that can be checked against.

use tfe_check::{
    LAST_MONTHLY_TFE, NEWEST_CHART_LINE, NEWEST_TFE, Options, TfeVersion, VAULT_LINES, is_at_most,
};

/// The first month of a release: older releases have nothing that is checked here.
const FIRST_MONTH: u32 = 201_601;

/// How a word is read as a version.
type Parse = fn(&str) -> Result<String, String>;

/// Versions that were named by a program.
///
/// # Errors
/// Names the member that is not a version.
pub fn known_versions(named: Options) -> Result<Options, String> {
    let read = |name: &str, word: Option<String>, parse: Parse| match word {
        Some(word) => parse(&word).map(Some).map_err(|e| {
            let shown = tfe_check::secrets_in(&word).mask_own(&word);
            format!("{name}: \"{shown}\" {e}")
        }),
        None => Ok(None),
    };
    Ok(Options {
        tfe: read("tfe", named.tfe, tfe_version)?,
        chart: read("chart", named.chart, chart_version)?,
        vault: read("vault", named.vault, vault_version)?,
    })
}

/// A release of Terraform Enterprise that the rules know.
///
/// # Errors
/// Words that follow the version: what is wrong with it.
pub fn tfe_version(word: &str) -> Result<String, String> {
    let word = word.trim();
    let Some(version) = TfeVersion::read(word) else {
        return Err(
            "is not a version of Terraform Enterprise; write v202309-1, 1.0 or 1.0.1".into()
        );
    };
    let old = matches!(version, TfeVersion::Monthly(month, _) if month < FIRST_MONTH);
    if version.is_known() && !old {
        return Ok(word.to_owned());
    }
    Err(match version {
        TfeVersion::Monthly(..) if old => {
            format!("is not known; the first release known here is v{FIRST_MONTH}-1")
        }
        TfeVersion::Monthly(..) => {
            format!("is not known; the last monthly release known here is {LAST_MONTHLY_TFE}")
        }
        TfeVersion::Semantic(..) if is_at_most(word, NEWEST_TFE) => {
            "is not known; the release lines of Terraform Enterprise are 1.0 to 1.2, and 2.0".into()
        }
        TfeVersion::Semantic(..) => unknown("Terraform Enterprise", NEWEST_TFE),
    })
}

/// A release of the chart that the rules know.
///
/// # Errors
/// As for [`tfe_version`].
pub fn chart_version(word: &str) -> Result<String, String> {
    let form = "is not a version of the chart; write 1.6 or 1.6.8";
    numbered(word, form, "the chart", NEWEST_CHART_LINE)
}

/// A release of Vault that the rules know.
///
/// # Errors
/// As for [`tfe_version`].
pub fn vault_version(word: &str) -> Result<String, String> {
    let form = "is not a version of Vault; write 1.21 or 1.21.3";
    let word = numbered(word, form, "Vault", VAULT_LINES.first().copied().unwrap_or_default())?;
    // After the last 1.x came 2.0.
    let last = VAULT_LINES.iter().find(|line| line.starts_with("1."));
    match last {
        Some(last)
            if word.trim_start_matches('v').starts_with("1.") && !is_at_most(&word, last) =>
        {
            Err(format!("is not known; the last 1.x release line of Vault known here is {last}"))
        }
        _ => Ok(word),
    }
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
    format!("is not known; the newest release of {product} known here is {newest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_after_the_newest_known_one_are_refused() {
        for known in ["v202309-1", "v202507-2", "1.0", "1.2.3", "2.0", "2.0.9"] {
            assert!(tfe_version(known).is_ok(), "{known}");
        }
        for unknown in [
            "9.9.9",
            "2.1",
            "1.3.0",
            "1.9",
            "0.9.1",
            "v202508-1",
            "v203001-1",
            "v190001-1",
            "latest",
        ] {
            assert!(tfe_version(unknown).is_err(), "{unknown}");
        }
        for (word, known) in [("1.6.8", true), ("2.0.8", true), ("2", true), ("2.1.0", false)] {
            assert_eq!(chart_version(word).is_ok(), known, "{word}");
        }
        for (word, known) in
            [("1.21", true), ("v2.2.2+ent", true), ("3.0", false), ("2.3", false), ("v1.99", false)]
        {
            assert_eq!(vault_version(word).is_ok(), known, "{word}");
        }
        for old in ["v201512-1", "v190001-1", "v201101-3"] {
            assert!(
                tfe_version(old).is_err_and(|e| e.contains("first") && e.contains("v201601-1"))
            );
        }
        assert!(tfe_version("v201601-1").is_ok());
        assert!(chart_version("99").is_err_and(|e| e.contains("2.0")));
    }
}
