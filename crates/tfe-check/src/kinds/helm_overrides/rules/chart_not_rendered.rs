//! A chart that Helm cannot render with the file, for a reason that no other rule knows.

use text::short_path;

use super::place::near;
use super::template_not_rendered;
use crate::base::finding::{Finding, Severity, Stage};
use crate::kinds::helm_overrides::facts::{Facts, has_template};
use crate::kinds::helm_overrides::render::{Fault, FaultKind};
use crate::knowledge::Trait;
use crate::knowledge::rules::helm_overrides::{CHART_NOT_RENDERED, TEMPLATE_NOT_RENDERED};

/// Says so at the fault, unless a finding is there already.
pub(super) fn find(facts: &Facts<'_>, fault: &Fault, out: &mut Vec<Finding>) {
    let early = |f: &Finding| {
        let unread = f.rule == &TEMPLATE_NOT_RENDERED && f.stage == Stage::Parse;
        matches!(f.stage, Stage::Parse | Stage::Render) && f.severity == Severity::Error || unread
    };
    let at = fault.span.unwrap_or_else(|| facts.first_key());
    let near = |f: &Finding| near(facts, f.primary, at);
    // A finding at the guilty key says it better; it is moved to where Helm stops.
    if let Some(found) = out.iter_mut().find(|f| near(f) && f.severity == Severity::Error) {
        if !matches!(found.stage, Stage::Parse | Stage::Render) {
            found.stage = Stage::Render;
        }
        return;
    }
    // A template mark in the value at fault is reported as such, where Helm stops.
    let mark = |f: &Finding| f.rule == &TEMPLATE_NOT_RENDERED && f.stage != Stage::Parse && !f.only;
    let template = out.iter().position(mark);
    if let Some(told) = template.and_then(|place| out.get_mut(place))
        && has_template(facts.text.get(at.start..).and_then(|t| t.lines().next()).unwrap_or(""))
    {
        *told = template_not_rendered::say(facts, at, Severity::Error);
        return;
    }
    if fault.span.is_none() && out.iter().any(early)
        || matches!(fault.kind, FaultKind::Unreadable(_)) && out.iter().any(early)
    {
        return;
    }
    let key = fault.path.join(".");
    let (what, action) = match key.as_str() {
        "" => (
            "Helm cannot render the chart with this file.".to_owned(),
            "Check Helm's message.".to_owned(),
        ),
        key => (
            format!("Helm cannot render the chart because of `{}`.", short_path(key)),
            advice(facts, fault),
        ),
    };
    out.push(CHART_NOT_RENDERED.at(at).say(
        what,
        format!("Helm stops: `{}`.", said(fault)),
        action,
    ));
}

fn advice(facts: &Facts<'_>, fault: &Fault) -> String {
    let annotations = fault.path.starts_with(&["pod", "annotations"].map(str::to_owned));
    if annotations && facts.chart_does(Trait::PodAnnotationsMoved) {
        return "Use chart 1.2.0 or later: older ones accept only one annotation.".to_owned();
    }
    match &fault.kind {
        FaultKind::NoBlock { .. } => "Write keys below it, or `{}`.",
        FaultKind::NotAMap { .. } => "Write `key: value` lines below it.",
        FaultKind::WrongType { expected: "string", .. } => "Put the value in quotes.",
        FaultKind::NotAList { .. } => "Write a list.",
        FaultKind::BrokenManifest(_) => "Write a non-empty value on one line.",
        _ => "Write a value of the type that the chart uses there.",
    }
    .to_owned()
}

/// Helm's words without the length of the values in them.
fn said(fault: &Fault) -> String {
    let said = fault.to_string().replace('\n', " ");
    let end = said.floor_char_boundary(220);
    if end < said.len() { format!("{}…", said.get(..end).unwrap_or("")) } else { said }
}
