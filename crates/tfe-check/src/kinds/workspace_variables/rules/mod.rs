//! What can be wrong with the variables of a run.

mod conflicts;
mod identifier;
mod missing;
mod name;
mod switch;
mod useless;
mod value;
mod vault_config;

use super::facts::Facts;
use text::Span;

use crate::base::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::carry::variables::List;

/// Lists the modules in the order in which they are asked.
macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        static ALL: &[&[&Rule]] = &[$(&$module::RULES),*];
        fn run(facts: &Facts<'_>, out: &mut Vec<Finding>) {
            $($module::find(facts, out);)*
        }
    };
}

rules! { name, switch, missing, vault_config, conflicts, useless, value }

static NOTHING: Rule = Rule::new("run-variables-not-there", Severity::Info, Stage::Run)
    .source(Evidence::Documented, "HCP Terraform documentation, Vault-backed dynamic credentials");

/// All rules for variables.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    ALL.iter().flat_map(|list| list.iter()).copied().chain([&NOTHING])
}

/// A page about the credentials of runs, without any variables.
pub(super) fn nothing(text: &str) -> Finding {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    NOTHING.at(Span::new(start, start + line.len())).say(
        "There are no variables of runs in this text.",
        "Clouds through Vault need TFC_VAULT_PROVIDER_AUTH and a TFC_VAULT_BACKED_ switch, both true, an agent from 1.8.0 \
         on, and a Vault that reaches /.well-known/jwks of Terraform Enterprise.",
        "Paste the variables of the workspace, the JWT role or the policy: each is checked.",
    )
}

/// Everything that is wrong with the lists of a text.
pub(crate) fn find(lists: &[List]) -> Vec<Finding> {
    let mut found = Vec::new();
    for list in lists {
        run(&Facts::of(list, lists), &mut found);
    }
    found
}
