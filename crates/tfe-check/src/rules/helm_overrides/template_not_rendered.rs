//! Marks of a template engine: Helm does not evaluate them in a values file.

use helm_values::{Data, Problem, ProblemKind, Value};
use text::Span;

use super::place;
use crate::finding::{Evidence, Finding, Rule, Severity, Stage};
use crate::overrides::facts::{Facts, has_template};

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
        None => out.extend(first(facts, facts.values).map(|at| {
            RULE.at(at).severity(Severity::Warning).stage(Stage::Start).say(
                "A template's mark is left in a value; Helm passes it on as it stands.",
                "TFE or the chart gets the mark itself, unless the file is rendered first.",
                "Render the file first, or write the value.",
            )
        })),
    }
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
        // In a container's command `${...}` is the shell's.
        Data::Map(map) if depth < 64 => map
            .iter()
            .filter(|(key, _)| !matches!(key.as_str(), "command" | "args"))
            .for_each(|(_, v)| marks(v, found, depth + 1)),
        Data::List(items) if depth < 64 => items.iter().for_each(|v| marks(v, found, depth + 1)),
        _ => {}
    }
}
