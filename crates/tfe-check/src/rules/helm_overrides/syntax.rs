//! What Helm's YAML reader refuses, and what it takes without a word though nobody means it.

use helm_values::{Problem, ProblemKind as Kind};

use super::hidden_characters;
pub(super) use super::syntax_words::{DAMAGES, RULES};
use super::syntax_words::{TOLD_ONCE, button, words};
use crate::finding::{Finding, Fix, Severity, Stage};
use crate::overrides::facts::Facts;
use crate::rules::join_alike;

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for problem in facts.document.problems() {
        // Templates have a rule of their own.
        if matches!(problem.kind, Kind::GoTemplate | Kind::TerraformTemplate) {
            continue;
        }
        out.push(finding(problem));
    }
    hidden_characters::find(facts, out);
    join_alike(out, &TOLD_ONCE);
}

pub(super) fn finding(problem: &Problem) -> Finding {
    let (rule, what, action) = words(&problem.kind);
    let fix = problem.fix.clone().map(|edits| Fix::safe(button(&problem.kind), edits));
    let found = rule.at(problem.span).fix(fix);
    if problem.fatal {
        let why = match &problem.said {
            Some(said) => format!("Helm refuses the whole file: `{said}`."),
            None => "Helm refuses the whole file.".to_owned(),
        };
        return found.say(what, why, action);
    }
    let (severity, stage, why) = match problem.kind {
        Kind::MissingSpace => (
            Severity::Error,
            Stage::Render,
            "YAML takes it for a piece of text, and the whole block with it.",
        ),
        Kind::NoBreakSpace => {
            (Severity::Error, Stage::Start, "YAML takes it for a letter of the key or the value.")
        }
        Kind::SmartQuote => {
            (Severity::Error, Stage::Start, "YAML takes these quotes for a part of the value.")
        }
        _ => (
            Severity::Warning,
            Stage::Start,
            "Helm reads on without a word, and what stands there has no effect.",
        ),
    };
    found.severity(severity).stage(stage).say(what, why, action)
}
