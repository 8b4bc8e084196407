//! Policies for the role of a Private Terraform Enterprise instance.

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use text::Span;

use crate::carry::template::span;

/// A statement that allows everything with a bucket.
pub(in crate::kinds::terraform) struct Statement<'b> {
    /// The place of `s3:*`.
    pub all: Span,
    /// What it is allowed for, with the places.
    pub resources: Vec<(&'b str, Span)>,
}

/// Those statements of the documents next to the module that installs it.
pub(super) fn statements(body: &Body) -> impl Iterator<Item = Statement<'_>> {
    let documents = body.blocks().filter(|block| is_document(block));
    let statements = documents.flat_map(|document| document.body.blocks());
    statements.filter(|b| b.ident.as_str() == "statement").filter_map(|statement| {
        let actions = list(statement, "actions");
        let (_, all) = *actions.iter().find(|(action, _)| *action == "s3:*")?;
        Some(Statement { all, resources: list(statement, "resources") })
    })
}

fn is_document(block: &Block) -> bool {
    let label = block.labels.first().map(|label| label.as_str());
    block.ident.as_str() == "data" && label == Some("aws_iam_policy_document")
}

/// The texts of a list, with their places.
fn list<'b>(statement: &'b Block, name: &str) -> Vec<(&'b str, Span)> {
    let Some(Expression::Array(list)) = statement.body.get_attribute(name).map(|a| &a.value) else {
        return Vec::new();
    };
    list.iter().filter_map(|e| Some((e.as_str()?, span(e.span())?))).collect()
}
