//! `resource "helm_release"`: the values that it gives to the chart.

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};

use super::collect::{Elsewhere, Found, elsewhere};
use super::names::Names;
use super::{json, sets};
use crate::carry::part::{Embedded, Form};
use crate::carry::paste::is_exact_version;
use crate::carry::sets::{self as lines, Lines};
use crate::carry::template::{self, span};
use crate::contract::Values;

/// Adds the values of a release of the chart terraform-enterprise.
pub(super) fn values(file: &str, names: &Names<'_>, block: &Block, name: &str, found: &mut Found) {
    if !is_ours(file, block) {
        return;
    }
    let name = format!("helm_release.{name}");
    let mut texts = Vec::new();
    let mut places = Vec::new();
    let mut unclear = Vec::new();
    // So many texts may be overridden by one that is not here.
    let mut covered = 0;
    if let Some(attribute) = block.body.get_attribute("values") {
        match names.resolved(&attribute.value) {
            Expression::Array(list) => {
                for element in list.iter() {
                    match one(file, names, names.resolved(element), &name) {
                        One::Text(text) => texts.push(text),
                        One::Elsewhere(place) => {
                            covered = texts.len();
                            places.push(place);
                        }
                        One::Unclear => {
                            covered = texts.len();
                            unclear.extend(span(element.span()));
                        }
                    }
                }
            }
            Expression::Null(_) => {}
            _ => unclear.extend(span(attribute.value.span())),
        }
    }
    let sets = sets::of(file, names, &block.body);
    let dynamic = block.body.has_blocks("dynamic");
    unclear.extend(&sets.unknown);
    let without_sets = sets.list.is_empty() && sets.unknown.is_empty() && !dynamic;
    let without_texts = texts.is_empty() && places.is_empty();
    let known = places.is_empty() && unclear.is_empty();
    found.elsewhere.extend(places);
    found.release = true;
    let whole = texts.len() == 1 && known && without_sets;
    let mut values = lines::of(&name, &sets.list);
    // A later text wins against an earlier one, and a `set` against all of them.
    let mut later: Vec<String> =
        values.entries.iter().filter_map(|entry| entry.path.last().cloned()).collect();
    let mut pieces = Vec::new();
    for (at, text) in texts.into_iter().enumerate().rev() {
        let own: Vec<String> = Values::keys(&text.text).collect();
        if at < covered {
            later.push(Values::ALL.to_owned());
        }
        pieces.push(Values { overridden: later.clone(), ..Values::text(text, whole) });
        later.extend(own);
    }
    let chart = chart_version(&block.body, names);
    pieces.iter_mut().for_each(|piece| piece.text.supply.chart.clone_from(&chart));
    values.text.supply.chart = chart;
    found.values.extend(pieces.into_iter().rev());
    if !sets.list.is_empty() {
        let text = std::mem::replace(&mut values.text, Embedded::new("", Form::Sets));
        let whole = without_texts && known && values.refused.is_empty();
        found.values.push(Values::lines(text, whole, Lines { list: sets.list, values }));
    }
    found.unknown.extend(unclear);
}

/// The version of the chart, where the release names one and no range.
fn chart_version(body: &Body, names: &Names<'_>) -> Option<String> {
    match names.resolved(&body.get_attribute("version")?.value) {
        Expression::String(version) => Some(version.to_string()).filter(|v| is_exact_version(v)),
        _ => None,
    }
}

/// Whether the release is of this chart: by its name; where that is filled in, by its settings.
fn is_ours(file: &str, block: &Block) -> bool {
    match block.body.get_attribute("chart").map(|a| &a.value) {
        Some(Expression::String(chart)) => chart.contains("terraform-enterprise"),
        Some(_) => span(block.span()).is_some_and(|s| s.of(file).contains("TFE_HOSTNAME")),
        None => false,
    }
}

enum One {
    Text(Embedded),
    Elsewhere(Elsewhere),
    Unclear,
}

fn one(file: &str, names: &Names<'_>, expression: &Expression, name: &str) -> One {
    if let Some(text) = template::read(file, expression, name) {
        return One::Text(text);
    }
    let Expression::FuncCall(call) = expression else { return One::Unclear };
    if matches!(call.name.name.as_str(), "yamlencode" | "jsonencode") {
        let made = call.args.iter().next().and_then(|a| json::read(file, names.resolved(a), name));
        return made.map_or(One::Unclear, One::Text);
    }
    elsewhere(call, "values").map_or(One::Unclear, One::Elsewhere)
}
