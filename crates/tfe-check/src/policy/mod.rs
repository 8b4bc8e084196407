//! Vault policies: the text as Vault reads it, and what it allows of what TFE needs.

mod access;
mod needs;
mod others;
mod profile;
mod view;

use text::{Gathered, Layout};
use vault_policy::{Document, VaultLine};

pub(crate) use access::{Access, OtherRule};
pub(crate) use needs::{Call, Goal, Need, TFE_NEEDS, needs, rules as need_rules};
pub(crate) use others::{Given, Others, together};
pub(crate) use profile::profile;
pub(crate) use view::view;

use crate::engine::Judgement;
use crate::finding::{Finding, Safety};
use crate::kind::Profile;
use crate::rules::vault_policy as rules;
use crate::versions::Versions;

/// A policy with all that its rules may ask.
pub(crate) struct Facts<'t> {
    /// The text itself.
    pub text: &'t str,
    /// Its line ends.
    pub layout: Layout,
    /// The text as read.
    pub document: Document,
    /// What it allows.
    pub access: Access,
    /// What it is for.
    pub profile: Profile,
    /// The versions to judge for.
    pub versions: &'t Versions,
    /// The other policies of the same token.
    pub others: Others,
}

impl<'t> Facts<'t> {
    pub(crate) fn of(text: &'t str, profile: Profile, versions: &'t Versions) -> Self {
        Self::among(text, profile, versions, &Others::default())
    }

    /// A policy whose token has others beside it.
    pub(crate) fn among(
        text: &'t str,
        profile: Profile,
        versions: &'t Versions,
        others: &Others,
    ) -> Self {
        let document = vault_policy::parse(text);
        let access = Access::with(&document, others, |o| &o.policy, versions.vault_line());
        let (layout, others) = (Layout::of(text), others.clone());
        Self { text, layout, document, access, profile, versions, others }
    }

    /// The version line of Vault.
    pub(crate) fn line(&self) -> VaultLine {
        self.versions.vault_line()
    }
}

/// Why Vault refuses a text, in one sentence of our own.
pub fn refusal(problem: &vault_policy::Problem) -> String {
    rules::words(&problem.kind).what
}

/// Judges a policy; what is missing is asked of it and the others of its token.
pub(crate) fn judge(
    text: &str,
    profile: Profile,
    versions: &Versions,
    others: &Others,
) -> Judgement {
    let facts = Facts::among(text, profile, versions, others);
    let mut findings = Vec::new();
    for rule in rules::STRUCTURE {
        rule(&facts, &mut findings);
    }
    let mended = mended(text, &findings).map(|text| vault_policy::parse(&text));
    let mended = mended.as_ref().unwrap_or(&facts.document);
    let mended = &Access::with(mended, others, |o| &o.mended, facts.line());
    rules::missing::find(&facts, mended, &mut findings);
    let accepted = Some(facts.document.accepted(facts.line()));
    Judgement { accepted, findings, ..Judgement::default() }
}

/// The text with what is wrong in its structure put right, so that one cause gives one finding:
/// a rule with a typo in it is told once, and not again as missing.
fn mended(text: &str, findings: &[Finding]) -> Option<String> {
    let mut all = Gathered::default();
    for finding in findings {
        if let Some(fix) = finding.fixes.iter().find(|f| f.safety == Safety::Safe) {
            // What does not go together with an earlier fix stays as it is.
            let _ = all.add(&fix.edits);
        }
    }
    let all = all.finish();
    if all.is_empty() { None } else { all.apply(text).ok() }
}
