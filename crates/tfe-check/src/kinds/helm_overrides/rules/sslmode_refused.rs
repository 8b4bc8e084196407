//! An sslmode that TFE does not accept.

use helm_values::Data;

use super::{change, database_pairs, place};
use crate::base::finding::{Evidence, Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::SSLMODE_REFUSED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    database_pairs::given(facts).filter_map(|given| mode(facts, &given)).collect()
}

const DOCS: &str = "TFE docs 2.0.x: configuration/storage/connect-database/postgres";

const MODES: [&str; 4] = ["require", "verify-full", "verify-ca", "disable"];

fn mode(facts: &Facts<'_>, given: &Given<'_>) -> Option<Finding> {
    // What separates the pairs may be wrong too.
    let text = given.text.trim();
    let joined = database_pairs::joined(text);
    let text = joined.as_deref().unwrap_or(text);
    let value = text.split('&').find_map(|pair| pair.strip_prefix("sslmode="))?;
    if MODES.contains(&value) || value.is_empty() {
        return None;
    }
    let fixed = text.replacen(&format!("sslmode={value}"), "sslmode=require", 1);
    let edits = change::put(facts, &change::path_of(facts, given), Data::String(fixed.into()));
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
