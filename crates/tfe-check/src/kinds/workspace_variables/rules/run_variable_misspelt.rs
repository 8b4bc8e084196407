//! Names that no run knows, next to one that it knows.

use text::{Edit, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::workspace_variables::names::{self, Meant, meant, meant_by_value, named};
use crate::knowledge::rules::workspace_variables::RUN_VARIABLE_MISSPELT;
use crate::variables::Variable;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for variable in &facts.list.variables {
        let value = variable.value.as_deref();
        let by_value = value.and_then(|value| meant_by_value(&variable.name, value));
        let lower = || in_lower_case(facts, &variable.name);
        let meant = meant(&variable.name).or(by_value).or_else(lower);
        found.extend(of_another_cloud(variable));
        found.extend(meant.and_then(|meant| misspelt(facts, variable, &meant)));
    }
    found
}

/// Something of one's own may have a name like that next to the right one.
fn misspelt(facts: &Facts<'_>, variable: &Variable, meant: &Meant) -> Option<Finding> {
    // What another workspace has says nothing of this one.
    let right = named(&meant.name).and_then(|n| facts.own(n.bare, n.tag));
    if right.is_some_and(|right| right.name == meant.name) {
        return None;
    }
    let title = format!("Write {}", meant.name);
    let edit = Edit::replace(variable.key, meant.name.as_str());
    let fix = if meant.is_slip { Fix::safe(title, edit) } else { Fix::review(title, edit) };
    let finding = RUN_VARIABLE_MISSPELT.at(variable.key).say(
        format!("Runs do not know the variable {}.", short(&variable.name)),
        "The run ignores it, as if it were not set. Inferred from the documented names.",
        format!("Write {}.", meant.name),
    );
    Some(finding.fix(fix))
}

/// `tfc_vault_addr` next to variables of a run. By itself it may be the name of one's own variable.
fn in_lower_case(facts: &Facts<'_>, name: &str) -> Option<Meant> {
    let upper = name.to_ascii_uppercase();
    let is =
        upper != name && name.len() < LONGEST && facts.known.iter().any(|(v, _)| v.name != upper);
    (is && named(&upper).is_some_and(|named| named.tag.is_empty()))
        .then_some(Meant { name: upper, is_slip: false })
}

/// A longer name is none of a table (bytes).
const LONGEST: usize = 100;

/// A name that another cloud has: `TFC_VAULT_BACKED_GCP_SLEEP_SECONDS`.
fn of_another_cloud(variable: &Variable) -> Option<Finding> {
    let rest = variable.name.strip_prefix("TFC_VAULT_BACKED_")?;
    let (own, bare) = rest.split_once('_')?;
    if !CLOUDS.contains(&own) || named(&variable.name).is_some() || meant(&variable.name).is_some()
    {
        return None;
    }
    let others = CLOUDS.iter().map(|cloud| format!("VAULT_BACKED_{cloud}_{bare}"));
    let other = others.into_iter().find_map(|name| names::known(&name))?;
    Some(RUN_VARIABLE_MISSPELT.at(variable.key).say(
        format!("Runs do not know the variable {}.", short(&variable.name)),
        format!("The run ignores it: only TFC_{other} has this ending. Inferred from the documented names."),
        "Remove it.",
    ))
}

/// The clouds whose credentials come through Vault.
const CLOUDS: [&str; 3] = ["AWS", "AZURE", "GCP"];
