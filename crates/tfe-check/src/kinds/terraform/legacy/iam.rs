//! Policies for the role of a Private Terraform Enterprise instance.

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};
use text::Span;

use crate::base::finding::Finding;
use crate::carry::template::span;
use crate::knowledge::rules::terraform::{
    PRIVATE_TFE_ROLE_HALF_OF_BUCKET, PRIVATE_TFE_ROLE_TOO_BROAD,
};

/// The documents next to the module that installs it.
pub(super) fn find(body: &Body, out: &mut Vec<Finding>) {
    for block in body.blocks().filter(|block| is_document(block)) {
        for statement in block.body.blocks().filter(|b| b.ident.as_str() == "statement") {
            let actions = list(statement, "actions");
            let all = actions.iter().find(|(action, _)| *action == "s3:*");
            out.extend(all.map(|(_, at)| too_broad(*at)));
            let resources = list(statement, "resources");
            if all.is_some() {
                out.extend(resources.iter().filter_map(|one| half(one, &resources)));
            }
        }
    }
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

fn too_broad(at: Span) -> Finding {
    PRIVATE_TFE_ROLE_TOO_BROAD.at(at).say(
        "The role of TFE may do anything with the bucket.",
        "TFE needs only GetObject, PutObject, DeleteObject, ListBucket and GetBucketLocation.",
        "Name these five actions for the bucket of the new installation.",
    )
}

/// A bucket without its objects, or objects without their bucket.
fn half(one: &(&str, Span), all: &[(&str, Span)]) -> Option<Finding> {
    let (arn, at) = *one;
    if !arn.starts_with("arn:") || !arn.contains(":s3:::") || arn.contains("${") {
        return None;
    }
    let (twin, what) = match arn.strip_suffix("/*") {
        Some(bucket) => (bucket.to_owned(), "the bucket itself"),
        None if arn.contains('/') => return None,
        None => (format!("{arn}/*"), "the objects in the bucket"),
    };
    if arn.ends_with('*') && !arn.ends_with("/*") || all.iter().any(|(other, _)| *other == twin) {
        return None;
    }
    Some(PRIVATE_TFE_ROLE_HALF_OF_BUCKET.at(at).say(
        format!("The statement does not cover {what}."),
        "Listing needs the bucket, and reading and writing need its objects: `AccessDenied`.",
        format!("Add `{twin}`."),
    ))
}
