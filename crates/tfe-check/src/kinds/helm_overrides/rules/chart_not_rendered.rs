//! A chart that Helm cannot render with the file. Where another rule has an error in the same entry, it says why.

use helm_values::{Data, Value};
use text::short_path;

use super::object_reference_malformed::REFERENCES;
use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::kinds::helm_overrides::render::{Fault, FaultKind};
use crate::knowledge::rules::helm_overrides::CHART_NOT_RENDERED;
use crate::knowledge::{self, ChartKey, KeyForm, Trait};

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(fault) = facts.fault().filter(|fault| !is_unread(facts, fault)) else {
        return Vec::new();
    };
    let why = format!("Helm stops: `{}`.", said(fault));
    let mixed = mixed_up(facts, fault);
    if mixed.is_empty() {
        return vec![say(facts, fault, why)];
    }
    mixed.into_iter().map(|(row, value)| of_another_form(row, value, why.clone())).collect()
}

/// Whether Helm cannot even read the file, which is reported where its reader stops.
fn is_unread(facts: &Facts<'_>, fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::Unreadable(_))
        && facts.document.problems().iter().any(|problem| problem.fatal)
}

fn say(facts: &Facts<'_>, fault: &Fault, why: String) -> Finding {
    let at = fault.span.unwrap_or_else(|| facts.first_key());
    let (what, action) = match fault.path.join(".").as_str() {
        "" => (
            "Helm cannot render the chart with this file.".to_owned(),
            "Check Helm's message.".to_owned(),
        ),
        key => (
            format!("Helm cannot render the chart because of `{}`.", short_path(key)),
            advice(facts, fault),
        ),
    };
    CHART_NOT_RENDERED.at(at).say(what, why, action)
}

/// Lists where the chart has maps and the other way round, that the fault may come from.
fn mixed_up<'a>(facts: &Facts<'a>, fault: &Fault) -> Vec<(&'static ChartKey, &'a Value)> {
    let at = fault.path.join(".");
    let concerns = |row: &&ChartKey| {
        let rest = at.strip_prefix(row.path);
        at.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    // References that are not a list are reported at them, whatever Helm stops at.
    let own = |row: &&ChartKey| row.path.contains('[') || REFERENCES.contains(&row.path);
    let rows = knowledge::chart_keys().iter().filter(|row| !own(row)).filter(concerns);
    let other = |(row, value): &(&ChartKey, &Value)| match &value.data {
        Data::Null => false,
        Data::List(_) => is_map(row.form),
        Data::Map(map) => is_list(row.form) && !map.is_empty(),
        _ => is_map(row.form) || is_list(row.form),
    };
    rows.filter_map(|row| Some((row, facts.key(row.path)?))).filter(other).collect()
}

fn is_map(form: KeyForm) -> bool {
    matches!(form, KeyForm::Block | KeyForm::Map | KeyForm::StringMap | KeyForm::ScalarMap)
}

fn is_list(form: KeyForm) -> bool {
    matches!(form, KeyForm::List | KeyForm::NameList)
}

fn of_another_form(row: &ChartKey, value: &Value, why: String) -> Finding {
    let list = is_list(row.form);
    let what = match list {
        true => format!("`{}` must be a list.", row.path),
        false => format!("`{}` must contain keys with values.", row.path),
    };
    let action = match value.data {
        Data::Map(_) => "Put `- ` before the first line of each entry, and indent the others.",
        Data::List(_) => "Remove the `- ` before each entry.",
        _ if list => "Put each entry on its own line, with `- ` before it.",
        _ => "Write `key: value` lines below it, indented.",
    };
    CHART_NOT_RENDERED.at(place::key(value)).say(what, why, action)
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
