//! Known log lines: `knowledge/log-signatures.yaml` as a table with its search anchors.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use crate::rules::static_of;
use crate::{Outcome, constant, pascal, read, sourced};

/// How many bytes of a pattern's first text the search looks for; `find.rs` has the same number.
const ANCHOR: usize = 6;

/// A line that is known, and what it means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Signature {
    id: String,
    rule: String,
    /// Patterns, one of which is enough.
    find: Vec<String>,
    /// Texts, one of which the same entry has to hold, too.
    #[serde(default)]
    with: Vec<String>,
    /// Texts that the same entry must not hold.
    #[serde(default)]
    unless: Vec<String>,
    /// In the output of a run the same words are about the resources of the run.
    #[serde(default)]
    outside_of_runs: bool,
    #[serde(default)]
    any_case: bool,
    /// The signatures that follow from this one.
    #[serde(default)]
    wins_over: Vec<String>,
    severity: String,
    stage: String,
    evidence: String,
    source: String,
    what: String,
    why: String,
    action: String,
    /// Settings of TFE to look at.
    #[serde(default)]
    settings: Vec<String>,
    /// Keys of the chart to look at.
    #[serde(default)]
    keys: Vec<String>,
    /// The subject is a path of Vault's API that a policy has to allow.
    #[serde(default)]
    call: bool,
    /// Rules that find the cause in a file.
    #[serde(default)]
    see: Vec<String>,
}

/// The table, as Rust.
pub(crate) fn log() -> Outcome<String> {
    let rows: Vec<Signature> = read("log-signatures.yaml")?;
    let mut out = String::new();
    for row in &rows {
        sourced(&row.id, &row.source)?;
    }
    let places: BTreeMap<&str, usize> =
        rows.iter().enumerate().map(|(at, r)| (r.id.as_str(), at)).collect();
    if places.len() < rows.len() {
        return Err("log-signatures.yaml: an id is there twice".into());
    }
    writeln!(out, "pub(crate) static SIGNATURES: [Signature; {}] = [", rows.len())?;
    for row in &rows {
        signature(&mut out, row, &places)?;
    }
    writeln!(out, "];")?;
    anchors(&mut out, &rows)?;
    Ok(out)
}

fn signature(out: &mut String, row: &Signature, places: &BTreeMap<&str, usize>) -> Outcome<()> {
    let patterns: Vec<String> = row
        .find
        .iter()
        .map(|p| pieces(p).map_err(|e| format!("{}: {e}", row.id)))
        .collect::<Result<_, _>>()?;
    let over: Vec<usize> = row
        .wins_over
        .iter()
        .map(|id| places.get(id.as_str()).copied().ok_or_else(|| format!("{}: {id}", row.id)))
        .collect::<Result<_, _>>()?;
    let see: Vec<String> =
        row.see.iter().map(|rule| Ok(format!("&{}", static_of(rule)?))).collect::<Outcome<_>>()?;
    writeln!(
        out,
        "Signature {{ id: {:?}, rule: &rules::log::{}, find: &[{}], with: &{:?}, unless: &{:?}, outside_of_runs: {}, \
         any_case: {}, over: &{over:?}, severity: Severity::{}, stage: Stage::{}, evidence: Evidence::{}, \
         source: {:?}, what: {:?}, why: {:?}, action: {:?}, settings: &{:?}, keys: &{:?}, call: {}, see: &[{}] }},",
        row.id,
        constant(&row.rule),
        patterns.join(", "),
        row.with,
        row.unless,
        row.outside_of_runs,
        row.any_case,
        pascal(&row.severity),
        pascal(&row.stage),
        pascal(&row.evidence),
        row.source,
        row.what,
        row.why,
        row.action,
        row.settings,
        row.keys,
        row.call,
        see.join(", "),
    )?;
    Ok(())
}

/// A pattern: text, `"` for a quote mark however often it is escaped, and names in angle brackets.
fn pieces(pattern: &str) -> Result<String, String> {
    let mut out = Vec::new();
    for (at, part) in pattern.split('<').enumerate() {
        let (name, text) = if at == 0 {
            (None, part)
        } else {
            let (name, text) = part.split_once('>').ok_or("a bracket that is not closed")?;
            (Some(name), text)
        };
        if let Some(name) = name {
            let known = ["number", "word", "subject", "line", "entry", "edge", "break"];
            if !known.contains(&name) {
                return Err(format!("<{name}>"));
            }
            out.push(format!("Piece::{}", pascal(name)));
        }
        for (nth, text) in text.split('"').enumerate() {
            if nth > 0 {
                out.push("Piece::Quote".to_owned());
            }
            if !text.is_empty() {
                out.push(format!("Piece::Text({text:?})"));
            }
        }
    }
    if first_text(pattern).len() < ANCHOR {
        return Err(format!("a pattern begins with a text of {ANCHOR} bytes at least: {pattern}"));
    }
    Ok(format!("&[{}]", out.join(", ")))
}

fn first_text(pattern: &str) -> &str {
    pattern.split(['<', '"']).next().unwrap_or("")
}

/// Where the search looks for each pattern: at the rarest bytes of its first text.
fn anchors(out: &mut String, rows: &[Signature]) -> Outcome<()> {
    let mut anchors = Vec::new();
    for (row, signature) in rows.iter().enumerate() {
        for (pattern, text) in signature.find.iter().enumerate() {
            let text = first_text(text);
            let offset = rarest(text);
            let bytes = &text.as_bytes()[offset..offset + ANCHOR];
            anchors.push(format!(
                "Anchor {{ row: {row}, pattern: {pattern}, offset: {offset}, bytes: *b\"{}\" }}",
                bytes.escape_ascii()
            ));
        }
    }
    writeln!(
        out,
        "pub(super) static ANCHORS: [Anchor; {}] = [{}];",
        anchors.len(),
        anchors.join(", ")
    )?;
    Ok(())
}

/// The window whose letters are the rarest in English. A window of common letters would be a
/// candidate on every line.
fn rarest(text: &str) -> usize {
    let common = |b: &u8| match b.to_ascii_lowercase() {
        b' ' | b'e' | b't' => 10,
        b'a' | b'o' | b'i' | b'n' | b's' | b'r' => 8,
        b'd' | b'l' | b'c' | b'u' => 5,
        b'a'..=b'z' => 2,
        // Digits and punctuation make up time stamps and JSON.
        b'0'..=b'9' | b':' | b'-' | b'=' | b'/' => 6,
        _ => 3,
    };
    let score = |window: &[u8]| window.iter().map(common).sum::<i32>();
    let windows = text.as_bytes().windows(ANCHOR).enumerate();
    windows.min_by_key(|(_, w)| score(w)).map_or(0, |(at, _)| at)
}
