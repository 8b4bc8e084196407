//! Tags whose credentials the code of the workspace does not take.

use crate::across::runs::facts::{Facts, Placed as At};
use crate::across::runs::placed::{Placed, related};
use crate::carry::variables::Beside;
use crate::kinds::terraform::{Code, Provider};
use crate::kinds::workspace_variables as variables;
use crate::knowledge::rules::any::RUN_TAG_NOT_DECLARED;

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Placed>) {
    if facts.code.is_empty() {
        return;
    }
    let alone = Beside::default();
    for lists in &facts.lists {
        for list in variables::Facts::each(&lists.what, &alone) {
            for switch in list.on().filter(|switch| !switch.named.tag.is_empty()) {
                let family = switch.named.family.name;
                let variable = format!("tfc_{}_dynamic_credentials", family.replace('-', "_"));
                let is_declared = |code: &At<Code>| code.what.variables.contains(&variable);
                let Some((code, provider)) = uses(facts, family) else { continue };
                if facts.code.iter().any(is_declared) {
                    continue;
                }
                let finding = RUN_TAG_NOT_DECLARED.at(switch.variable.key).say(
                    format!("The code does not declare the variable `{variable}`."),
                    "The run puts the credentials of a tag into it: the provider with the alias has none.",
                    format!("Declare `{variable}`, and give its `aliases` to the provider."),
                );
                let note = "this code runs with these variables";
                out.push((
                    lists.document,
                    related(finding, lists.document, code, provider.at, note),
                ));
            }
        }
    }
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
