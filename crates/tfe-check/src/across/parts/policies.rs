//! Policies in another file: each is checked as what Vault gets, together with those that the
//! same token has.

use std::collections::{HashMap, HashSet};

use text::Span;

use crate::base::finding::Finding;
use crate::base::judgement::Judgement;
use crate::base::kind::Profile;
use crate::base::versions::Versions;
use crate::carry::part::{Embedded, UNKNOWN};
use crate::contract::{EmbeddedTexts, Quoted, Words};
use crate::kinds::vault_policy::{self as policy, Given, Others, Purpose, With};
use crate::roles::approle::{Role, Written, names_tfe};

/// The policies of a file, and the roles that it gives them to.
#[derive(Clone, Copy)]
pub(crate) struct Policies<'f> {
    pub file: &'f str,
    pub list: &'f [Embedded],
    /// Everything that the file writes, including policies whose text is elsewhere.
    pub written: &'f [Written],
    pub roles: &'f [Role],
}

impl<'f> Policies<'f> {
    /// Those of a file.
    pub(crate) fn of(file: &'f str, held: &'f EmbeddedTexts) -> Self {
        let EmbeddedTexts { policies: list, written, roles, .. } = held;
        Self { file, list, written, roles }
    }

    /// Judges all of them.
    pub(crate) fn judge(&self, versions: &Versions, words: &Words, into: &mut Judgement) {
        for policy in self.list {
            if let Some(loose) = policy.loose {
                into.findings.push(counted((words.made)(loose), policy));
            } else if let (_, Some(unknown)) = purpose(policy) {
                into.findings.push(counted((words.filled_in)(unknown), policy));
            }
        }
        let all = self.given();
        let tfe = all.iter().filter(|g| is_for_tfe(g)).count();
        for (given, others) in all.iter().zip(&self.others(&all, versions)) {
            let Some(policy) = self.list.get(given.place) else { continue };
            let name = policy.called.as_deref().filter(|_| Self::is_named(policy, given, tfe));
            let with = With { purpose: given.purpose, name, versions, others, quoted: Quoted::No };
            let judged = policy::judge(given.text, &with);
            let findings = judged.findings.into_iter();
            let here = findings.filter_map(|f| policy.finding(f, self.file, self.list));
            into.findings.extend(here);
            accept(into, judged.accepted.filter(|a| *a || policy.first_unknown().is_none()));
        }
    }

    /// Whether the name of a policy says what it is for. A part of TFE's policy may have the name of
    /// the whole.
    fn is_named(policy: &Embedded, own: &Given<'_>, tfe: usize) -> bool {
        let others = tfe - usize::from(is_for_tfe(own));
        policy.first_unknown().is_none() && others == 0
    }

    /// Those whose text is known, each with what it is for.
    pub(crate) fn given(&self) -> Vec<Given<'f>> {
        let readable = self.list.iter().enumerate().filter(|(_, policy)| policy.loose.is_none());
        let given = readable.map(|(place, policy)| {
            let (name, text) = (policy.name.as_str(), policy.text.as_str());
            Given { place, name, text, purpose: purpose(policy).0, alone: false }
        });
        given.collect()
    }

    /// The other policies of the same token: what the roles say; of those that no role has, what
    /// their rules say.
    pub(crate) fn others(&self, given: &[Given<'_>], versions: &Versions) -> Vec<Others> {
        let roles: Vec<HashSet<usize>> = self.roles.iter().map(|r| self.given_to(r)).collect();
        let mut roles_of: HashMap<usize, Vec<&HashSet<usize>>> = HashMap::new();
        for role in &roles {
            role.iter().for_each(|place| roles_of.entry(*place).or_default().push(role));
        }
        let with = |own: usize, other: usize| match roles_of.get(&own) {
            Some(own) => Some(own.iter().all(|role| role.contains(&other))),
            None => roles_of.contains_key(&other).then_some(false),
        };
        let mut all = policy::together(given, versions, with);
        let without = self.roles.iter().zip(&roles).filter(|(role, _)| role.is_without_default());
        let without: HashSet<usize> = without.flat_map(|(_, places)| places).copied().collect();
        for (given, others) in given.iter().zip(&mut all) {
            others.without_default = without.contains(&given.place);
        }
        all
    }

    /// The places of the policies that a role has.
    fn given_to(&self, role: &Role) -> HashSet<usize> {
        let names: HashSet<&str> =
            role.policies.iter().flatten().map(|policy| policy.name.as_str()).collect();
        let named = |policy: &Embedded| {
            let called = policy.called.as_deref().is_some_and(|called| names.contains(called));
            called || names.contains(policy.name.as_str())
        };
        let all = self.list.iter().enumerate();
        all.filter(|(_, policy)| named(policy)).map(|(place, _)| place).collect()
    }

    /// Whether a policy is TFE's, by its rules or by its name.
    pub(crate) fn is_tfe(&self, written: &Written) -> bool {
        let called = written.called.as_deref().unwrap_or_default();
        let own = self.list.iter().filter(|p| !called.is_empty() && p.is_called(called));
        let mut profiles = own.map(recognised).peekable();
        match profiles.peek() {
            Some(_) => profiles.any(|p| p == Profile::TfeExternalVault),
            None => names_tfe(called),
        }
    }

    /// Whether a role gives its tokens a policy of TFE.
    pub(crate) fn gives_tfe(&self, role: &Role) -> bool {
        let mut policies = self.given_to(role).into_iter().filter_map(|at| self.list.get(at));
        policies.any(|p| recognised(p) == Profile::TfeExternalVault)
    }
}

fn is_for_tfe(given: &Given<'_>) -> bool {
    given.purpose.profile == Profile::TfeExternalVault
}

/// The same finding with all other places where something is filled in.
fn counted(mut finding: Finding, policy: &Embedded) -> Finding {
    let primary = finding.primary;
    let others: Vec<Span> = policy.filled_in().filter(|at| *at != primary).collect();
    if !others.is_empty() {
        finding.message.what =
            format!("{} parts of this policy are filled in later.", others.len() + 1).into();
    }
    let noted = |finding: Finding, at: &Span| finding.related(*at, "this one too");
    others.iter().take(MOST_NOTED).fold(finding, noted)
}

/// So many places are named.
const MOST_NOTED: usize = 20;

/// What a policy is for, and what is filled in where that decides it: then nothing is checked for the
/// policy.
fn purpose(policy: &Embedded) -> (Purpose, Option<Span>) {
    let purpose = Purpose::of(&policy.text, policy.called.as_deref());
    match policy.first_unknown().filter(|_| decides(policy, purpose.profile)) {
        Some(unknown) => (Purpose::none(), Some(unknown)),
        None => (purpose, None),
    }
}

fn recognised(policy: &Embedded) -> Profile {
    Purpose::of(&policy.text, policy.called.as_deref()).profile
}

/// Joins what the real thing says to two texts of a file.
pub(crate) fn accept(into: &mut Judgement, accepted: Option<bool>) {
    into.accepted = match (into.accepted, accepted) {
        (Some(a), Some(b)) => Some(a && b),
        (a, b) => a.or(b),
    };
}

/// Whether what is filled in may decide a call of the profile.
fn decides(policy: &Embedded, profile: Profile) -> bool {
    let document = vault_policy::parse(&policy.text);
    let unknown = document.rules.iter().filter(|r| policy.is_unknown(r.span));
    let paths: Vec<&str> = unknown.map(|r| r.path.value.trim_start_matches('/')).collect();
    let calls = || policy::needs(profile).iter().flat_map(|n| n.calls);
    paths
        .iter()
        .any(|path| calls().any(|call| policy::may_match(&path.replace(UNKNOWN, "*"), call.path)))
}
