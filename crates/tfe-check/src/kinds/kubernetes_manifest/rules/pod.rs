//! The token of the service account, which a login through Kubernetes needs.

use text::{Edit, Span};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::Pod;
use crate::knowledge::rules::kubernetes_manifest::{
    ACCOUNT_TOKEN_NOT_MOUNTED, ACCOUNT_TOKEN_PATH_WRONG,
};

/// Where the token is mounted.
const TOKEN: &str = "/var/run/secrets/kubernetes.io/serviceaccount/token";

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for pod in &facts.pods {
        let scripts = pod.containers.iter().filter_map(|worker| worker.commands.script);
        for script in scripts {
            out.extend(wrong_path(facts, script));
            out.extend(unmounted(facts, pod, script));
        }
    }
}

fn wrong_path(facts: &Facts<'_>, script: Span) -> Option<Finding> {
    let text = script.of(&facts.work);
    let start = text.find("/var/run/secrets/kubernetes")?;
    let rest = text.get(start..)?;
    let end = rest.find(|c: char| c.is_whitespace() || ")\"'`;".contains(c)).unwrap_or(rest.len());
    let written = rest.get(..end)?;
    if written == TOKEN || text::distance(written, TOKEN) > 4 {
        return None;
    }
    let place = Span::new(script.start + start, script.start + start + end);
    let finding = ACCOUNT_TOKEN_PATH_WRONG.at(place).say(
        "The service account's token is not at this path.",
        "The command finds no file, so the login gets no token.",
        format!("Write {TOKEN}."),
    );
    Some(finding.fix(Fix::safe("Write the path of the token", Edit::replace(place, TOKEN))))
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
    Some(
        ACCOUNT_TOKEN_NOT_MOUNTED
            .at(facts.tree.span(off.value))
            .say(
                "The job logs in with its service account token, which is not mounted.",
                "The file does not exist in the container, and the login fails.",
                "Set automountServiceAccountToken: true.",
            )
            .related(place, "The token is read here."),
    )
}
