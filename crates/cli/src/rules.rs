//! `tfe-check rules`

use std::io::Write;

use tfe_check::{Rule, Severity, nearest};

use crate::args::{RulesArgs, RulesCommand};
use crate::{Failure, Outcome};

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

pub(crate) fn run(args: &RulesArgs) -> Outcome {
    let mut out = anstream::stdout().lock();
    match &args.command {
        None | Some(RulesCommand::List) => {
            let mut rules: Vec<&Rule> = tfe_check::rules().collect();
            rules.sort_by_key(|r| r.name);
            for rule in rules {
                writeln!(out, "{:<34} {:<8} {}", rule.name, severity(rule), fix(rule))?;
            }
        }
        Some(RulesCommand::Show { name }) => {
            let page = page(name).ok_or_else(|| unknown(name))?;
            out.write_all(page.as_bytes())?;
        }
    }
    Ok(true)
}

/// The page of the rule of that name.
pub(crate) fn page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(rule, _)| *rule == name).map(|(_, page)| *page)
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn fix(rule: &Rule) -> &'static str {
    rule.fix.map_or("", formats::safety)
}

fn unknown(name: &str) -> Failure {
    let hint = nearest(name).map(|near| format!("; did you mean {near}?")).unwrap_or_default();
    Failure::new(format!("there is no rule {name}{hint}"))
}
