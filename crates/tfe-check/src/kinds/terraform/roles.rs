//! `resource "vault_approle_auth_backend_role"`, and what `vault_jwt_auth_backend_role` has in common with it.

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, TraversalOperator};
use hcl_edit::structure::Block;
use text::Span;

use crate::carry::arguments;
use crate::carry::template::span;
use crate::knowledge::arguments::Arguments;
use crate::roles::Setting;
use crate::roles::approle::{Attached, Role, Style};

/// The role that a resource writes. What Terraform fills in is not known, and left out.
pub(crate) fn resource(file: &str, block: &Block, known: &Arguments) -> Role {
    let mut settings = Vec::new();
    for attribute in block.body.attributes() {
        let places = span(attribute.key.span()).zip(span(attribute.value.span()));
        let (Some((key_span, whole)), Some(value)) = (places, plain(&attribute.value)) else {
            continue;
        };
        let quoted = usize::from(whole.of(file).starts_with('"'));
        let value_span = Span::new(whole.start + quoted, whole.end.saturating_sub(quoted));
        let key = arguments::name(&block.body, known, attribute).to_owned();
        settings.push(Setting { key, value, key_span, value_span });
    }
    let attribute = |key| arguments::find(&block.body, known, key).map(|a| &a.value);
    let policies = attribute("token_policies").or_else(|| attribute("policies"));
    let name = attribute("role_name").and_then(plain).unwrap_or_default();
    Role { name, settings, policies: policies.and_then(list), style: Style::Resource }
}

/// A value that stands in the file as it is; a list as its elements.
fn plain(value: &Expression) -> Option<String> {
    match value {
        Expression::String(text) => Some(text.as_str().to_owned()),
        Expression::Number(number) => Some(number.to_string()),
        Expression::Bool(bool) => Some(bool.to_string()),
        Expression::Array(list) => {
            let all: Option<Vec<String>> = list.iter().map(plain).collect();
            all.map(|all| all.join(","))
        }
        _ => None,
    }
}

/// The policies of a list whose elements are all known.
fn list(value: &Expression) -> Option<Vec<Attached>> {
    let Expression::Array(list) = value else { return None };
    let one = |element: &Expression| {
        let name = match element {
            Expression::String(text) => text.as_str().to_lowercase(),
            other => reference(other)?,
        };
        Some(Attached { name, span: span(element.span())? })
    };
    list.iter().map(one).collect()
}

/// `vault_policy.tfe.name` as `vault_policy.tfe`.
pub(super) fn reference(value: &Expression) -> Option<String> {
    let Expression::Traversal(traversal) = value else { return None };
    let Expression::Variable(root) = &traversal.expr else { return None };
    let [name, _] = traversal.operators.as_slice() else { return None };
    let TraversalOperator::GetAttr(name) = name.value() else { return None };
    (root.as_str() == "vault_policy").then(|| format!("vault_policy.{}", name.as_str()))
}
