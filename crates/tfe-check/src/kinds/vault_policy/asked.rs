//! What is checked for a policy, and its answers.

use vault_policy::{Denial, Document, Rule as PolicyRule};

use super::access::Answer;
use super::{Access, Call, Goal, Need, Place, Wanted, needs};
use crate::base::finding::Severity;
use crate::base::kind::Profile;
use crate::base::versions::Versions;

/// One rule of the documented policy, as far as this release of TFE needs it.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The rule.
    pub need: &'static Need,
    /// Its path, where this policy expects the engine.
    pub path: String,
    /// Its calls with their answers. None for a rule that matches nothing.
    pub probes: Vec<Probe>,
}

/// A call with its answer.
#[derive(Clone, Debug)]
pub(crate) struct Probe {
    /// The call.
    pub call: &'static Call,
    /// What the policy says to it.
    pub answer: Answer,
}

impl Probe {
    /// How bad a denial is: less where only new keys cannot be used, or where it is not documented
    /// that TFE makes the call just so.
    pub(crate) fn severity(&self) -> Severity {
        let optional = matches!(&self.answer.denial,
            Some(Denial::ParameterMissing(name)) if self.call.optional.contains(&name.as_str()));
        let new_key = self.call.operation == "create";
        let usual = self.call.rule.severity;
        if optional || new_key || self.call.path.ends_with("/config") {
            return usual.min(Severity::Warning);
        }
        usual
    }
}

impl Probe {
    /// How bad a denial is where Vault's default policy does not stand in for it.
    pub(crate) fn severity_without_default(&self) -> Severity {
        self.of_default().unwrap_or_else(|| self.severity())
    }

    /// The same of a call that the default policy grants.
    fn of_default(&self) -> Option<Severity> {
        Some(match self.call.path {
            "auth/token/renew-self" => Severity::Error,
            "auth/token/lookup-self" if self.call.goal == Goal::Token => Severity::Error,
            "auth/token/revoke-self" => Severity::Warning,
            "sys/leases/renew" | "sys/renew" => Severity::Warning,
            _ => return None,
        })
    }

    /// Whether a deny keeps the default policy from granting a call. It grants by exactly these paths, and rules for
    /// one path are merged; against a broader deny its own rule wins.
    fn is_denied_with_default(&self, deny: &PolicyRule) -> bool {
        self.of_default().is_some() && deny.read.pattern.text == self.call.path
    }

    /// How bad it is that a rule denies a call.
    pub(crate) fn severity_denied_by(&self, deny: &PolicyRule) -> Severity {
        match self.is_denied_with_default(deny) {
            true => self.severity_without_default(),
            false => self.severity(),
        }
    }

    /// What the operator will see where a rule denies a call.
    pub(crate) fn why_denied_by(&self, deny: &PolicyRule) -> &'static str {
        match self.is_denied_with_default(deny) {
            true => {
                "Vault merges the rules of all policies for one path, so this deny overrides its default policy too."
            }
            false => self.call.why,
        }
    }
}

/// The first of the worst.
pub(crate) fn worst<'p>(probes: impl IntoIterator<Item = &'p Probe>) -> Option<&'p Probe> {
    probes.into_iter().min_by_key(|p| std::cmp::Reverse(p.severity()))
}

impl Asked {
    /// Whether it is only what a run asks of its own token.
    pub(crate) fn is_for_own_token_of_run(&self) -> bool {
        self.probes.iter().all(|p| p.call.goal == Goal::Token)
    }

    /// What is denied of it, worst first.
    pub(crate) fn denied(&self) -> impl Iterator<Item = &Probe> {
        self.probes.iter().filter(|p| !p.answer.allowed)
    }

    /// Its place among all needs of the profile.
    pub(crate) fn place(&self, profile: Profile) -> usize {
        needs(profile).iter().position(|n| std::ptr::eq(n, self.need)).unwrap_or(0)
    }

    /// Whether a rule stands for no other paths than the need, so that adding to it grants no more.
    pub(crate) fn covers(&self, rule: &PolicyRule) -> bool {
        covers(&self.path, rule)
    }
}

/// Whether a rule stands for no other paths than this one of the documentation.
pub(crate) fn covers(path: &str, rule: &PolicyRule) -> bool {
    let text = &rule.read.pattern.text;
    match path.strip_suffix('*') {
        // A LIST asks the rule without its slash, too.
        Some(start) if start.strip_suffix('/') == Some(text) => true,
        Some(start) => text.starts_with(start) && !text.ends_with("/config"),
        None => text == path,
    }
}

/// The needs of a profile for these versions, asked of the policy.
pub(super) fn ask(
    document: &Document,
    profile: Profile,
    versions: &Versions,
    place: &Place,
    access: &Access,
) -> Vec<Asked> {
    let wanted = (profile == Profile::RaftSnapshot).then(|| Wanted::of(document));
    let later = |since: &str| !since.is_empty() && versions.tfe_before(since);
    let asks = |call: &Call| {
        let wanted = wanted.as_ref();
        !later(call.since) && wanted.is_none_or(|w| w.asks(call.goal, call.operation, call.path))
    };
    let probe = |call: &'static Call| Probe { call, answer: access.ask(call) };
    let asked = |need: &'static Need| Asked {
        need,
        path: place.path(need.path).into_owned(),
        probes: need.calls.iter().filter(|c| asks(c)).map(probe).collect(),
    };
    needs(profile).iter().filter(|n| !later(n.since)).map(asked).collect()
}

/// The goals of what is asked, in the order of the outcome strip.
pub(crate) fn goals(asked: &[Asked], profile: Profile) -> Vec<Goal> {
    let of = |goal: &Goal| asked.iter().flat_map(|a| &a.probes).any(|p| p.call.goal == *goal);
    Goal::of(profile).iter().copied().filter(of).collect()
}
