//! Settings: what pages of the documentation and templates name, against `settings.yaml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use helm_values::Value;

use super::rows::{field, list};
use crate::failure::Result;

/// What is different, one line each. Without pages nothing is said of settings that are gone or changed.
pub(super) fn differences(
    knowledge: &Path,
    pages: &[String],
    templates: &[String],
) -> Result<Vec<String>> {
    let rows = list(&knowledge.join("settings.yaml"))?;
    let known = known(knowledge)?;
    let named: BTreeSet<&str> = pages.iter().chain(templates).flat_map(|t| settings(t)).collect();
    let new = named.iter().filter(|name| !known.contains(**name));
    let mut found: Vec<String> = new.map(|name| format!("new setting: {name}")).collect();
    if pages.is_empty() {
        return Ok(found);
    }
    let defaults = defaults(pages);
    for row in &rows {
        let (name, is_current) = (field(row, "name"), row.get("status").is_none());
        if is_current && !named.contains(name) {
            found.push(format!("gone setting: {name}"));
        }
        found.extend(defaults.get(name).and_then(|now| changed(row, now)));
    }
    Ok(found)
}

/// All names of settings in any table: those of slips and of older products are known too.
fn known(knowledge: &Path) -> Result<BTreeSet<String>> {
    let texts = super::texts(knowledge, &["yaml"])?;
    if texts.is_empty() {
        return Err(format!("{}: no tables", knowledge.display()).into());
    }
    Ok(texts.iter().flat_map(|text| settings(text)).map(str::to_owned).collect())
}

/// The names of settings in a text. A name that ends in `_` is the beginning of several.
fn settings(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let words = text.split(|c: char| !(is_part(c) || c.is_ascii_lowercase()));
    let is_name = |w: &&str| {
        w.len() > 4 && w.starts_with("TFE_") && !w.ends_with('_') && w.chars().all(is_part)
    };
    words.filter(is_name).collect()
}

/// The defaults that pages give: in the lines from a setting's name at the beginning of a row, an item or a
/// heading to the next one.
fn defaults(pages: &[String]) -> BTreeMap<&str, String> {
    let mut found = BTreeMap::new();
    for page in pages {
        let mut about = "";
        for line in page.lines() {
            let start = line.trim_start_matches(['-', '*', '#', '|', ' ', '`', '<', '>', '[']);
            if start.starts_with("TFE_") {
                about = settings(start).first().copied().unwrap_or_default();
            } else if line.starts_with('#') {
                about = "";
            }
            if let Some(default) = default_in(line).filter(|_| !about.is_empty()) {
                found.entry(about).or_insert(default);
            }
        }
    }
    found
}

/// The code after "Defaults to" or "Default:" in a line.
fn default_in(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let marks = ["defaults to", "default is", "default value is", "default:", "default value:"];
    let at = marks.iter().find_map(|mark| Some(lower.find(mark)? + mark.len()))?;
    let rest = line.get(at..)?.trim_start_matches([' ', '*', '"']);
    let code = rest.strip_prefix('`').and_then(|rest| rest.split('`').next());
    let html = || rest.strip_prefix("<code>").and_then(|rest| rest.split('<').next());
    code.or_else(html).map(|text| text.trim_matches('"').to_owned())
}

fn changed(row: &Value, now: &str) -> Option<String> {
    let (name, then) = (field(row, "name"), field(row, "default"));
    let blank = |text: &str| matches!(text, "" | "false" | "\"\"" | "null");
    let same = then == now || (blank(then) && blank(now));
    let shown = if then.is_empty() { "nothing" } else { then };
    (!same).then(|| format!("changed setting: {name}, default {now} instead of {shown}"))
}
