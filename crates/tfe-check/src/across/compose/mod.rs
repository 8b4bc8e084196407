//! New files from a few answers: the values of the chart and, for an external Vault, its policy.
//!
//! Which settings an answer asks for is not written here a second time: `knowledge/needs.yaml`, from which the
//! checks report what is missing, is asked until nothing is missing any more. The meaning of each setting and whether it is a
//! secret come from `knowledge/settings.yaml`, the rules of the policy from `knowledge/vault-calls.yaml`.

mod answers;
mod draft;
mod examples;
mod needed;
mod policy;
mod refusal;
mod values;

pub use answers::{Answers, Cloud, Login, Mode, NEWEST_RELEASE, Pod, Vault, newest_of_line};
pub use refusal::{Question, Refused};

use draft::Draft;

/// What the values are called.
pub const OVERRIDES: &str = "overrides.yaml";
/// What the policy is called.
pub const POLICY: &str = "tfe.hcl";

/// The values of the chart for these answers, with comments for what is to be done by hand. Secrets are not in them: they
/// name a Secret, and a comment lists its keys.
///
/// # Errors
///
/// An answer that cannot be written into a file, with the reason.
pub fn overrides(answers: &Answers) -> Result<String, Refused> {
    refusal::first(answers).map_or_else(|| Ok(values::write(answers, &Draft::of(answers))), Err)
}

/// The policy that TFE needs in an external Vault. Without [`Answers::vault`] it is the one for Vault's root
/// namespace and the usual mount.
///
/// # Errors
///
/// An answer that cannot be written into a file, with the reason.
pub fn policy(answers: &Answers) -> Result<String, Refused> {
    refusal::first(answers).map_or_else(|| Ok(policy::write(answers)), Err)
}
