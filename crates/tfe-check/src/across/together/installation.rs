//! The installation that values describe.

use super::member::{At, Member};
use crate::base::versions::Versions;
use crate::kinds::helm_overrides::{Literal, literals};

/// An installation, as far as one text of values says what it is.
pub(super) struct Installation {
    settings: Vec<(String, String, At)>,
    /// Settings may come from objects that the values only name.
    pub open: bool,
    /// The first key.
    pub start: At,
}

impl Installation {
    pub(super) fn of(member: &Member, versions: &Versions) -> Option<Self> {
        let found = literals(&member.text, versions)?;
        let place = |literal: Literal| {
            let at = member.at(literal.span)?;
            Some((literal.name, literal.value, at))
        };
        let start = member.at(found.start)?;
        let settings = found.settings.into_iter().filter_map(place).collect();
        Some(Self { settings, open: found.open, start })
    }

    /// The value of a setting that is all in the text, with the place of its name.
    pub(super) fn get(&self, name: &str) -> Option<(&str, At)> {
        let found = self.settings.iter().find(|(own, ..)| own == name)?;
        let value = found.1.trim();
        (!value.is_empty()).then_some((value, found.2))
    }

    /// Whether it has so much less than another one that it is an overlay of that.
    pub(super) fn is_overlay(&self, of: &Self) -> bool {
        self.settings.len() * 3 <= of.settings.len() * 2
    }

    /// Whether the external Vault is used.
    pub(super) fn uses_vault(&self) -> Option<At> {
        self.get("TFE_VAULT_USE_EXTERNAL").filter(|(on, _)| *on == "true").map(|(_, at)| at)
    }

    /// The place of a setting, or of the nearest one to it.
    pub(super) fn place(&self, name: &str) -> At {
        let of =
            |name: &str| self.settings.iter().find(|(own, ..)| own == name).map(|(.., at)| *at);
        of(name).or_else(|| of("TFE_VAULT_USE_EXTERNAL")).unwrap_or(self.start)
    }
}

/// Whether a value is surely that of a real installation, and not of an example.
pub(super) fn is_real(value: &str) -> bool {
    !value.contains("example.com")
}
