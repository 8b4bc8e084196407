//! Fields that the API server does not know, values of another type, fields that it requires.

use helm_values::{Entry, NodeId, Plain};
use text::{Edit, Vocabulary, short};

use super::manifest_api_version_removed::current;
use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::schema::{Field, Form, fields, type_of};
use crate::knowledge::rules::kubernetes_manifest::{
    MANIFEST_FIELD_MISSING, MANIFEST_FIELD_UNKNOWN, MANIFEST_WRONG_TYPE,
};

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for object in &facts.objects {
        if let Some(name) = type_of(current(object), object.kind) {
            walk(facts, object.node, name, 0, out);
        }
    }
}

/// Deeper than any object of the table.
const DEEPEST: usize = 40;

fn walk(facts: &Facts<'_>, map: NodeId, name: &'static str, depth: usize, out: &mut Vec<Finding>) {
    let known: Vec<Field> = fields(name).collect();
    // Metadata is written by many tools in their own ways, and the server drops what it does not know.
    if known.is_empty() || name == "ObjectMeta" || depth > DEEPEST {
        return;
    }
    for entry in facts.tree.entries(map) {
        let Some(written) = entry.name.as_deref() else { continue };
        if facts.is_template(facts.tree.key(entry)) || written.starts_with('$') {
            continue;
        }
        match known.iter().find(|field| field.name == written) {
            Some(field) => value(facts, entry.value, *field, depth, out),
            None => out.push(unknown(facts, map, entry, written, &known)),
        }
    }
    missing(facts, map, name, &known, out);
}

fn unknown(
    facts: &Facts<'_>,
    map: NodeId,
    entry: &Entry,
    written: &str,
    known: &[Field],
) -> Finding {
    let key = facts.tree.key(entry);
    let words = Vocabulary::new(known.iter().map(|field| field.name));
    let free = |name: &&str| facts.tree.entry(map, name).is_none();
    let meant = words.slip(written).filter(free);
    let action = match meant.or_else(|| words.nearest(written).filter(free)) {
        Some(name) => format!("Write {name}."),
        None => "Remove the field, or move it to the object that has it.".to_owned(),
    };
    let why = "kubectl apply rejects the object (strict decoding error: unknown field). Without that \
               validation the field is dropped, as if it were not there.";
    let fix = meant.map(|name| Fix::safe(format!("Write {name}"), Edit::replace(key, name)));
    let what = format!("Kubernetes does not recognize the field {} here.", short(written));
    MANIFEST_FIELD_UNKNOWN.at(key).say(what, why, action).fix(fix)
}

fn value(facts: &Facts<'_>, node: NodeId, field: Field, depth: usize, out: &mut Vec<Finding>) {
    if is_open(facts, node) {
        return;
    }
    match field.form {
        Form::Object(name) if is_map(facts, node) => walk(facts, node, name, depth + 1, out),
        Form::ListOf(inner) if is_list(facts, node) => {
            for item in facts.tree.items(Some(node)) {
                value(facts, item, Field { form: Form::read(inner), ..field }, depth + 1, out);
            }
        }
        Form::MapOf(inner) if is_map(facts, node) => {
            for entry in facts.tree.entries(node) {
                value(
                    facts,
                    entry.value,
                    Field { form: Form::read(inner), ..field },
                    depth + 1,
                    out,
                );
            }
        }
        form if fits(facts, node, form) => {}
        form => out.push(wrong_type(facts, node, field.name, form)),
    }
}

/// Whether nothing is known of a value: it is empty or a template gives it.
fn is_open(facts: &Facts<'_>, node: NodeId) -> bool {
    let place = facts.tree.span(node);
    let scalar = facts.tree.document.target(node).and_then(|node| node.as_scalar());
    let null = scalar.is_some_and(|scalar| scalar.value == Plain::Null);
    let written = place.of(facts.text);
    let outline = is_map(facts, node) || is_list(facts, node);
    null || !outline && (facts.is_template(place) || written.starts_with("${"))
}

fn is_map(facts: &Facts<'_>, node: NodeId) -> bool {
    facts.tree.document.target(node).is_some_and(|node| node.as_mapping().is_some())
}

fn is_list(facts: &Facts<'_>, node: NodeId) -> bool {
    facts.tree.document.target(node).is_some_and(|node| node.as_sequence().is_some())
}

fn fits(facts: &Facts<'_>, node: NodeId, form: Form) -> bool {
    let scalar = facts.tree.document.target(node).and_then(|node| node.as_scalar());
    let Some(scalar) = scalar else { return matches!(form, Form::Any | Form::Map) };
    match form {
        Form::Any => true,
        Form::Text | Form::Base64 => matches!(scalar.value, Plain::Text(_)),
        Form::Whole => matches!(scalar.value, Plain::Int(_)),
        Form::Number => matches!(scalar.value, Plain::Int(_) | Plain::Float(_)),
        Form::Bool => matches!(scalar.value, Plain::Bool(_)),
        Form::Quantity | Form::WholeOrText => !matches!(scalar.value, Plain::Bool(_)),
        Form::Map | Form::ListOf(_) | Form::MapOf(_) | Form::Object(_) => false,
    }
}

fn wrong_type(facts: &Facts<'_>, node: NodeId, name: &str, form: Form) -> Finding {
    let place = facts.tree.span(node);
    let scalar = facts.tree.document.target(node).and_then(|node| node.as_scalar());
    let quotes = matches!(form, Form::Text | Form::Base64) && scalar.is_some();
    let written = place.of(facts.text);
    let quoted = format!("\"{written}\"");
    let fix = quotes.then(|| Fix::safe("Put the value in quotes", Edit::replace(place, quoted)));
    let action = if quotes { "Put the value in quotes." } else { "Write a value of that type." };
    MANIFEST_WRONG_TYPE
        .at(place)
        .say(
            format!("{} takes {}.", short(name), form.words()),
            "The API server rejects the object: it cannot be decoded.",
            action,
        )
        .fix(fix)
}

/// What a patch of Kustomize leaves out is not missing: only objects that are whole are asked.
fn missing(facts: &Facts<'_>, map: NodeId, name: &str, known: &[Field], out: &mut Vec<Finding>) {
    if !matches!(name, "EnvVar" | "VolumeMount" | "SecretKeySelector" | "ConfigMapKeySelector") {
        return;
    }
    let place = facts.tree.span(map);
    for field in known.iter().filter(|field| field.required) {
        if facts.tree.entry(map, field.name).is_none() && !facts.may_hold_more(place) {
            let first = facts.tree.entries(map).first().map_or(place, |entry| entry.span);
            let near = words_near(facts, map, field.name);
            if !near {
                out.push(MANIFEST_FIELD_MISSING.at(first).say(
                    format!("The required field {} is missing.", field.name),
                    "The API server rejects the object.",
                    format!("Add {}.", field.name),
                ));
            }
        }
    }
}

/// Whether a field of the map is that name with a slip, which is reported there.
fn words_near(facts: &Facts<'_>, map: NodeId, name: &str) -> bool {
    let words = Vocabulary::new([name]);
    let mut written = facts.tree.entries(map).iter().filter_map(|entry| entry.name.as_deref());
    written.any(|written| words.slip(written).is_some())
}
