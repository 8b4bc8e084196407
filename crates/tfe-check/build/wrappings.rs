//! What can be around a text: `knowledge/wrappings.yaml` as one static for each wrapping.

use std::fmt::Write;

use serde::Deserialize;

use crate::{Outcome, constant, read};

/// A wrapping, and what is said of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wrapping {
    wrapping: String,
    rule: String,
    name: String,
    one: String,
    /// Where left out, its number is not said.
    many: Option<String>,
}

/// The statics, named as the wrappings are.
pub(crate) fn wrappings() -> Outcome<String> {
    let rows: Vec<Wrapping> = read("wrappings.yaml")?;
    let mut out = String::new();
    for Wrapping { wrapping, rule, name, one, many } in &rows {
        let many = many.as_ref().unwrap_or(one);
        writeln!(
            out,
            "pub(crate) static {}: WrappingWords = WrappingWords {{ rule: &rules::{}, \
             name: {name:?}, one: {one:?}, many: {many:?} }};",
            constant(wrapping),
            constant(rule),
        )?;
    }
    Ok(out)
}
