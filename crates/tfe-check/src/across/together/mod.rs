//! What several texts of one installation say that do not go together: values, policies, the commands that
//! set up Vault, and the settings of the installation before.
//!
//! Nothing is said where one of the texts is not given, and nothing of a value that something else fills in.

mod installation;
mod login;
mod migration;
mod running;
mod secrets;
mod setup;
mod twins;
mod vault;

use std::rc::Rc;

use text::Span;

use self::installation::Installation;
use self::setup::Setup;
use crate::base::finding::{Finding, Rule};
use crate::base::kind::{Kind, Profile};
use crate::base::versions::Versions;
use crate::carry::approle::Role;
use crate::carry::part::Part;
use crate::carry::paste::Carried;
use crate::kinds::{effective_settings, helm_overrides, replicated_settings, vault_policy};

/// A text that was given, or that is in one that was given.
pub(crate) struct Member {
    /// The place of its document in the list.
    pub document: usize,
    pub kind: Kind,
    pub text: String,
    pub place: Place,
    /// The roles that a Terraform file or a script writes.
    pub roles: Vec<Role>,
}

/// Where a text is in its document.
pub(crate) enum Place {
    /// It is the document.
    Whole,
    Carried(Rc<Carried>),
    Part(Box<Part>),
}

/// A place in one of the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At {
    pub document: usize,
    pub span: Span,
}

impl Member {
    /// A place of the text, as one of its document; none for what is filled in.
    fn at(&self, span: Span) -> Option<At> {
        let span = match &self.place {
            Place::Whole => Some(span),
            Place::Carried(carried) => carried.known_place(span),
            Place::Part(part) => part.known_place(span),
        };
        span.map(|span| At { document: self.document, span })
    }
}

/// A document, for the commands in it.
pub(crate) struct Script<'t> {
    pub document: usize,
    pub text: &'t str,
}

/// Everything that is known of the texts.
struct Known {
    installations: Vec<Installation>,
    /// The policies of TFE, each with the place of its first rule.
    policies: Vec<Policy>,
    /// What the settings of Replicated installations say.
    before: Vec<migration::Before>,
    setup: Setup,
    /// The settings of running TFEs.
    running: Vec<running::Running>,
}

/// A policy of TFE.
struct Policy {
    text: String,
    at: At,
}

/// What does not go together, each with the document that it is said of.
pub(crate) fn find(
    members: &[Member],
    scripts: &[Script<'_>],
    versions: &Versions,
) -> Vec<(usize, Finding)> {
    let of = |kind: Kind| members.iter().filter(move |member| member.kind == kind);
    let installations: Vec<Installation> =
        of(helm_overrides::KIND).filter_map(|member| Installation::of(member, versions)).collect();
    let mut found = Vec::new();
    let values: Vec<&Member> = of(helm_overrides::KIND).collect();
    secrets::find(&values, scripts, versions, &mut found);
    if installations.is_empty() {
        return found;
    }
    let before = of(replicated_settings::KIND).filter_map(migration::Before::of).collect();
    let policies = of(vault_policy::KIND).filter_map(policy).collect();
    let setup = Setup::of(members, scripts);
    let running = of(effective_settings::KIND).map(running::Running::of).collect();
    let known = Known { installations, policies, before, setup, running };
    login::find(&known, &mut found);
    vault::find(&known, &mut found);
    twins::find(&known, &mut found);
    migration::find(&known, &mut found);
    running::find(&known, &mut found);
    found
}

fn policy(member: &Member) -> Option<Policy> {
    let purpose = vault_policy::Purpose::of(&member.text, None);
    let start = member.text.len() - member.text.trim_start().len();
    let line = member.text.get(start..)?.lines().next()?.len();
    let at = member.at(Span::new(start, start + line))?;
    (purpose.profile == Profile::TfeExternalVault).then(|| Policy { text: member.text.clone(), at })
}

/// A finding at a place, with the place that it does not go with.
fn say(rule: &'static Rule, at: At, other: At, note: &str) -> Finding {
    let found = rule.at(at.span);
    if other.document == at.document {
        found.related(other.span, note)
    } else {
        found.related_in(other.document, other.span, note)
    }
}

/// The words of a finding, with the document that it is said of.
fn put(out: &mut Vec<(usize, Finding)>, at: At, found: Finding) {
    out.push((at.document, found));
}
