//! Tags whose credentials the code of the workspace does not take.

use text::{Span, short};

use crate::across::runs::facts::{Facts, Placed as At};
use crate::across::runs::placed::{Placed, related};
use crate::kinds::terraform::{Code, Provider};
use crate::kinds::workspace_variables as variables;
use crate::knowledge::rules::any::RUN_TAG_NOT_DECLARED;
use crate::variables::Beside;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Placed> {
    if facts.code.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    other_tags(facts, &mut found);
    let alone = Beside::default();
    for lists in &facts.lists {
        for list in variables::Facts::each(&lists.what, &alone) {
            for switch in list.on().filter(|switch| !switch.named.tag.is_empty()) {
                let family = switch.named.family.name;
                let variable = variable_of(family);
                let is_declared = |code: &At<Code>| code.what.variables.contains(&variable);
                let Some((code, provider)) = uses(facts, family) else { continue };
                if facts.code.iter().any(is_declared) {
                    continue;
                }
                let finding = RUN_TAG_NOT_DECLARED.at(switch.variable.key).say(
                    format!("The code does not declare the variable `{variable}`."),
                    "Runs pass the credentials of a tag in this variable; without it, the provider with the alias gets none.",
                    format!("Declare `{variable}`, and give its `aliases` to the provider."),
                );
                let note = "this code runs with these variables";
                found.push((
                    lists.document,
                    related(finding, lists.document, code, provider.at, note),
                ));
            }
        }
    }
    found
}

/// Tags that the code takes, and that the variables do not have.
fn other_tags(facts: &Facts<'_>, out: &mut Vec<Placed>) {
    let given = given(facts);
    for code in &facts.code {
        for alias in &code.what.aliases {
            let of_family = || given.iter().filter(|given| given.variable == alias.variable);
            let is_same = |given: &Given| Some(given.tag.as_str()) == alias.tag.as_deref();
            let Some((tag, first)) = alias.tag.as_deref().zip(of_family().next()) else { continue };
            if of_family().any(is_same) {
                continue;
            }
            let finding = RUN_TAG_NOT_DECLARED.at(alias.at).say(
                format!("No variable of the run has the tag {}.", short(tag)),
                "The run fails, because the aliases have no such key, or the provider has no credentials.",
                format!("Write a tag that the variables have, such as {}.", short(&first.tag)),
            );
            let note = "this variable has another tag";
            out.push((
                code.document,
                related(finding, code.document, first.document, first.at, note),
            ));
        }
    }
}

/// A switch with a tag.
struct Given {
    document: usize,
    /// The variable of the code that gets the credentials.
    variable: String,
    tag: String,
    at: Span,
}

fn given(facts: &Facts<'_>) -> Vec<Given> {
    let alone = Beside::default();
    let mut all = Vec::new();
    for lists in &facts.lists {
        for list in variables::Facts::each(&lists.what, &alone) {
            let tagged = list.on().filter(|switch| !switch.named.tag.is_empty());
            all.extend(tagged.map(|switch| Given {
                document: lists.document,
                variable: variable_of(switch.named.family.name),
                tag: switch.named.tag.to_owned(),
                at: switch.variable.key,
            }));
        }
    }
    all
}

/// The variable of the code for a family.
fn variable_of(family: &str) -> String {
    format!("tfc_{}_dynamic_credentials", family.replace('-', "_"))
}

/// A provider that gets credentials of a family.
fn uses<'f>(facts: &'f Facts<'_>, family: &str) -> Option<(usize, &'f Provider)> {
    let names: &[&str] = match family.trim_start_matches("vault-backed-") {
        "azure" => &["azurerm", "azuread"],
        "gcp" => &["google", "google-beta"],
        "vault" => &["vault"],
        "aws" => &["aws"],
        "kubernetes" => &["kubernetes", "helm"],
        _ => return None,
    };
    facts.code.iter().find_map(|code| {
        let own = code.what.providers.iter().find(|p| names.contains(&p.name.as_str()));
        own.map(|provider| (code.document, provider))
    })
}
