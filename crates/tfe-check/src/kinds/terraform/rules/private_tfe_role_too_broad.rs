//! A role that may do anything with the bucket.

use text::Span;

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::knowledge::rules::terraform::PRIVATE_TFE_ROLE_TOO_BROAD;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.statements.iter().filter_map(|statement| statement.all).map(too_broad).collect()
}

fn too_broad(at: Span) -> Finding {
    PRIVATE_TFE_ROLE_TOO_BROAD.at(at).say(
        "TFE's role can do anything with the bucket.",
        "TFE needs only GetObject, PutObject, DeleteObject, ListBucket and GetBucketLocation.",
        "Name these five actions for the bucket of the new installation.",
    )
}
