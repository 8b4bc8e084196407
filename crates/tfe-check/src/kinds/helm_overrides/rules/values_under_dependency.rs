//! A file for a parent chart: the values are nested under the name of its dependency.

use super::place;
use crate::base::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::kinds::helm_overrides::nested::OWN_NAME;

pub(crate) static RULE: Rule = Rule::new("values-under-dependency", Severity::Info, Stage::Run)
    .source(Evidence::Documented, "Helm documentation: subcharts and globals; dependency aliases");

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let Some(name) = facts.prefix.first() else { return };
    // Any other name is an alias, or a mistake.
    let severity = if *name == OWN_NAME { Severity::Info } else { Severity::Warning };
    out.push(RULE.at(place::key(facts.values)).severity(severity).say(
        format!("These values are nested under `{}`, as for a parent chart.", text::short(name)),
        "Only a parent chart that has this chart under that name or alias hands them on; the chart \
         itself ignores all of them.",
        "No action needed for a parent chart; otherwise move everything to the top of the file.",
    ));
}
