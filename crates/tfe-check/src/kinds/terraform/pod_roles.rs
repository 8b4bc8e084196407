//! The AWS roles that a file writes for pods, and the service accounts that they trust.

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use text::Span;

use super::parse;
use crate::carry::template::span;

/// What begins the subject of a service account.
const SUBJECT: &str = "system:serviceaccount:";

/// A role and the accounts that it trusts.
pub(crate) struct PodRole {
    pub name: String,
    /// The first subject, without quotes.
    pub at: Span,
    accounts: Vec<String>,
}

impl PodRole {
    /// Whether it may trust an account of that name, in whichever namespace.
    pub(crate) fn may_trust(&self, account: &str) -> bool {
        self.accounts.iter().any(|known| known == account || known.contains(['*', '?']))
    }
}

/// The roles of a file whose accounts are all in it.
pub(crate) fn pod_roles(file: &str) -> Vec<PodRole> {
    // Pod Identity names the accounts outside of the role.
    if !file.contains(SUBJECT) || file.contains("pods.eks.amazonaws.com") {
        return Vec::new();
    }
    let Ok(body) = parse::body(file) else { return Vec::new() };
    let roles = body.blocks().filter(|block| is(block, "resource", "aws_iam_role"));
    roles.filter_map(|block| role(file, &body, block)).collect()
}

fn is(block: &Block, word: &str, kind: &str) -> bool {
    block.ident.as_str() == word && block.labels.first().is_some_and(|l| l.as_str() == kind)
}

fn role(file: &str, body: &Body, block: &Block) -> Option<PodRole> {
    let of = |name: &str| block.body.get_attribute(name).map(|a| &a.value);
    let name = of("name")?.as_str()?.to_owned();
    let place = trust(file, body, of("assume_role_policy")?)?;
    let subjects = subjects(place.of(file))?;
    let at = subjects.first()?.0;
    let accounts = subjects.into_iter().map(|(_, account)| account.to_owned()).collect();
    Some(PodRole { name, at: at.shifted(place.start), accounts })
}

/// Where the trust policy of a role is written: in the role, or in the document that it names.
fn trust(file: &str, body: &Body, policy: &Expression) -> Option<Span> {
    let own = span(policy.span())?;
    let written = own.of(file);
    let Some(named) = written.strip_prefix("data.aws_iam_policy_document.") else {
        return Some(own);
    };
    let (name, _) = named.split_once('.')?;
    let label = |block: &&Block| block.labels.get(1).is_some_and(|label| label.as_str() == name);
    let mut documents = body.blocks().filter(|b| is(b, "data", "aws_iam_policy_document"));
    span(documents.find(label)?.span())
}

/// The accounts of all subjects, each with its place; `None` where one of them is filled in.
fn subjects(policy: &str) -> Option<Vec<(Span, &str)>> {
    let all = policy.match_indices(SUBJECT).map(|(at, _)| {
        let subject = policy.get(at..)?.split(['"', '\n']).next()?;
        let (_, account) = subject.get(SUBJECT.len()..)?.split_once(':')?;
        let known = !subject.contains("${") && !account.is_empty();
        known.then(|| (Span::new(at, at + subject.len()), account))
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLE: &str = r#"resource "aws_iam_role" "tfe" {
  name               = "tfe"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    condition {
      test     = "StringEquals"
      variable = "oidc.eks.eu-west-1.amazonaws.com/id/1:sub"
      values   = ["system:serviceaccount:tfe:tfe"]
    }
  }
}
"#;

    #[test]
    fn accounts_are_those_of_the_trust_policy() {
        let roles = pod_roles(ROLE);
        let [role] = roles.as_slice() else { panic!("{} roles", roles.len()) };
        assert_eq!(role.at.of(ROLE), "system:serviceaccount:tfe:tfe");
        assert!(role.name == "tfe" && role.may_trust("tfe") && !role.may_trust("other"));
        let open =
            [("tfe:tfe", "tfe:*"), ("tfe:tfe", "${var.ns}:tfe"), ("policy = data", "policy = var")];
        let trusts = |file: &str| pod_roles(file).iter().all(|role| role.may_trust("other"));
        for (from, to) in open {
            assert!(trusts(&ROLE.replace(from, to)), "{to}");
        }
    }
}
