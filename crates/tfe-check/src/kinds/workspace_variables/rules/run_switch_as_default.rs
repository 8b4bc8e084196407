//! Switches written as a default, which they cannot be.

use text::{Edit, Span};

use super::{Facts, Finding};
use crate::base::finding::{Fix, Severity};
use crate::kinds::workspace_variables::names::Named;
use crate::knowledge::rules::workspace_variables::RUN_SWITCH_AS_DEFAULT;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let defaults = facts.known.iter().filter(|(_, named)| named.is_switch() && named.is_default);
    defaults.map(|(variable, named)| default(facts, variable, *named)).collect()
}

fn default(facts: &Facts<'_>, variable: &Variable, named: Named<'_>) -> Finding {
    let is_on = facts.has_set(named.bare);
    let prefix = Span::new(variable.key.start, variable.key.start + "TFC_DEFAULT_".len());
    let fix = Fix::review("Write the name without DEFAULT_", Edit::replace(prefix, "TFC_"));
    RUN_SWITCH_AS_DEFAULT
        .at(variable.key)
        .say(
            "This switch has no TFC_DEFAULT_ form.",
            if is_on {
                "This variable has no effect."
            } else {
                "The run gets no credentials from it."
            },
            if is_on { "Remove it.".to_owned() } else { format!("Write TFC_{}.", named.bare) },
        )
        .severity(if is_on { Severity::Warning } else { Severity::Error })
        .fix(Some(fix).filter(|_| !is_on))
}
