//! What several texts of one installation say that do not go together: values, policies, the commands that
//! set up Vault, and the settings of the installation before.
//!
//! Nothing is said where one of the texts is not given, and nothing of a value that something else fills in.

mod before;
mod installation;
mod known;
mod member;
mod rules;
mod running;
mod say;
mod secrets;
mod setup;
mod twins;

use self::installation::Installation;
use self::known::Known;
pub(crate) use self::rules::parent_chart::dependency_names;
use crate::base::finding::Finding;
use crate::base::kind::Kind;
use crate::base::versions::Versions;
use crate::kinds::{helm_overrides, terraform};
pub(crate) use member::{Member, Place, Script};

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
    found.extend(rules::secret_without_key::find(&values, scripts, versions));
    found.extend(rules::parent_chart::find(&values, scripts, versions));
    let files: Vec<&Member> = of(terraform::KIND).collect();
    found.extend(rules::aws_role_trusts_another_account::find(&values, &files, versions));
    let known = Known::of(members, scripts, installations);
    found.extend(rules::ALL.iter().flat_map(|find| find(&known)));
    found
}
