//! Programs that an image does not have.

use text::{Edit, EditSet, Span};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::carry::shell::Command;
use crate::kinds::kubernetes_manifest::commands::{program, words};
use crate::kinds::kubernetes_manifest::facts::Worker;
use crate::knowledge::rules::kubernetes_manifest::TOOL_NOT_IN_IMAGE;

/// Programs that neither Vault's image nor the system it is made of has.
const NOT_IN_VAULT: [&str; 10] =
    ["aws", "az", "curl", "gcloud", "gsutil", "jq", "kubectl", "mc", "rclone", "s3cmd"];

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for worker in facts.pods.iter().flat_map(|pod| &pod.containers) {
        let script = worker.commands.script.map_or("", |place| place.of(&facts.work));
        let installs = ["apk add", "apk --", "apt-get", "/usr/local/bin"];
        let mounts = facts.tree.items(facts.tree.at(worker.container.node, &["volumeMounts"]));
        let mounted = |path: &str| {
            let roots = mounts.iter().filter_map(|mount| facts.tree.text(*mount, &["mountPath"]));
            roots.into_iter().any(|root| path.starts_with(root.trim_end_matches('/')))
        };
        if !worker.container.is_vault() || installs.iter().any(|word| script.contains(word)) {
            continue;
        }
        for command in &worker.commands.list {
            let all = words(&facts.work, command);
            let Some((path, place)) = all.first() else { continue };
            let name = program(&all);
            let by_name = !path.contains('/') || !mounted(path);
            if NOT_IN_VAULT.contains(&name)
                && by_name
                && script.matches(&format!("{path} ")).count() < 9
            {
                found.push(absent(facts, worker, command, name, *place));
            }
        }
    }
    found
}

fn absent(
    facts: &Facts<'_>,
    worker: &Worker<'_>,
    command: &Command,
    name: &str,
    place: Span,
) -> Finding {
    let why = match name {
        "jq" => "The shell does not find the program, and the variable set from it stays empty.",
        _ => "The shell does not find the program, and the command fails.",
    };
    let action = match name {
        "jq" => "Have Vault print the field itself: vault write -field=token …",
        _ => "Use an image that has it, or another container for this step.",
    };
    let finding = TOOL_NOT_IN_IMAGE.at(place).say(
        format!("The Vault image has no {name}, and no volume provides it."),
        why,
        action,
    );
    finding.fix(if name == "jq" { with_field(facts, worker, command) } else { None })
}

/// `vault write PATH … -format=json | jq -r .auth.client_token` as `vault write -field=token PATH …`.
fn with_field(facts: &Facts<'_>, worker: &Worker<'_>, command: &Command) -> Option<Fix> {
    let all = words(&facts.work, command);
    let asked = all.iter().any(|(word, _)| *word == ".auth.client_token");
    let from = worker.commands.list.get(command.from?).filter(|_| asked)?;
    let call = words(&facts.work, from);
    let write = call.get(1).filter(|(word, _)| *word == "write")?.1;
    let format = call.iter().find(|(word, _)| *word == "-format=json")?.1;
    let last = from.words.last()?;
    let mut edits = vec![Edit::insert(write.end, " -field=token")];
    let before = facts.text.get(..format.start)?.trim_end_matches(' ').len();
    let end = command.span()?.end;
    if *last == format {
        edits.push(Edit::delete(Span::new(before, end)));
    } else {
        edits.push(Edit::delete(Span::new(before, format.end)));
        edits.push(Edit::delete(Span::new(last.end, end)));
    }
    Some(Fix::review("Have Vault print the token", EditSet::new(edits).ok()?))
}
