//! A bucket without its objects, or objects without their bucket.

use text::Span;

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::iam::Statement;
use crate::knowledge::rules::terraform::PRIVATE_TFE_ROLE_HALF_OF_BUCKET;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for statement in &legacy.statements {
        let resources = &statement.resources;
        found.extend(resources.iter().filter_map(|one| half(statement, one, resources)));
    }
    found
}

fn half(statement: &Statement<'_>, one: &(&str, Span), all: &[(&str, Span)]) -> Option<Finding> {
    let (arn, at) = *one;
    if !arn.starts_with("arn:") || !arn.contains(":s3:::") || arn.contains("${") {
        return None;
    }
    // What is done with objects needs no bucket, and the reverse.
    let is_enough = if arn.ends_with("/*") { !statement.of_bucket } else { !statement.of_objects };
    let (twin, what) = match arn.strip_suffix("/*") {
        Some(bucket) => (bucket.to_owned(), "the bucket itself"),
        None if arn.contains('/') => return None,
        None => (format!("{arn}/*"), "the objects in the bucket"),
    };
    if is_enough
        || arn.ends_with('*') && !arn.ends_with("/*")
        || all.iter().any(|(other, _)| *other == twin)
    {
        return None;
    }
    Some(PRIVATE_TFE_ROLE_HALF_OF_BUCKET.at(at).say(
        format!("The statement does not cover {what}."),
        "Listing needs the bucket, and reading and writing need its objects: `AccessDenied`.",
        format!("Add `{twin}`."),
    ))
}
