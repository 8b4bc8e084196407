//! All rules, or some of them, a line each.

use std::io::{self, Write};

use answers::{kind_of_rule as kind, page};
use serde_json::{Value, json};
use tfe_check::Rule;

use super::severity::severity;
use crate::args::{Format, RulesListArgs};
use crate::outcome::Failure;

/// Writes the rules that pass all filters, by kind and name.
pub(super) fn write(out: &mut impl Write, args: &RulesListArgs) -> Result<(), Failure> {
    if let Some(wanted) = &args.kind {
        known_kind(wanted)?;
    }
    let mut rules: Vec<&Rule> = tfe_check::rules().filter(|rule| passes(rule, args)).collect();
    rules.sort_by_key(|rule| (kind(rule.name), rule.name));
    if args.format == Format::Json {
        let rows: Vec<Value> = rules.iter().map(|rule| row(rule)).collect();
        serde_json::to_writer_pretty(&mut *out, &rows).map_err(io::Error::from)?;
        writeln!(out)?;
        return Ok(());
    }
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in rules {
        line(out, rule, width)?;
    }
    Ok(())
}

fn passes(rule: &Rule, args: &RulesListArgs) -> bool {
    let word = |word: &String| {
        let word = word.to_lowercase();
        rule.name.contains(&word) || title(rule).to_lowercase().contains(&word)
    };
    args.kind.as_ref().is_none_or(|wanted| kind(rule.name) == wanted)
        && args.severity.is_none_or(|wanted| rule.severity == wanted)
        && (!args.fixable || rule.fix.is_some())
        && args.word.as_ref().is_none_or(word)
}

fn known_kind(wanted: &str) -> Result<(), Failure> {
    let mut known: Vec<&str> = tfe_check::rules().map(|rule| kind(rule.name)).collect();
    known.sort_unstable();
    known.dedup();
    if known.contains(&wanted) {
        return Ok(());
    }
    Err(Failure::new(format!("no rules are for {wanted}; expected one of {}", known.join(", "))))
}

/// The first heading of its page: what is wrong, in a few words.
fn title(rule: &Rule) -> &'static str {
    let page = page(rule.name).unwrap_or_default();
    page.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default()
}

fn line(out: &mut impl Write, rule: &Rule, width: usize) -> io::Result<()> {
    let (word, style) = severity(rule.severity);
    let kind = kind(rule.name);
    let fix = rule.fix.map(|fix| format!(" (fix: {})", formats::safety(fix))).unwrap_or_default();
    let (name, title) = (rule.name, title(rule));
    writeln!(out, "{name:<width$}  {kind:<19}  {style}{word:<7}{style:#}  {title}{fix}")
}

fn row(rule: &Rule) -> Value {
    json!({
        "name": rule.name,
        "kind": kind(rule.name),
        "title": title(rule),
        "severity": rule.severity,
        "stage": rule.stage,
        "evidence": rule.evidence,
        "source": rule.source,
        "fix": rule.fix,
        "data_loss": rule.data_loss,
    })
}
