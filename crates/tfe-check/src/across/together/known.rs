//! Everything that is known of the texts.

use text::Span;

use super::before::Before;
use super::installation::Installation;
use super::member::{At, Member, Script};
use super::running::Running;
use super::setup::Setup;
use crate::base::kind::{Kind, Profile};
use crate::kinds::{effective_settings, replicated_settings, vault_policy};

/// Everything that is known of the texts.
pub(super) struct Known {
    pub(super) installations: Vec<Installation>,
    /// The policies of TFE, each with the place of its first rule.
    pub(super) policies: Vec<Policy>,
    /// What the settings of Replicated installations say.
    pub(super) before: Vec<Before>,
    pub(super) setup: Setup,
    /// The settings of running TFEs.
    pub(super) running: Vec<Running>,
}

impl Known {
    /// Of all texts, given the installations that are among them.
    pub(super) fn of(
        members: &[Member],
        scripts: &[Script<'_>],
        installations: Vec<Installation>,
    ) -> Self {
        let of = |kind: Kind| members.iter().filter(move |member| member.kind == kind);
        Self {
            installations,
            policies: of(vault_policy::KIND).filter_map(Policy::of).collect(),
            before: of(replicated_settings::KIND).filter_map(Before::of).collect(),
            setup: Setup::of(members, scripts),
            running: of(effective_settings::KIND).map(Running::of).collect(),
        }
    }

    /// The installation, if there is one and it uses an external Vault: several may have several roles.
    pub(super) fn only_external(&self) -> Option<&Installation> {
        let [own] = self.installations.as_slice() else { return None };
        own.uses_vault().map(|_| own)
    }
}

/// A policy of TFE.
pub(super) struct Policy {
    pub(super) text: String,
    pub(super) at: At,
}

impl Policy {
    /// None for a policy of something else.
    fn of(member: &Member) -> Option<Self> {
        let purpose = vault_policy::Purpose::of(&member.text, None);
        let start = member.text.len() - member.text.trim_start().len();
        let line = member.text.get(start..)?.lines().next()?.len();
        let at = member.at(Span::new(start, start + line))?;
        (purpose.profile == Profile::TfeExternalVault)
            .then(|| Self { text: member.text.clone(), at })
    }
}
