//! Settings with keys or a list instead of a text.

use helm_values::Data;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::VALUE_IS_A_MAP;

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let nested = facts.variables().filter(|g| matches!(g.value.data, Data::Map(_) | Data::List(_)));
    out.extend(nested.map(|given| {
        VALUE_IS_A_MAP.at(place::key(given.value)).say(
            format!("This setting has {} below it.", given.value.type_name()),
            "TFE gets it as Helm prints it: `map[a:b]` or `[a b]`.",
            "Write the value as text on one line, in quotes.",
        )
    }));
}
