//! The regions of AWS: `knowledge/aws-regions.yaml` as tables.

use std::fmt::Write;

use serde::Deserialize;

use crate::{Outcome, read, sourced};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Regions {
    source: String,
    directions: Vec<String>,
    regions: Vec<String>,
}

/// The names, and the words that names are made of.
pub(crate) fn regions() -> Outcome<String> {
    let Regions { source, directions, regions } = read("aws-regions.yaml")?;
    sourced("aws-regions.yaml", &source)?;
    let mut out = String::new();
    for (name, words) in [("REGIONS", &regions), ("DIRECTIONS", &directions)] {
        writeln!(out, "static {name}: [&str; {}] = {words:?};", words.len())?;
    }
    Ok(out)
}
