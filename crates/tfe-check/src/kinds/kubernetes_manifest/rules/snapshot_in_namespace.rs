//! A snapshot that is requested in a namespace.

use super::{Facts, Finding};
use crate::kinds::kubernetes_manifest::facts::Worker;
use crate::knowledge::rules::kubernetes_manifest::SNAPSHOT_IN_NAMESPACE;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let all = facts.pods.iter().flat_map(|pod| &pod.containers);
    all.filter_map(|worker| in_namespace(facts, worker)).collect()
}

fn in_namespace(facts: &Facts<'_>, worker: &Worker<'_>) -> Option<Finding> {
    worker.snapshot(&facts.work)?;
    let variables = worker.container.variables(facts.tree);
    let (_, item) = variables.into_iter().find(|(name, _)| *name == "VAULT_NAMESPACE")?;
    let value = facts.tree.at(item, &["value"])?;
    let written = facts.literal(value)?.trim_matches('/');
    // The script may set it again for the command, and the root has a name of its own.
    let script = worker.commands.script.map_or("", |place| place.of(&facts.work));
    let marks = ["VAULT_NAMESPACE", "-namespace", "-ns"];
    let words = worker
        .commands
        .list
        .iter()
        .flat_map(|command| &command.words)
        .map(|word| word.of(&facts.work));
    let again = words.chain([script]).any(|text| marks.iter().any(|mark| text.contains(mark)));
    if again || matches!(written, "" | "root") {
        return None;
    }
    Some(SNAPSHOT_IN_NAMESPACE.at(facts.tree.span(value)).say(
        "The snapshot is requested in a namespace.",
        "Vault takes snapshots in its root namespace only: the command is refused.",
        "Unset VAULT_NAMESPACE for the command that saves the snapshot.",
    ))
}
