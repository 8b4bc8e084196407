//! Marks of a template engine: Helm does not evaluate them in a values file.

use helm_values::{Data, Problem, ProblemKind, Value};
use text::{Span, short};

use super::place;
use crate::base::finding::{Finding, Severity, Stage};
use crate::kinds::helm_overrides::control::{Engine, control_line};
use crate::kinds::helm_overrides::facts::{Facts, Given, has_template, template_mark};
use crate::knowledge::rules::helm_overrides::TEMPLATE_NOT_RENDERED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let problems = facts.document.problems();
    let mut broken = problems.iter().filter(|p| is_template(facts, p)).map(|p| p.span).peekable();
    let control = || control_line(facts.text).filter(|_| problems.iter().any(|p| p.fatal));
    let mut found = Vec::new();
    match broken.peek().copied().or_else(control) {
        // Without the lines that are for the engine the rest can be read.
        Some(at)
            if broken.peek().is_some()
                && broken.all(|at| is_control_line(facts, at) || is_call(at.of(facts.text))) =>
        {
            found.push(unread(at, facts.text));
        }
        // Everything else in a template is only half there.
        Some(at) => found.push(unread(at, facts.text).alone()),
        None => found.extend(left(facts)),
    }
    found
}

/// Whether a problem is one of an engine's own lines.
fn is_control_line(facts: &Facts<'_>, at: Span) -> bool {
    let start = facts.text.get(..at.start).and_then(|t| t.rfind('\n')).map_or(0, |end| end + 1);
    let line = facts.text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    Engine::of_line(line).is_some()
}

/// Whether a line has a value that calls one of Terraform's functions, with quotes of its own: no other line of it is
/// for the engine.
fn is_call(line: &str) -> bool {
    line.split_once("\"${").is_some_and(|(_, call)| call.contains('(') && call.contains("\","))
}

fn unread(at: Span, text: &str) -> Finding {
    let control = text.lines().find_map(Engine::of_line);
    let call = || is_call(at.of(text)).then_some(Engine::Terraform);
    let engine = control.or_else(call).unwrap_or(Engine::Unclear);
    let (severity, what, action) = match engine {
        Engine::Terraform => (
            Severity::Warning,
            "This is a Terraform template, not a finished values file.",
            "Let Terraform render the file first, and check the result.",
        ),
        Engine::Jinja => (
            Severity::Warning,
            "This is a Jinja template (Ansible), not a finished values file.",
            "Let Ansible render the file first, and check the result.",
        ),
        Engine::Go => (
            Severity::Warning,
            "This is a Go template, not a finished values file.",
            "Render it first (`helm template`, `helmfile write-values`), and check the result.",
        ),
        Engine::Unclear => (
            Severity::Error,
            "Helm does not evaluate templates in a values file.",
            "Write the value itself, or render the file first and check the result.",
        ),
    };
    TEMPLATE_NOT_RENDERED.at(at).severity(severity).say(
        what,
        "Helm rejects the file as it is.",
        action,
    )
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
    Some(match at_fault(facts) {
        Some(fault) => say(facts, fault, Severity::Error),
        None => say(facts, at, severity).stage(Stage::Start),
    })
}

/// A mark in the value that Helm stops at.
fn at_fault(facts: &Facts<'_>) -> Option<Span> {
    let fault = facts.fault()?;
    let at = fault.span?;
    let path: Vec<&str> = fault.path.iter().map(String::as_str).collect();
    let entry = facts.values.at(&path).and_then(|value| value.origin).map_or(at, |o| o.entry);
    // In braces the next entry may be on the same line.
    has_template(entry.cover(at).of(facts.text).lines().next()?).then_some(at)
}

/// A mark in a value, which the chart gets unchanged.
fn say(facts: &Facts<'_>, at: Span, severity: Severity) -> Finding {
    let written = at.of(facts.text).trim_matches(['"', '\'']);
    let mark = short(template_mark(written).unwrap_or(written).lines().next().unwrap_or(""));
    let what = match facts.is_secret(at) {
        true => "A template".to_owned(),
        false => format!("`{mark}`"),
    };
    TEMPLATE_NOT_RENDERED.at(at).severity(severity).stage(Stage::Render).say(
        format!("{what} was not rendered; Helm passes it on unchanged."),
        "TFE or the chart gets it as text, unless the file is rendered first.",
        "Render the file first (Terraform, `envsubst`), or write the value.",
    )
}

/// YAML reads `{{ a }}` by itself as a map in a map, which cannot be a key.
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
        Data::String(text) if depth > SETTING && has_own_names(text) => {}
        Data::String(text) if has_template(text) => found.push(place::value(value)),
        Data::Map(map) if depth < 64 => {
            let used = map.iter().filter(|(key, _)| !OTHERS.contains(&key.as_str()));
            used.for_each(|(_, v)| marks(v, found, depth + 1));
        }
        Data::List(items) if depth < 64 => items.iter().for_each(|v| marks(v, found, depth + 1)),
        _ => {}
    }
}

/// How deep `env.variables.NAME` is.
const SETTING: usize = 3;

/// `$(NAME)` in the containers of a pod, which Kubernetes replaces by the value of that variable.
fn has_own_names(text: &str) -> bool {
    let mark = template_mark(text).and_then(|m| m.strip_prefix("$(")?.strip_suffix(')'));
    mark.is_some_and(|name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b)))
}

/// What is below these is for shells and for Vault's agent, which evaluate such marks.
const OTHERS: [&str; 3] = ["annotations", "args", "command"];
