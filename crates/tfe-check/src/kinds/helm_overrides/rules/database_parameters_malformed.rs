//! Parameters of the database that are not joined as an address has them.

use helm_values::Data;

use super::{change, database_pairs, place};
use crate::base::finding::{Finding, Fix};
use crate::kinds::helm_overrides::facts::{Facts, Given};
use crate::knowledge::rules::helm_overrides::DATABASE_PARAMETERS_MALFORMED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    database_pairs::given(facts).filter_map(|given| pairs(facts, &given)).collect()
}

fn pairs(facts: &Facts<'_>, given: &Given<'_>) -> Option<Finding> {
    let fixed = database_pairs::joined(given.text.trim())?;
    let edits = change::put(facts, &change::path_of(facts, given), Data::String(fixed.into()));
    let found = DATABASE_PARAMETERS_MALFORMED.at(place::value(given.value)).say(
        "The pairs must be joined with `&`, with nothing before the first.",
        "TFE most likely builds an address that PostgreSQL rejects.",
        "Write `a=b&c=d`.",
    );
    Some(found.fix(edits.map(|edits| Fix::review("Join the pairs with `&`", edits))))
}
