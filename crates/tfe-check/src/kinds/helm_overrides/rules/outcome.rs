//! What Helm and Kubernetes themselves say, where no other rule has said it.

use text::{Span, short_path};

use super::template_not_rendered;
use crate::base::finding::{Finding, Severity, Stage};
use crate::kinds::helm_overrides::facts::{Facts, has_template, is_sealed};
use crate::kinds::helm_overrides::render::{Fault, FaultKind, InstallError, Mismatch, Rendering};
use crate::knowledge::Trait;
use crate::knowledge::rules::helm_overrides::{
    CHART_NOT_RENDERED, MANIFEST_REFUSED, TEMPLATE_NOT_RENDERED,
};

pub(super) fn find(facts: &Facts<'_>, rendering: &Rendering, out: &mut Vec<Finding>) {
    match &rendering.outcome {
        Err(fault) => {
            settle(out, |_| Stage::Cluster);
            not_rendered(facts, fault, out);
        }
        Ok(release) if release.install.is_empty() => settle(out, |_| Stage::Cluster),
        Ok(release) => release.install.iter().for_each(|error| refused(facts, error, out)),
    }
}

/// Findings about the install say when they strike: later, where Kubernetes takes the manifests or
/// never gets them.
fn settle(out: &mut [Finding], later: impl Fn(&Finding) -> Stage) {
    let install = |f: &&mut Finding| f.stage == Stage::Install;
    out.iter_mut().filter(install).for_each(|f| f.stage = later(f));
}

fn not_rendered(facts: &Facts<'_>, fault: &Fault, out: &mut Vec<Finding>) {
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

fn refused(facts: &Facts<'_>, error: &InstallError, out: &mut Vec<Finding>) {
    let at = error.span.unwrap_or_else(|| facts.first_key());
    if filled_later(facts, at) {
        return;
    }
    let told = |f: &&mut Finding| f.severity == Severity::Error && near(facts, f.primary, at);
    if let Some(found) = out.iter_mut().find(told) {
        if matches!(found.stage, Stage::Cluster | Stage::Start | Stage::Run) {
            found.stage = Stage::Install;
        }
        return;
    }
    let name = error.field.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or("");
    let (what, action) = match &error.mismatch {
        Mismatch::UnknownField => {
            (format!("Kubernetes has no field `{name}` here."), "Correct or remove it.".to_owned())
        }
        Mismatch::Missing => {
            (format!("Kubernetes needs a value for `{name}` here."), "Write one.".to_owned())
        }
        Mismatch::WrongType { expected: "text", got: "number" | "bool" } => {
            (format!("`{name}` must be text here."), "Put the value in quotes.".to_owned())
        }
        Mismatch::WrongType { expected: "a list", .. } => (
            format!("`{name}` must be a list here."),
            "Put each entry on its own line, with `- ` before it.".to_owned(),
        ),
        Mismatch::WrongType { expected: "a map", got: "string" } if name == "imagePullSecrets" => (
            "A pull secret is written as `- name: …`.".to_owned(),
            "Write `- name: ` before it.".to_owned(),
        ),
        Mismatch::WrongType { expected: "a map", .. } => (
            format!("`{name}` must be keys with values here."),
            "Write `key: value` lines below it, indented.".to_owned(),
        ),
        Mismatch::WrongType { expected, .. } => {
            (format!("`{name}` must be {expected} here."), format!("Write {expected}."))
        }
        Mismatch::NoQuantity(_) => (
            format!("`{name}` is not a Kubernetes quantity."),
            "Write it like `4Gi` or `500m`.".to_owned(),
        ),
        Mismatch::TooBig => {
            (format!("The number in `{name}` is too big."), "Write a smaller one.".to_owned())
        }
    };
    let why = format!("The cluster rejects the {}: `{}`.", error.kind, short_path(&error.field));
    out.push(MANIFEST_REFUSED.at(at).say(what, why, action));
}

/// Whether the value at a place is put in by a tool before Helm reads the file: its type now says
/// nothing, and that a mark is left is reported as such.
fn filled_later(facts: &Facts<'_>, at: Span) -> bool {
    let line = facts.text.get(at.start..).and_then(|t| t.lines().next()).unwrap_or("");
    let value = line.split_once(": ").map_or(line, |(_, value)| value);
    is_sealed(value.trim_matches(['"', '\'', ' '])) || has_template(value)
}

/// Whether two places are those of one entry: one holds the other, or both begin on one line.
fn near(facts: &Facts<'_>, a: Span, b: Span) -> bool {
    let between = Span::new(a.start.min(b.start), a.start.max(b.start));
    a.overlaps(b) || a.contains(b) || b.contains(a) || !between.of(facts.text).contains('\n')
}
