//! Values that a comma cuts in two.

use super::Said;
use crate::base::finding::{Finding, Fix};
use crate::carry::sets::{Set, Style};
use crate::knowledge::rules::terraform::SET_COMMA_NOT_ESCAPED;

impl Said<'_> {
    /// The finding at such a value; `why` is what comes of it.
    pub(super) fn comma(&self, set: &Set, why: String) -> Finding {
        let action = match set.style {
            Style::Terraform => "Write `\\\\,` for each comma in the value, with two backslashes.",
            Style::Shell(_) => {
                "Write `\\,` for each comma in the value, and put quotes around all of it."
            }
            Style::Parameter => "Write `\\,` for each comma in the value.",
        };
        SET_COMMA_NOT_ESCAPED
            .at(set.value)
            .say("A comma in this value ends it.", why, action)
            .fix(self.escaped(set).map(|edits| Fix::safe("Escape the commas", edits)))
    }
}
