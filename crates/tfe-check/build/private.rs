//! The variables of Private Terraform Enterprise.

use std::fmt::Write;

use serde::Deserialize;

use crate::{Outcome, read};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variable {
    name: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    telling: bool,
    instead: Option<String>,
    note: Option<String>,
}

pub(crate) fn variables(out: &mut String) -> Outcome<()> {
    let rows: Vec<Variable> = read("private-tfe.yaml")?;
    writeln!(out, "pub(super) static PRIVATE_TFE: [PrivateVariable; {}] = [", rows.len())?;
    for Variable { name, required, telling, instead, note } in &rows {
        writeln!(
            out,
            "PrivateVariable {{ name: {name:?}, required: {required}, telling: {telling}, instead: {instead:?}, \
             note: {note:?} }},"
        )?;
    }
    writeln!(out, "];")?;
    Ok(())
}
