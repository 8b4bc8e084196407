//! All rules, or some of them, a line each.

use std::io::{self, Write};

use answers::{kind_of_rule as kind, rule_row, rule_title as title, rules_in_order};
use serde_json::Value;
use tfe_check::Rule;

use super::severity::severity;
use crate::args::{Format, RulesListArgs};
use crate::outcome::Failure;

/// Writes the rules that pass all filters, by kind and name.
pub(super) fn write(out: &mut impl Write, args: &RulesListArgs) -> Result<(), Failure> {
    if let Some(wanted) = &args.kind {
        known_kind(wanted)?;
    }
    let mut rules = rules_in_order();
    rules.retain(|rule| passes(rule, args));
    if let (true, Some(word), Format::Text) = (rules.is_empty(), &args.word, args.format) {
        let known = rules_in_order().into_iter().any(|rule| has(rule, word));
        let more = if known { ", and passes the other filters" } else { "" };
        anstream::eprintln!("tfe-check: no rule has {word} in its name or title{more}");
        return Ok(());
    }
    if args.format == Format::Json {
        let rows: Vec<Value> = rules.iter().map(|rule| rule_row(rule)).collect();
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
    args.kind.as_ref().is_none_or(|wanted| is_for(rule, wanted))
        && args.severity.is_none_or(|wanted| rule.severity == wanted)
        && (!args.fixable || rule.fix.is_some())
        && args.word.as_ref().is_none_or(|word| has(rule, word))
}

/// Whether a rule has a word in its name or title.
fn has(rule: &Rule, word: &str) -> bool {
    let word = word.to_lowercase();
    rule.name.contains(&word) || title(rule).to_lowercase().contains(&word)
}

/// Roles may be in any file, so that their rules are for any kind; their names begin with it.
fn is_for(rule: &Rule, wanted: &str) -> bool {
    let own = kind(rule.name);
    let begins = || rule.name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('-'));
    own == wanted || own == "any" && is_kind(wanted) && begins()
}

fn is_kind(word: &str) -> bool {
    tfe_check::Kind::named(word).is_some()
}

fn known_kind(wanted: &str) -> Result<(), Failure> {
    let mut known: Vec<&str> = tfe_check::rules().map(|rule| kind(rule.name)).collect();
    known.extend(tfe_check::rules().filter_map(|rule| {
        let mut kinds = tfe_check::Kind::all().map(tfe_check::Kind::name);
        kinds.find(|name| is_for(rule, name))
    }));
    known.sort_unstable();
    known.dedup();
    if known.contains(&wanted) {
        return Ok(());
    }
    Err(Failure::new(format!("no rules are for {wanted}; expected one of {}", known.join(", "))))
}

fn line(out: &mut impl Write, rule: &Rule, width: usize) -> io::Result<()> {
    let (word, style) = severity(rule.severity);
    let kind = kind(rule.name);
    let fix = rule.fix.map(|fix| format!(" (fix: {})", formats::safety(fix))).unwrap_or_default();
    let (name, title) = (rule.name, title(rule));
    writeln!(out, "{name:<width$}  {kind:<19}  {style}{word:<7}{style:#}  {title}{fix}")
}
