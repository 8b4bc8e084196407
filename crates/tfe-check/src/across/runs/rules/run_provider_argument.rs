//! Arguments of a provider that take the place of what a run gets.

use crate::across::runs::facts::Facts;
use crate::across::runs::placed::{Placed, related};
use crate::kinds::terraform::Argument;
use crate::kinds::workspace_variables as variables;
use crate::knowledge::rules::any::RUN_PROVIDER_ARGUMENT;
use crate::variables::{Beside, Variable};

/// A switch, the providers that it is for, and their arguments that do not go with it.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const VAULT: &[&str] = &["token", "address", "namespace"];
const AWS: &[&str] = &["access_key", "secret_key"];
const AZURE: &[&str] = &["client_id", "client_secret", "oidc_token"];
const GOOGLE: &[&str] = &["credentials", "access_token"];

const ROWS: [Row; 7] = [
    ("VAULT_PROVIDER_AUTH", &["vault"], VAULT),
    ("AWS_PROVIDER_AUTH", &["aws"], AWS),
    ("VAULT_BACKED_AWS_AUTH", &["aws"], AWS),
    ("AZURE_PROVIDER_AUTH", &["azurerm", "azuread"], AZURE),
    ("VAULT_BACKED_AZURE_AUTH", &["azurerm", "azuread"], AZURE),
    ("GCP_PROVIDER_AUTH", &["google", "google-beta"], GOOGLE),
    ("VAULT_BACKED_GCP_AUTH", &["google", "google-beta"], GOOGLE),
];

pub(super) fn find(facts: &Facts<'_>) -> Vec<Placed> {
    let alone = Beside::default();
    let mut found = Vec::new();
    for lists in &facts.lists {
        for list in variables::Facts::each(&lists.what, &alone) {
            for switch in list.on().filter(|switch| switch.named.tag.is_empty()) {
                let row = ROWS.iter().find(|(bare, ..)| *bare == switch.named.bare);
                let Some((_, providers, arguments)) = row else { continue };
                let given = |name: &str| match name {
                    "address" => list.find("VAULT_ADDR", ""),
                    "namespace" => list.find("VAULT_NAMESPACE", ""),
                    _ => None,
                };
                for (document, argument) in own(facts, providers, arguments) {
                    if interferes(argument, given(&argument.name)) {
                        say(document, argument, lists.document, switch.variable, &mut found);
                    }
                }
            }
        }
    }
    found
}

/// The arguments of the blocks without an alias: the others are for other credentials.
fn own<'f>(
    facts: &'f Facts<'_>,
    providers: &'static [&'static str],
    arguments: &'static [&'static str],
) -> impl Iterator<Item = (usize, &'f Argument)> {
    facts.code.iter().flat_map(move |code| {
        let blocks = code.what.providers.iter();
        let blocks = blocks.filter(|p| !p.has_alias && providers.contains(&p.name.as_str()));
        let all = blocks.flat_map(|block| &block.arguments);
        all.filter(|a| arguments.contains(&a.name.as_str())).map(|a| (code.document, a))
    })
}

/// The documented form takes the credentials from a variable of the run. An address is only in the way where
/// it is another one.
fn interferes(argument: &Argument, given: Option<&Variable>) -> bool {
    if argument.written.contains("tfc_") {
        return false;
    }
    if !matches!(argument.name.as_str(), "address" | "namespace") {
        return true;
    }
    let literal = argument.written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let value = given.and_then(|v| v.value.as_deref());
    literal.zip(value).is_some_and(|(own, other)| {
        !own.contains('$') && own.trim_end_matches('/') != other.trim_end_matches('/')
    })
}

fn say(
    document: usize,
    argument: &Argument,
    lists: usize,
    switch: &Variable,
    out: &mut Vec<Placed>,
) {
    let finding = RUN_PROVIDER_ARGUMENT.at(argument.at).say(
        format!("`{}` of the provider is set next to {}.", argument.name, switch.name),
        "The provider uses the argument, and not what the run gets for it.",
        "Remove the argument, or leave the variable out.",
    );
    let note = "this gives the run its own credentials";
    if out.iter().any(|(d, f)| *d == document && f.rule == finding.rule && f.primary == argument.at)
    {
        return;
    }
    out.push((document, related(finding, document, lists, switch.key, note)));
}
