//! A login with the service account's token in a pod that does not get it.

use text::{Edit, Span};

use super::account_token::TOKEN;
use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::knowledge::rules::kubernetes_manifest::ACCOUNT_TOKEN_NOT_MOUNTED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for pod in &facts.pods {
        let scripts = pod.containers.iter().filter_map(|worker| worker.commands.script);
        found.extend(scripts.filter_map(|script| unmounted(facts, pod, script)));
    }
    found
}

fn unmounted(facts: &Facts<'_>, pod: &Pod<'_>, script: Span) -> Option<Finding> {
    let at = script.of(&facts.work).find(TOKEN)?;
    let off = facts.tree.entry(pod.spec, "automountServiceAccountToken")?;
    let written = facts.tree.span(off.value).of(facts.text);
    let mounts = facts.tree.at(pod.spec, &["volumes"]).map(|node| facts.tree.span(node));
    let projected =
        mounts.is_some_and(|place| place.of(facts.text).contains("serviceAccountToken"));
    if written != "false" || projected {
        return None;
    }
    let place = Span::new(script.start + at, script.start + at + TOKEN.len());
    let edit = Edit::replace(facts.tree.span(off.value), "true");
    Some(
        ACCOUNT_TOKEN_NOT_MOUNTED
            .at(facts.tree.span(off.value))
            .say(
                "The job logs in with its service account token, which is not mounted.",
                "The file does not exist in the container, and the login fails.",
                "Set automountServiceAccountToken: true.",
            )
            .related(place, "The token is read here.")
            .fix(Fix::review("Write automountServiceAccountToken: true", edit)),
    )
}
