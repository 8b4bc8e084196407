//! Names at the top of a file that Helm ignores, and that are seen there in place of a key.

use serde_json::{Map, Value, json};
use tfe_check::Versions;
use tfe_check::knowledge::{self, IgnoredKey};

/// The names, each with what to write.
pub(super) fn properties(versions: &Versions) -> Map<String, Value> {
    let mut slips = Map::new();
    for (name, key) in knowledge::children("") {
        if versions.chart_lacks(key.since) {
            continue;
        }
        for slip in spellings(name).into_iter().filter(|slip| slip != name) {
            slips.insert(slip, refused(&format!("Helm ignores it: write {name}.")));
        }
    }
    for key in knowledge::ignored_keys().iter().filter(|k| !k.later && !k.path.contains('.')) {
        slips.insert(key.path.to_owned(), refused(&why(key)));
    }
    slips
}

/// The ways in which a name is misspelled without a wrong letter.
fn spellings(name: &str) -> Vec<String> {
    let with = |sign: char| {
        let mut out = String::new();
        for c in name.chars() {
            if c.is_ascii_uppercase() {
                out.push(sign);
            }
            out.push(c.to_ascii_lowercase());
        }
        out
    };
    let mut first = name.chars();
    let pascal = first.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(first).collect();
    let number = name.strip_suffix('s').map_or_else(|| format!("{name}s"), str::to_owned);
    vec![name.to_ascii_lowercase(), with('_'), with('-'), pascal, number]
}

fn why(key: &IgnoredKey) -> String {
    match key.instead {
        Some(instead) => format!("The chart has no such key: write {instead}."),
        None => format!("The chart has no such key. {}.", key.why.trim_end_matches('.')),
    }
}

/// Editors show the message, Helm the description.
fn refused(why: &str) -> Value {
    json!({ "not": {}, "description": why, "errorMessage": why })
}
