//! Kubernetes manifests of what belongs to Vault and Terraform Enterprise: above all the job that saves
//! Vault's Raft snapshots.
//!
//! The file is read as YAML with its Go templates taken out ([`template`]), its objects and containers
//! are found ([`object`]), and what containers run is read as commands ([`commands`]). The fields are
//! those of one Kubernetes release ([`kubernetes`]).

mod api_versions;
mod behavior;
mod commands;
mod facts;
mod literals;
mod manner;
mod object;
mod ours;
mod rules;
mod secrets;
mod settings;
mod template;
#[cfg(test)]
mod tests;
mod typed;
mod written;

use crate::base::finding::{Severity, Stage};
use crate::base::judgement::Judgement;
use crate::knowledge::kubernetes;
pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
use facts::Facts;
pub(crate) use literals::settings_of_commands;
pub(crate) use settings::settings;
use written::Written;

/// The objects that a text writes.
fn written(text: &str) -> Vec<Written> {
    let masked = template::mask(text);
    let document = helm_values::parse(&masked.text);
    Written::all(&Facts::new(text, &masked, &document))
}

/// Checks a manifest. The others are what is written in the manifests that are given with it.
fn judge(text: &str, others: &[Written]) -> Judgement {
    let masked = template::mask(text);
    let document = helm_values::parse(&masked.text);
    let facts = Facts::new(text, &masked, &document).with(others);
    let findings = rules::find(&facts);
    let refused = |stage| matches!(stage, Stage::Parse | Stage::Install);
    let bad = findings.iter().any(|f| f.severity == Severity::Error && refused(f.stage));
    let unread = document.problems().iter().any(|problem| problem.fatal);
    let accepted = match (bad || unread, is_all_known(&facts)) {
        (true, _) => Some(false),
        (false, true) => Some(true),
        (false, false) => None,
    };
    Judgement { accepted, findings }
}

/// Whether a text is a manifest of what belongs to Vault or Terraform Enterprise.
pub(crate) fn is_ours(text: &str) -> bool {
    ours::reason(text).is_some()
}

/// Checks a manifest that is in another file.
pub(crate) fn judge_part(text: &str) -> Judgement {
    judge(text, &[])
}

/// Whether nothing of a manifest is left to others: what a template gives, or an object of a kind that is
/// not in the table, may still be refused.
fn is_all_known(facts: &Facts<'_>) -> bool {
    let mut kinds = facts.objects.iter().map(|o| kubernetes::type_of(o.api_version, o.kind));
    facts.of_helm().is_empty() && !facts.objects.is_empty() && kinds.all(|known| known.is_some())
}
