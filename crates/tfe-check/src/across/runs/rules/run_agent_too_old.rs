//! The agent that runs the configuration, and the first one that knows the variables.

use crate::across::runs::facts::Facts;
use crate::across::runs::placed::{Placed, related};
use crate::base::finding::Severity;
use crate::kinds::workspace_variables::{self as variables, Named};
use crate::knowledge::rules::any::RUN_AGENT_TOO_OLD;
use crate::variables::{Beside, Variable};

/// The first agent that knows tags.
const TAGS: &str = "1.12.0";

/// A variable that an agent does not know.
struct Unknown<'l> {
    document: usize,
    variable: &'l Variable,
    needs: &'static str,
    severity: Severity,
}

pub(super) fn find(facts: &Facts<'_>) -> Vec<Placed> {
    let mut found = Vec::new();
    for settings in &facts.settings {
        let Some((image, span)) = &settings.what.image else { continue };
        let Some(own) = version(image) else { continue };
        let alone = Beside::default();
        let mut worst: Option<Unknown<'_>> = None;
        for lists in &facts.lists {
            for listed in variables::Facts::each(&lists.what, &alone) {
                for unknown in
                    listed.known.iter().filter_map(|(v, n)| unknown(lists.document, v, *n, own))
                {
                    let weight = |u: &Unknown<'_>| (u.severity, numbers(u.needs));
                    if worst.as_ref().is_none_or(|worst| weight(worst) < weight(&unknown)) {
                        worst = Some(unknown);
                    }
                }
            }
        }
        let Some(worst) = worst else { continue };
        let (needs, name) = (worst.needs, &worst.variable.name);
        // A registry of one's own most likely has copies.
        let is_copy = !matches!(image.split_once("hashicorp/"), Some(("" | "docker.io/", _)));
        let severity = if is_copy { worst.severity.min(Severity::Warning) } else { worst.severity };
        let by_name = if is_copy { " Inferred from the name of the image." } else { "" };
        let finding = RUN_AGENT_TOO_OLD
            .at(*span)
            .say(
                format!("The agent is older than {needs}, the first one that knows {name}."),
                format!("The agent ignores the variable: the run gets no credentials, or others than it is meant to.{by_name}"),
                format!("Use hashicorp/tfc-agent:{needs} or later."),
            )
            .severity(severity);
        let note = "this variable needs a later agent";
        let finding = related(finding, settings.document, worst.document, worst.variable.key, note);
        found.push((settings.document, finding));
    }
    found
}

/// The version of HashiCorp's own image: those of others count their own builds.
fn version(image: &str) -> Option<(u32, u32, u32)> {
    let (before, tag) = image.split_once("hashicorp/tfc-agent:")?;
    if !before.is_empty() && !before.ends_with('/') {
        return None;
    }
    numbers(tag).filter(|_| !tag.contains(['-', '@', '+']))
}

fn numbers(version: &str) -> Option<(u32, u32, u32)> {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().ok());
    let found = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(found)
}

fn unknown<'l>(
    document: usize,
    variable: &'l Variable,
    named: Named<'_>,
    own: (u32, u32, u32),
) -> Option<Unknown<'l>> {
    let (needs, severity) = needed(variable, named)?;
    (numbers(needs)? > own).then_some(Unknown { document, variable, needs, severity })
}

/// The first agent that a variable needs, and how bad an older one is.
fn needed(variable: &Variable, named: Named<'_>) -> Option<(&'static str, Severity)> {
    let family = named.family;
    let value = variable.value.as_deref();
    match named.known {
        _ if family.doubtful => None,
        None if value != Some("true") => None,
        None if !named.tag.is_empty() && numbers(family.agent) < numbers(TAGS) => {
            Some((TAGS, Severity::Error))
        }
        None => Some((family.agent, Severity::Error)),
        Some(known) if known.name == "GCP_PRINCIPAL_TYPE" => {
            (value == Some("workload_pool")).then_some(("1.28.3", Severity::Error))
        }
        Some(known) if known.name.ends_with("_VAULT_CONFIG") => {
            Some((known.agent, Severity::Error))
        }
        // An older agent keeps its own time.
        Some(known) if known.name.ends_with("_TIMEOUT") => Some((known.agent, Severity::Info)),
        Some(known) if !known.agent.is_empty() => Some((known.agent, Severity::Warning)),
        Some(_) => None,
    }
}
