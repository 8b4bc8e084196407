//! What becomes of all settings of a file.

use super::target::{Target, target};
use crate::kinds::replicated_settings::facts::{Item, Settings};

/// What a file becomes.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Settings with their values, by name.
    pub variables: Vec<Variable>,
    /// Keys of the Secret, each with the old name that holds its value.
    pub secrets: Vec<(&'static str, String)>,
    /// Keys of the chart with their values.
    pub chart: Vec<(&'static str, String)>,
    /// Old names without a place in the values, each with the reason.
    pub left: Vec<(String, String)>,
}

/// A setting in the new values.
#[derive(Debug)]
pub(crate) struct Variable {
    pub name: &'static str,
    pub value: String,
    /// The old name.
    pub from: String,
    /// The place of the old value.
    pub place: text::Span,
}

/// What becomes of each setting of a file.
pub(crate) fn plan(settings: &Settings<'_>) -> Plan {
    let mut plan = Plan::default();
    for item in settings.items.iter().filter(|item| item.is_set()) {
        plan.add(settings, item);
    }
    // The installation's name first, then by name, whatever the order of the old file was.
    text::sort_by_key(&mut plan.variables, |v| (v.name != "TFE_HOSTNAME", v.name));
    plan.variables.dedup_by_key(|v| v.name);
    text::sort_by_key(&mut plan.secrets, |(name, _)| *name);
    plan.secrets.dedup_by_key(|(name, _)| *name);
    plan
}

impl Plan {
    fn add(&mut self, settings: &Settings<'_>, item: &Item<'_>) {
        let name = item.name.to_owned();
        match target(settings, item) {
            Target::Variable(new, value) => {
                let place = item.place();
                self.variables.push(Variable { name: new, value, from: name, place });
            }
            Target::Secret(new) => self.secrets.push((new, name)),
            Target::Chart(key, value) => self.chart.push((key, value)),
            Target::Left(why) => self.left.push((name, why)),
            Target::Nothing => {}
        }
    }
}
