//! A policy of AWS for TFE's bucket that does not allow what TFE does with its objects.

use crate::across::together::known::{Buckets, Known};
use crate::across::together::member::At;
use crate::across::together::say::{put, say};
use crate::base::finding::Finding;
use crate::knowledge::rules::any::AWS_ROLE_LACKS_BUCKET_ACTION;

/// What TFE does with its objects and, `false`, with the bucket.
const ACTIONS: [(&str, bool); 4] = [
    ("s3:GetObject", true),
    ("s3:PutObject", true),
    ("s3:DeleteObject", true),
    ("s3:ListBucket", false),
];

/// Another program's policy for the same bucket allows fewer of them.
const ENOUGH: usize = 2;

pub(super) fn find(known: &Known) -> Vec<(usize, Finding)> {
    // Each file may have its own part of what the role allows.
    let ([own], [buckets]) = (known.installations.as_slice(), known.buckets.as_slice()) else {
        return Vec::new();
    };
    let Some((bucket, there)) = own.get("TFE_OBJECT_STORAGE_S3_BUCKET") else { return Vec::new() };
    let mut found = Vec::new();
    // Other stores than S3 have their own rights.
    if own.get("TFE_OBJECT_STORAGE_S3_ENDPOINT").is_none() {
        lacks(buckets, bucket, there, &mut found);
    }
    found
}

fn lacks(buckets: &Buckets, bucket: &str, there: At, out: &mut Vec<(usize, Finding)>) {
    let allows =
        |(action, objects): &&(&str, bool)| buckets.access.allows(action, bucket, *objects);
    let (given, missing): (Vec<_>, Vec<_>) = ACTIONS.iter().partition(|action| allows(action));
    let first = buckets.named.iter().find(|(name, _)| name == bucket);
    let Some((_, at)) = first.filter(|_| given.len() >= ENOUGH && !missing.is_empty()) else {
        return;
    };
    let names: Vec<String> = missing.iter().map(|(action, _)| format!("`{action}`")).collect();
    let found =
        say(&AWS_ROLE_LACKS_BUCKET_ACTION, *at, there, "TFE stores its objects in this bucket.");
    let found = found.say(
        format!("The policy does not allow {} with TFE's bucket.", names.join(", ")),
        "S3 answers AccessDenied: objects cannot be stored, read or deleted. Another policy of the role may allow it.",
        format!("Allow {} in this policy; objects are `…/*`, the bucket is not.", names.join(", ")),
    );
    put(out, *at, found);
}
