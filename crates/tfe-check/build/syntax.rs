//! What is said of problems with the syntax: `knowledge/syntax-words.yaml` as one module for each kind.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Deserialize;

use crate::{Outcome, constant, read};

/// The problems of one reader.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reader {
    why: String,
    fix: String,
    problems: Vec<Problem>,
}

/// One problem, and what is said of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Problem {
    problem: String,
    rule: String,
    what: String,
    why: Option<String>,
    r#do: String,
    fix: Option<String>,
}

/// One static for each problem, named as the problem is.
pub(crate) fn syntax() -> Outcome<String> {
    let readers: BTreeMap<String, Reader> = read("syntax-words.yaml")?;
    let mut out = String::new();
    for (kind, reader) in &readers {
        let module = kind.replace('-', "_");
        let names: BTreeSet<&str> = reader.problems.iter().map(|p| p.problem.as_str()).collect();
        if names.len() < reader.problems.len() {
            return Err(format!("syntax-words.yaml: {kind}: a problem is there twice").into());
        }
        writeln!(out, "/// Problems with texts of the kind {kind}.\npub(crate) mod {module} {{")?;
        writeln!(out, "use super::SyntaxWords;\nuse crate::knowledge::rules::{module} as rules;")?;
        for row in &reader.problems {
            problem(&mut out, reader, row)?;
        }
        writeln!(out, "}}")?;
    }
    Ok(out)
}

fn problem(out: &mut String, reader: &Reader, row: &Problem) -> Outcome<()> {
    let Problem { problem, rule, what, why, r#do: action, fix } = row;
    let (why, fix) = (why.as_ref().unwrap_or(&reader.why), fix.as_ref().unwrap_or(&reader.fix));
    writeln!(
        out,
        "pub(crate) static {}: SyntaxWords = SyntaxWords {{ rule: &rules::{}, what: {what:?}, \
         why: {why:?}, action: {action:?}, fix: {fix:?} }};",
        constant(problem),
        constant(rule),
    )?;
    Ok(())
}
