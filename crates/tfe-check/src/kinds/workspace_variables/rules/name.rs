//! Names that no run knows, settings of the platform, tags, and what is no environment variable.

use text::{Edit, Span, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::carry::variables::Variable;
use crate::kinds::workspace_variables::names::{self, Meant, Named, meant, named};
use crate::knowledge;
use crate::knowledge::rules::workspace_variables::{
    RUN_VARIABLE_MISSPELT, RUN_VARIABLE_NOT_IN_ENVIRONMENT, RUN_VARIABLE_OF_THE_PLATFORM,
    RUN_VARIABLE_TAG_MALFORMED,
};

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for variable in &facts.list.variables {
        if let Some(meant) = meant(&variable.name) {
            out.extend(misspelt(facts, variable, &meant));
        } else if is_of_the_platform(&variable.name) {
            out.push(platform(variable));
        }
    }
    for (variable, named) in &facts.known {
        out.extend(tag(variable, *named));
    }
    categories(facts, out);
}

/// Something of one's own may have a name like that next to the right one.
fn misspelt(facts: &Facts<'_>, variable: &Variable, meant: &Meant) -> Option<Finding> {
    // What another workspace has says nothing of this one.
    if named(&meant.name)
        .is_some_and(|n| facts.own(n.bare, n.tag).is_some_and(|v| v.name == meant.name))
    {
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

/// Names that tools in a run read begin with `TFE_` too.
fn is_of_the_platform(name: &str) -> bool {
    name.starts_with("TFE_VAULT_") && knowledge::setting(name).is_some()
}

fn platform(variable: &Variable) -> Finding {
    RUN_VARIABLE_OF_THE_PLATFORM.at(variable.key).say(
        format!("{} configures Terraform Enterprise itself.", variable.name),
        "A run ignores it: its login to Vault comes from TFC_VAULT_ variables. Inferred from the two lists of names.",
        "Set it in the overrides file, and the TFC_VAULT_ variable here.",
    )
}

fn tag(variable: &Variable, named: Named<'_>) -> Option<Finding> {
    let tag = named.tag;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if tag == "TYPE" && named.is_switch() {
        return Some(RUN_VARIABLE_TAG_MALFORMED.at(variable.key).say(
            format!("{} is not a variable of runs.", variable.name),
            "Only AWS and GCP have an AUTH_TYPE, and TYPE cannot be a tag: the run ignores it.",
            "Remove it.",
        ));
    }
    if tag.chars().all(is_part) {
        return None;
    }
    let right: String = tag.chars().map(|c| if is_part(c) { c } else { '_' }).collect();
    let place = Span::new(variable.key.end - tag.len(), variable.key.end);
    let finding = RUN_VARIABLE_TAG_MALFORMED.at(place).say(
        format!("The tag {} has a character that is not allowed.", short(tag)),
        "A tag is letters, digits and underscores; the run does not read this variable.",
        format!("Write {right} in all variables of this configuration."),
    );
    Some(finding.fix(Fix::review(format!("Write {right}"), Edit::replace(place, right))))
}

fn categories(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let mut last = None;
    for (variable, named) in &facts.known {
        let wrong = variable.category.as_ref().filter(|category| category.word == "terraform");
        let Some(category) = wrong else { continue };
        // Several variables of one resource have one category.
        if last == Some(category.place) || facts.is_in_environment(*named) {
            continue;
        }
        last = Some(category.place);
        // Others may have the same place, and be meant as they are.
        let shares = |other: &&Variable| {
            let same = other.category.as_ref().is_some_and(|c| c.place == category.place);
            same && names::named(&other.name).is_none()
        };
        let edit = Edit::replace(category.place, "env");
        let fix = match facts.list.variables.iter().find(shares) {
            Some(_) => Fix::review("Write env", edit),
            None => Fix::safe("Write env", edit),
        };
        out.push(
            RUN_VARIABLE_NOT_IN_ENVIRONMENT
                .at(category.place)
                .say(
                    format!("{} is not set as an environment variable.", variable.name),
                    "Runs read it only from their environment: as a Terraform variable it has no effect.",
                    "Write env.",
                )
                .fix(fix),
        );
    }
}
