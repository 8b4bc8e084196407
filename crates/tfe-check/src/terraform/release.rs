//! `resource "helm_release"`: the values that it gives to the chart.

use std::collections::HashMap;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{Block, Body};
use text::Span;

use super::collect::{Elsewhere, Found, Values, elsewhere, resolved};
use super::json;
use super::template::{self, span};
use crate::embedded::{Embedded, Form};

/// Adds the values of a release of the chart terraform-enterprise.
pub(super) fn values(
    file: &str,
    locals: &HashMap<&str, &Expression>,
    block: &Block,
    name: &str,
    found: &mut Found,
) {
    if !is_ours(file, block) {
        return;
    }
    let name = format!("helm_release.{name}");
    let mut texts = Vec::new();
    let mut places = Vec::new();
    let mut unclear = false;
    if let Some(attribute) = block.body.get_attribute("values") {
        match resolved(locals, &attribute.value) {
            Expression::Array(list) => {
                for element in list.iter() {
                    match one(file, resolved(locals, element), &name) {
                        One::Text(text) => texts.push(text),
                        One::Elsewhere(place) => places.push(place),
                        One::Unclear => unclear = true,
                    }
                }
            }
            _ => unclear = true,
        }
    }
    let sets = sets(file, &block.body, &name);
    let others = ["set", "set_sensitive", "set_list", "set_wo", "dynamic"];
    let set = others.iter().any(|b| block.body.has_blocks(b) || block.body.has_attribute(b));
    let whole = texts.len() == 1 && places.is_empty() && !set && !unclear;
    found.elsewhere.extend(places);
    found.values.extend(texts.into_iter().map(|text| Values { text, whole, set: false }));
    found.values.extend(sets.into_iter().map(|text| Values { text, whole: false, set: true }));
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

fn one(file: &str, expression: &Expression, name: &str) -> One {
    if let Some(text) = template::read(file, expression, name) {
        return One::Text(text);
    }
    let Expression::FuncCall(call) = expression else { return One::Unclear };
    if matches!(call.name.name.as_str(), "yamlencode" | "jsonencode") {
        let made = call.args.iter().next().and_then(|a| json::read(file, a, name));
        return made.map_or(One::Unclear, One::Text);
    }
    elsewhere(call, "values").map_or(One::Unclear, One::Elsewhere)
}

/// Each `set` as the values that it makes, as blocks or as a list.
fn sets(file: &str, body: &Body, name: &str) -> Vec<Embedded> {
    let mut keys = Vec::new();
    for block in body.get_blocks("set").chain(body.get_blocks("set_sensitive")) {
        keys.extend(block.body.get_attribute("name").map(|a| &a.value));
    }
    let lists = ["set", "set_sensitive"].iter().filter_map(|l| body.get_attribute(l));
    for list in lists.filter_map(|a| a.value.as_array()) {
        for object in list.iter().filter_map(Expression::as_object) {
            let named = |k: &ObjectKey| k.as_ident().is_some_and(|i| i.as_str() == "name");
            keys.extend(object.iter().find(|(k, _)| named(k)).map(|(_, v)| v.expr()));
        }
    }
    keys.into_iter().filter_map(|key| set(file, key, name)).collect()
}

/// The keys of a `set`; `None` where lists or what Terraform fills in are in its name.
fn set(file: &str, key: &Expression, name: &str) -> Option<Embedded> {
    let Expression::String(path) = key else { return None };
    let whole = span(key.span())?;
    let written = Span::new(whole.start + 1, whole.end.checked_sub(1)?);
    if written.of(file) != path.as_str() || path.contains(['\\', '[', '{', ',', '=']) {
        return None;
    }
    let mut made = Embedded::new(name, Form::Made);
    let mut at = written.start;
    for part in path.split('.') {
        let place = Span::new(at, at + part.len());
        made.frame("{", Span::at(at));
        made.other(&json::quoted(part), place);
        made.frame(": ", place);
        at = place.end + 1;
    }
    made.unknown_text(whole);
    made.frame(&"}".repeat(path.split('.').count()), Span::at(whole.end));
    Some(made)
}
