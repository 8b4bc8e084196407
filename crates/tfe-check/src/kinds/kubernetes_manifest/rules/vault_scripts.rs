//! Scripts that call Vault's program.

use helm_values::{NodeId, Style};
use text::Span;

use super::Facts;
use crate::carry::shell::{Command, read_part};
use crate::kinds::kubernetes_manifest::facts::Worker;

/// The commands of such scripts, each with the container that runs it.
pub(super) fn commands<'f, 'd>(
    facts: &'f Facts<'d>,
) -> impl Iterator<Item = (&'f Worker<'d>, &'f Command)> {
    let workers = facts.pods.iter().flat_map(|pod| &pod.containers);
    let calling = workers.filter(|worker| {
        worker.commands.script.is_some() && !worker.vault_calls(&facts.work).is_empty()
    });
    calling.flat_map(|worker| worker.commands.list.iter().map(move |command| (worker, command)))
}

/// The commands of the scripts in ConfigMaps that save snapshots: a container gets them as files.
pub(super) fn in_config_maps(facts: &Facts<'_>) -> Vec<Command> {
    let maps = facts.objects.iter().filter(|object| object.kind == "ConfigMap");
    let entries = maps.flat_map(|object| object.entries(facts.tree, "data"));
    let scripts = entries.filter_map(|entry| script(facts, entry.value));
    scripts.flat_map(|place| read_part(&facts.work, place).commands).collect()
}

/// The lines of a shell's script that saves a snapshot.
fn script(facts: &Facts<'_>, node: NodeId) -> Option<Span> {
    let scalar = facts.tree.document.target(node)?.as_scalar()?;
    let first = scalar.text.lines().next()?;
    let is_shell = first.starts_with("#!") && first.trim_end().ends_with("sh");
    let saves = scalar.text.contains("vault operator raft snapshot");
    let place = facts.tree.span(node);
    let header = place.of(&facts.work).find('\n')? + 1;
    (is_shell && saves && scalar.style == Style::Literal)
        .then(|| Span::new(place.start + header, place.end))
}
