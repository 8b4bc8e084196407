//! A path that is nearly the one of the service account's token.

use text::{Edit, Span};

use super::account_token::TOKEN;
use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::knowledge::rules::kubernetes_manifest::ACCOUNT_TOKEN_PATH_WRONG;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let scripts = facts
        .pods
        .iter()
        .flat_map(|pod| &pod.containers)
        .filter_map(|worker| worker.commands.script);
    scripts.filter_map(|script| wrong_path(facts, script)).collect()
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
