//! `TFE_DATABASE_PARAMETERS`: the sslmode and the way the pairs are written.

use helm_values::Data;

use super::{change, place};
use crate::base::finding::{Evidence, Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given, is_placeholder};
use crate::knowledge::rules::helm_overrides::{DATABASE_PARAMETERS_MALFORMED, SSLMODE_REFUSED};

const DOCS: &str = "TFE docs 2.0.x: configuration/storage/connect-database/postgres";

const MODES: [&str; 4] = ["require", "verify-full", "verify-ca", "disable"];

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for name in ["TFE_DATABASE_PARAMETERS", "TFE_EXPLORER_DATABASE_PARAMETERS"] {
        let given =
            facts.setting(name).filter(|g| !g.text.trim().is_empty() && !is_placeholder(&g.text));
        if let Some(given) = given {
            out.extend(pairs(facts, &given).or_else(|| mode(facts, &given)));
        }
    }
}

fn pairs(facts: &Facts<'_>, given: &Given<'_>) -> Option<Finding> {
    let text = given.text.trim();
    let mut fixed = text.trim_start_matches(['?', '&']).to_owned();
    for separator in [";", ", ", ",", " "] {
        let joined = text.split(separator).filter(|p| !p.is_empty()).collect::<Vec<_>>();
        if joined.len() > 1
            && joined.iter().all(|p| p.matches('=').count() == 1 && !p.contains(' '))
        {
            fixed = joined.join("&").trim_start_matches('?').to_owned();
        }
    }
    (fixed != text).then(|| {
        let edits = change::put(facts, &change::path_of(facts, given), Data::String(fixed));
        DATABASE_PARAMETERS_MALFORMED
            .at(place::value(given.value))
            .say(
                "The pairs must be joined with `&`, with nothing before the first.",
                "TFE most likely builds an address that PostgreSQL rejects.",
                "Write `a=b&c=d`.",
            )
            .fix(edits.map(|edits| Fix::review("Join the pairs with `&`", edits)))
    })
}

fn mode(facts: &Facts<'_>, given: &Given<'_>) -> Option<Finding> {
    let text = given.text.trim();
    let value = text.split('&').find_map(|pair| pair.strip_prefix("sslmode="))?;
    if MODES.contains(&value) || value.is_empty() {
        return None;
    }
    let fixed = text.replacen(&format!("sslmode={value}"), "sslmode=require", 1);
    let edits = change::put(facts, &change::path_of(facts, given), Data::String(fixed));
    let source =
        if given.name.contains("EXPLORER") { Evidence::Inferred } else { Evidence::Documented };
    let severity = if source == Evidence::Inferred { Severity::Warning } else { Severity::Error };
    let found =
        SSLMODE_REFUSED.at(place::value(given.value)).severity(severity).source(source, DOCS).say(
            format!("TFE rejects the sslmode `{}`.", text::short(value)),
            "The database startup check fails.",
            "Write `require`, `verify-ca`, `verify-full` or `disable`.",
        );
    Some(found.fix(edits.map(|edits| Fix::review("Write `sslmode=require`", edits))))
}
