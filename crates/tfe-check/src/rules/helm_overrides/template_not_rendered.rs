//! Marks of a template engine: Helm does not evaluate them in a values file.

use helm_values::{Data, Problem, ProblemKind, Value};
use text::Span;

use super::place;
use crate::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::overrides::facts::{Facts, Given, has_template};

pub(crate) static RULE: Rule = Rule::new("template-not-rendered", Severity::Error, Stage::Parse)
    .source(
        Evidence::ChartSource,
        "helm 4.1.4 and 3.17.2 run on the chart: values are no templates",
    );

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let broken = facts.document.problems().iter().find(|p| is_template(facts, p));
    match broken {
        // Everything else in a template is only half there.
        Some(problem) => {
            let terraform = problem.kind == ProblemKind::TerraformTemplate;
            let severity = if terraform { Severity::Warning } else { Severity::Error };
            out.push(
                RULE.at(problem.span)
                    .severity(severity)
                    .say(
                        if terraform {
                            "This is a template for Terraform, not yet a values file."
                        } else {
                            "Helm does not evaluate templates in a values file."
                        },
                        "Helm refuses the file as it is.",
                        "Render it first, and paste the result.",
                    )
                    .alone(),
            );
        }
        None => out.extend(left(facts)),
    }
}

/// One finding is enough for a file: at a setting with Go's marks, which nothing that usually stands
/// before Helm evaluates, else at the first value with any marks.
fn left(facts: &Facts<'_>) -> Option<Finding> {
    let go = |g: &Given<'_>| has_template(&g.text) && g.text.contains("{{");
    let sure = facts.settings().filter(go).map(|g| place::value(g.value)).min();
    let (at, severity) = match sure {
        Some(at) => (at, Severity::Error),
        None => (first(facts, facts.values)?, Severity::Warning),
    };
    Some(RULE.at(at).severity(severity).stage(Stage::Start).say(
        "A template's mark is left in a value; Helm passes it on as it stands.",
        "TFE or the chart gets the mark itself, unless the file is rendered first.",
        "Render the file first, or write the value.",
    ))
}

/// `{{ a }}` alone is a map in a map for YAML, which no key can be.
fn is_template(facts: &Facts<'_>, problem: &Problem) -> bool {
    let mark = || {
        let before = facts.text.get(..problem.span.end).unwrap_or("");
        before.get(problem.span.start.saturating_sub(1)..).is_some_and(|t| t.starts_with("{{"))
    };
    match problem.kind {
        ProblemKind::GoTemplate | ProblemKind::TerraformTemplate => true,
        ProblemKind::ComplexKey => mark(),
        _ => false,
    }
}

/// The first value with a mark in it: one finding is enough for a file.
fn first(facts: &Facts<'_>, value: &Value) -> Option<Span> {
    let mut found: Vec<Span> = Vec::new();
    marks(value, &mut found, 0);
    found.into_iter().filter(|s| has_template(s.of(facts.text))).min()
}

fn marks(value: &Value, found: &mut Vec<Span>, depth: usize) {
    match &value.data {
        Data::String(text) if has_template(text) => found.push(place::value(value)),
        Data::Map(map) if depth < 64 => {
            let used = map.iter().filter(|(key, _)| !OTHERS.contains(&key.as_str()));
            used.for_each(|(_, v)| marks(v, found, depth + 1));
        }
        Data::List(items) if depth < 64 => items.iter().for_each(|v| marks(v, found, depth + 1)),
        _ => {}
    }
}

/// What stands below these is for shells and for Vault's agent, which evaluate such marks.
const OTHERS: [&str; 3] = ["annotations", "args", "command"];
