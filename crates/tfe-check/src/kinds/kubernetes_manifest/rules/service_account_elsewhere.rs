//! Accounts that pods and bindings name, and that the text has only in another namespace.

use helm_values::NodeId;
use text::{Span, short};

use super::{Facts, Finding};
use crate::kinds::kubernetes_manifest::written::Written;
use crate::knowledge::rules::kubernetes_manifest::SERVICE_ACCOUNT_ELSEWHERE;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let own = Written::all(facts);
    let is_account = |o: &&Written| o.kind == "ServiceAccount";
    let accounts: Vec<&Written> = own.iter().chain(facts.others).filter(is_account).collect();
    let mut found = Vec::new();
    for pod in &facts.pods {
        let name = facts.tree.at(pod.spec, &["serviceAccountName"]);
        let own = facts.namespace(&pod.object);
        found.extend(name.zip(own).and_then(|(name, own)| elsewhere(facts, &accounts, name, own)));
    }
    let bindings =
        facts.objects.iter().filter(|o| matches!(o.kind, "RoleBinding" | "ClusterRoleBinding"));
    for binding in bindings {
        let subjects = facts.tree.items(facts.tree.at(binding.node, &["subjects"]));
        found.extend(
            subjects.into_iter().filter_map(|subject| of_subject(facts, &accounts, subject)),
        );
    }
    found
}

/// A binding may be in another namespace than its subject; the subject says where that is.
fn of_subject(facts: &Facts<'_>, accounts: &[&Written], subject: NodeId) -> Option<Finding> {
    if facts.tree.text(subject, &["kind"]) != Some("ServiceAccount") {
        return None;
    }
    let place = facts.tree.at(subject, &["namespace"])?;
    let own = (facts.literal(place)?, facts.tree.span(place));
    elsewhere(facts, accounts, facts.tree.at(subject, &["name"])?, own)
}

fn elsewhere(
    facts: &Facts<'_>,
    accounts: &[&Written],
    node: NodeId,
    own: (&str, Span),
) -> Option<Finding> {
    let name = facts.literal(node)?;
    let mut other = None;
    for account in accounts.iter().filter(|account| account.name == name) {
        // One without a namespace may be anywhere.
        let (namespace, at) = account.namespace.as_ref()?;
        if namespace == own.0 {
            return None;
        }
        other = Some((account, namespace, *at));
    }
    let (account, namespace, at) = other?;
    let finding = SERVICE_ACCOUNT_ELSEWHERE.at(facts.tree.span(node)).say(
        format!(
            "The account {} is in the namespace {}, and this asks for it in {}.",
            short(name),
            short(namespace),
            short(own.0)
        ),
        "There is no such account there: pods are not created, and what the binding allows is forbidden.",
        format!("Create the account in namespace {}, or use {} here.", short(own.0), short(namespace)),
    );
    Some(account.related(finding, at, "the account's namespace"))
}
