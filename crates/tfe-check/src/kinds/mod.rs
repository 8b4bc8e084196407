//! The kinds of texts, one folder and one line each.

pub(crate) mod approle;
pub(crate) mod effective_settings;
pub(crate) mod helm_overrides;
pub(crate) mod jwt_role;
pub(crate) mod kubernetes_manifest;
pub(crate) mod log;
mod parts;
pub(crate) mod replicated_settings;
pub(crate) mod script;
pub(crate) mod terraform;
#[cfg(test)]
pub(crate) mod toy;
pub(crate) mod vault_policy;
pub(crate) mod workspace_variables;

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::base::kind::Kind;
use crate::contract::Behavior;
pub(crate) use parts::{most_often_held, parts_in};

/// The kinds that are asked for by name, by whoever makes or reads files of one kind.
pub mod kind {
    pub use super::approle::KIND as APPROLE;
    pub use super::effective_settings::KIND as EFFECTIVE_SETTINGS;
    pub use super::helm_overrides::KIND as HELM_OVERRIDES;
    pub use super::jwt_role::KIND as JWT_ROLE;
    pub use super::kubernetes_manifest::KIND as KUBERNETES_MANIFEST;
    pub use super::log::KIND as LOG;
    pub use super::replicated_settings::KIND as REPLICATED_SETTINGS;
    pub use super::script::KIND as SCRIPT;
    pub use super::terraform::KIND as TERRAFORM;
    pub use super::vault_policy::KIND as VAULT_POLICY;
    pub use super::workspace_variables::KIND as WORKSPACE_VARIABLES;
}

/// Every kind there is. Whoever asks for kinds (recognition, command line, page, reports) asks this list.
static KINDS: &[&Behavior] = &[
    &vault_policy::BEHAVIOR,
    &helm_overrides::BEHAVIOR,
    &terraform::BEHAVIOR,
    &script::BEHAVIOR,
    &log::BEHAVIOR,
    &kubernetes_manifest::BEHAVIOR,
    &workspace_variables::BEHAVIOR,
    &replicated_settings::BEHAVIOR,
    &effective_settings::BEHAVIOR,
    &jwt_role::BEHAVIOR,
    &approle::BEHAVIOR,
    #[cfg(test)]
    &toy::BEHAVIOR,
];

/// What each kind does.
pub(crate) fn behaviors() -> impl Iterator<Item = &'static Behavior> {
    KINDS.iter().copied()
}

/// What a kind does.
pub(crate) fn behavior(kind: Kind) -> Option<&'static Behavior> {
    behaviors().find(|b| b.kind == kind)
}

impl Kind {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        behaviors().map(|b| b.kind)
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|kind| kind.name() == name)
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Name)
    }
}

/// Reads a kind's name.
struct Name;

impl Visitor<'_> for Name {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = Kind::all().map(Kind::name).collect();
        write!(f, "one of {}", names.join(", "))
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Kind, E> {
        Kind::named(name).ok_or_else(|| E::invalid_value(de::Unexpected::Str(name), &self))
    }
}
