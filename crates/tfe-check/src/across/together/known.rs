//! Everything that is known of the texts.

use text::Span;

use super::before::Before;
use super::installation::Installation;
use super::member::{At, Member, Script};
use super::running::Running;
use super::setup::Setup;
use crate::base::kind::{Kind, Profile};
use crate::kinds::terraform::{self, BucketAccess, bucket_access};
use crate::kinds::{effective_settings, kubernetes_manifest, replicated_settings, vault_policy};
use crate::roles::approle::{Role, Style, in_commands};

/// Everything that is known of the texts.
pub(super) struct Known {
    pub(super) installations: Vec<Installation>,
    /// The policies of TFE, each with the place of its first rule.
    pub(super) policies: Vec<Policy>,
    /// The policies of anything else.
    pub(super) others: Vec<Policy>,
    /// Jobs that save snapshots of Vault.
    pub(super) snapshot_jobs: Vec<At>,
    /// How many AppRole roles get policies, where each gets one; none where one gets several.
    pub(super) single_policy_roles: Option<usize>,
    /// What the settings of Replicated installations say.
    pub(super) before: Vec<Before>,
    pub(super) setup: Setup,
    /// The settings of running TFEs.
    pub(super) running: Vec<Running>,
    /// What Terraform files allow with buckets.
    pub(super) buckets: Vec<Buckets>,
}

impl Known {
    /// Of all texts, given the installations that are among them.
    pub(super) fn of(
        members: &[Member],
        scripts: &[Script<'_>],
        installations: Vec<Installation>,
    ) -> Self {
        let of = |kind: Kind| members.iter().filter(move |member| member.kind == kind);
        let policies = || of(vault_policy::KIND).filter_map(Policy::of);
        let saves = |member: &&Member| member.text.contains("raft snapshot save");
        let jobs = of(kubernetes_manifest::KIND).filter(saves).filter_map(first_line);
        Self {
            installations,
            policies: policies().filter(|policy| policy.is_of_tfe).collect(),
            others: policies().filter(|policy| !policy.is_of_tfe).collect(),
            snapshot_jobs: jobs.collect(),
            single_policy_roles: single_policy_roles(members, scripts),
            before: of(replicated_settings::KIND).filter_map(Before::of).collect(),
            setup: Setup::of(members, scripts),
            running: of(effective_settings::KIND).map(Running::of).collect(),
            buckets: of(terraform::KIND).filter_map(Buckets::of).collect(),
        }
    }

    /// The installation, if there is one and it uses an external Vault: several may have several roles.
    pub(super) fn only_external(&self) -> Option<&Installation> {
        let [own] = self.installations.as_slice() else { return None };
        own.uses_vault().map(|_| own)
    }
}

/// The roles of the AppRole method; none where one gets several policies, or it is not known which.
fn single_policy_roles(members: &[Member], scripts: &[Script<'_>]) -> Option<usize> {
    let written = members.iter().flat_map(|member| member.roles.iter().cloned());
    let written = written.filter(|role| role.style == Style::Resource);
    let commands = scripts.iter().flat_map(|script| in_commands(script.text));
    let roles: Vec<Role> = written.chain(commands).filter(|role| !role.is_jwt()).collect();
    let own = |role: &Role| {
        let all = role.policies.iter().flatten();
        all.filter(|policy| policy.name != "default").count() == 1
    };
    roles.iter().all(own).then_some(roles.len())
}

/// What a Terraform file allows with buckets.
pub(super) struct Buckets {
    pub(super) access: BucketAccess,
    /// The buckets that it names, with their places.
    pub(super) named: Vec<(String, At)>,
}

impl Buckets {
    fn of(member: &Member) -> Option<Self> {
        let access = bucket_access(&member.text)?;
        let resources = access.statements.iter().flat_map(|statement| &statement.resources);
        let named =
            resources.filter_map(|(bucket, _, span)| Some((bucket.clone(), member.at(*span)?)));
        let named = named.collect();
        Some(Self { access, named })
    }
}

/// Where a text begins.
fn first_line(member: &Member) -> Option<At> {
    let start = member.text.len() - member.text.trim_start().len();
    let line = member.text.get(start..)?.lines().next()?.len();
    member.at(Span::new(start, start + line))
}

/// A policy.
pub(super) struct Policy {
    pub(super) text: String,
    pub(super) at: At,
    is_of_tfe: bool,
}

impl Policy {
    fn of(member: &Member) -> Option<Self> {
        let purpose = vault_policy::Purpose::of(&member.text, None);
        let is_of_tfe = purpose.profile == Profile::TfeExternalVault;
        Some(Self { text: member.text.clone(), at: first_line(member)?, is_of_tfe })
    }
}
