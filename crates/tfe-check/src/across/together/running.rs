//! What a running TFE says of its settings.

use super::member::{At, Member};
use crate::kinds::effective_settings::{is_redacted, settings};
use crate::knowledge::Secrecy;

/// The settings of a running TFE that may be compared.
pub(super) struct Running {
    pub settings: Vec<(&'static str, String, At)>,
}

impl Running {
    pub(super) fn of(member: &Member) -> Self {
        let shown = settings(&member.text).into_iter().filter(|one| {
            one.setting.secret == Secrecy::No && !is_redacted(&one.value) && !one.value.is_empty()
        });
        let settings =
            shown.filter_map(|one| Some((one.setting.name, one.value, member.at(one.key)?)));
        Self { settings: settings.collect() }
    }

    /// The value of a setting.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.settings.iter().find(|(own, ..)| *own == name);
        found.map(|(_, value, _)| value.as_str())
    }
}
