//! Values of another type than the API server decodes.

use helm_values::{NodeId, Plain};
use text::{Edit, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::schema::Form;
use crate::knowledge::rules::kubernetes_manifest::MANIFEST_WRONG_TYPE;

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let wrong = facts.typed().values.iter().filter(|value| !fits(facts, value.node, value.form));
    out.extend(wrong.map(|value| wrong_type(facts, value.node, value.field, value.form)));
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
