//! The front matter of each rule page as a static of its rule, so that page and code cannot differ.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::{Outcome, constant, pascal, shared};

/// What the head of a page says of its rule. What only people read of it is left to the page.
#[derive(Deserialize)]
struct Front {
    rule: String,
    kind: String,
    severity: String,
    stage: String,
    evidence: String,
    versions: String,
    sources: Vec<String>,
    fix: String,
    #[serde(default)]
    data_loss: bool,
    #[serde(default)]
    absence: bool,
    startup_check: Option<String>,
    topic: Option<String>,
    #[serde(default)]
    yields_to: Vec<String>,
    #[serde(default)]
    yields_at_place: bool,
    #[serde(default)]
    yields_to_error: bool,
    #[serde(default)]
    holds_in: Vec<String>,
    #[serde(default)]
    never_in_a_part: bool,
    #[serde(default)]
    nothing_here: bool,
    #[serde(default)]
    left_to_readers: bool,
}

/// One module for each folder of pages, and a list of all rules.
pub(crate) fn rules() -> Outcome<String> {
    let root = shared("rules")?;
    println!("cargo:rerun-if-changed={}", root.display());
    let mut out = String::new();
    let mut all = Vec::new();
    for folder in sorted(&root)?.iter().filter(|path| path.is_dir()) {
        let kind = name(folder);
        let module = kind.replace('-', "_");
        writeln!(out, "/// Rules of `rules/{kind}`.\npub(crate) mod {module} {{")?;
        writeln!(out, "use super::*;")?;
        for page in sorted(folder)?.iter().filter(|p| p.extension().is_some_and(|e| e == "md")) {
            let front = front(page)?;
            if front.kind != kind || format!("{}.md", front.rule) != name(page) {
                return Err(format!("{}: its rule or kind has another name", page.display()).into());
            }
            rule(&mut out, &front)?;
            all.push(format!("&{module}::{}", constant(&front.rule)));
        }
        writeln!(out, "}}")?;
    }
    writeln!(out, "static ALL: [&Rule; {}] = [{}];", all.len(), all.join(", "))?;
    Ok(out)
}

/// The static of a rule that a table names, whatever its kind.
pub(crate) fn static_of(rule: &str) -> Outcome<String> {
    let kinds = sorted(&shared("rules")?)?;
    let kind = kinds.iter().find(|kind| kind.join(format!("{rule}.md")).is_file());
    let kind = kind.ok_or_else(|| format!("{rule}: no such rule"))?;
    Ok(format!("rules::{}::{}", name(kind).replace('-', "_"), constant(rule)))
}

/// Whether the page of a rule is among those of a kind.
pub(crate) fn has_page(kind: &str, rule: &str) -> Outcome<bool> {
    Ok(shared("rules")?.join(kind).join(format!("{rule}.md")).is_file())
}

fn sorted(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn front(page: &Path) -> Outcome<Front> {
    let text = fs::read_to_string(page)?;
    let head = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let (head, _) = head.ok_or_else(|| format!("{}: no front matter", page.display()))?;
    serde_yaml::from_str(head).map_err(|e| format!("{}: {e}", page.display()).into())
}

fn rule(out: &mut String, front: &Front) -> Outcome<()> {
    let source = front.sources.first().ok_or_else(|| format!("{}: no source", front.rule))?;
    let fix = match front.fix.as_str() {
        "none" => "None".to_owned(),
        safety => format!("Some(Safety::{})", pascal(safety)),
    };
    let holds_in: Vec<String> =
        front.holds_in.iter().map(|word| format!("Excerpt::{}", pascal(word))).collect();
    writeln!(
        out,
        "pub(crate) static {}: Rule = Rule {{ name: {:?}, severity: Severity::{}, stage: Stage::{}, \
         evidence: Evidence::{}, source: {source:?}, fix: {fix}, data_loss: {}, absence: {}, \
         startup_check: {:?}, topic: {:?}, yields_to: &{:?}, yields_at_place: {}, \
         yields_to_error: {}, holds_in: &[{}], never_in_a_part: {}, nothing_here: {}, left_to_readers: {}, \
         since_tfe: {:?} }};",
        constant(&front.rule),
        front.rule,
        pascal(&front.severity),
        pascal(&front.stage),
        pascal(&front.evidence),
        front.data_loss,
        front.absence,
        front.startup_check,
        front.topic,
        front.yields_to,
        front.yields_at_place,
        front.yields_to_error,
        holds_in.join(", "),
        front.never_in_a_part,
        front.nothing_here,
        front.left_to_readers,
        since_tfe(&front.versions),
    )?;
    Ok(())
}

/// `TFE 1.1 and later`, `v202411-1 and later`: the first release that a rule is about; empty where it is about
/// all, or about versions of something else.
fn since_tfe(versions: &str) -> &str {
    let Some(first) = versions.strip_suffix(" and later") else { return "" };
    let named = first.strip_prefix("TFE ");
    named.or(Some(first).filter(|first| first.starts_with("v20"))).unwrap_or_default()
}
