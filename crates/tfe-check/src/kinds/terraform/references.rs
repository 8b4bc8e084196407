//! References that Terraform refuses: a policy document without `.hcl`, and Vault's templates written
//! as Terraform's.

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, Traversal, TraversalOperator};
use hcl_edit::structure::Body;
use hcl_edit::template::{Element, Interpolation};
use hcl_edit::visit::{Visit, visit_body, visit_interpolation};
use text::Span;

use crate::carry::template::span;

/// One of them, and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reference {
    /// `policy = data.vault_policy_document.x`
    Document(Span),
    /// `${identity.entity.name}`
    Identity(Span),
}

/// A policy that is a whole document object where a text is wanted. `resolved` follows locals.
pub(super) fn document<'e>(
    policy: &'e Expression,
    resolved: impl Fn(&'e Expression) -> &'e Expression,
) -> Option<Reference> {
    let at = match policy {
        Expression::StringTemplate(template) => {
            let mut elements = template.iter();
            let (Some(Element::Interpolation(only)), None) = (elements.next(), elements.next())
            else {
                return None;
            };
            is_document(resolved(&only.expr)).then(|| span(only.expr.span()))
        }
        Expression::Parenthesis(inner) => return document(inner.inner(), resolved),
        other => is_document(resolved(other)).then(|| span(other.span())),
    };
    at.flatten().map(Reference::Document)
}

fn is_document(expression: &Expression) -> bool {
    let Expression::Traversal(traversal) = expression else { return false };
    let names = names(traversal);
    let indexed = traversal.operators.get(2).is_none_or(|operator| {
        matches!(operator.value(), TraversalOperator::Index(_) | TraversalOperator::LegacyIndex(_))
    });
    names == ["data", "vault_policy_document"] && traversal.operators.len() <= 3 && indexed
}

/// The first name, and the second where it is one.
fn names(traversal: &Traversal) -> Vec<&str> {
    let Expression::Variable(root) = &traversal.expr else { return Vec::new() };
    let mut all = vec![root.as_str()];
    for operator in traversal.operators.iter().take(1) {
        if let TraversalOperator::GetAttr(name) = operator.value() {
            all.push(name.as_str());
        }
    }
    all
}

/// All `${identity.…}` of a file, unless it has something of that name.
pub(super) fn templates(file: &str, body: &Body) -> Vec<Reference> {
    let own = file.contains("\"identity\"")
        || file.contains(" identity in ")
        || file.contains(" identity,");
    let mut finder = Finder::default();
    if !own && file.contains("${") {
        visit_body(&mut finder, body);
    }
    finder.found
}

#[derive(Default)]
struct Finder {
    found: Vec<Reference>,
}

impl Visit for Finder {
    fn visit_interpolation(&mut self, interpolation: &Interpolation) {
        if let Expression::Traversal(traversal) = &interpolation.expr
            && let ["identity", "entity" | "groups"] = names(traversal).as_slice()
            && let Some(at) = span(interpolation.span())
        {
            self.found.push(Reference::Identity(at));
        }
        visit_interpolation(self, interpolation);
    }
}
