//! Policies for the role of a Private Terraform Enterprise instance.

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use text::Span;

use crate::carry::template::span;

/// A statement that allows something with buckets.
pub(in crate::kinds::terraform) struct Statement<'b> {
    /// The place of `s3:*`, which allows everything.
    pub all: Option<Span>,
    /// It allows what is done with a bucket itself, as listing.
    pub of_bucket: bool,
    /// It allows what is done with objects.
    pub of_objects: bool,
    /// What it is allowed for, with the places.
    pub resources: Vec<(&'b str, Span)>,
}

/// What is done with a bucket itself; the rest that TFE does is done with objects.
const OF_BUCKET: [&str; 3] = ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketVersions"];

const OF_OBJECTS: [&str; 5] = [
    "s3:GetObject",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:AbortMultipartUpload",
    "s3:GetObjectVersion",
];

/// Those statements of the documents next to the module that installs it.
pub(super) fn statements(body: &Body) -> impl Iterator<Item = Statement<'_>> {
    let documents = body.blocks().filter(|block| is_document(block));
    let statements = documents.flat_map(|document| document.body.blocks());
    statements.filter(|b| b.ident.as_str() == "statement").filter_map(|statement| {
        let actions = list(statement, "actions");
        let all = actions.iter().find(|(action, _)| *action == "s3:*").map(|(_, at)| *at);
        let has = |names: &[&str]| actions.iter().any(|(action, _)| names.contains(action));
        let (of_bucket, of_objects) =
            (all.is_some() || has(&OF_BUCKET), all.is_some() || has(&OF_OBJECTS));
        let resources = list(statement, "resources");
        (of_bucket || of_objects).then_some(Statement { all, of_bucket, of_objects, resources })
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
