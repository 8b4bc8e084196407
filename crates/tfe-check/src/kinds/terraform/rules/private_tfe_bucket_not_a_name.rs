//! Names that no bucket can have.

use text::short;

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::knowledge::rules::terraform::PRIVATE_TFE_BUCKET_NOT_A_NAME;

pub(super) fn find(legacy: &Legacy<'_>, out: &mut Vec<Finding>) {
    out.extend(legacy.installations.iter().filter_map(bucket));
}

fn bucket(all: &Installation<'_>) -> Option<Finding> {
    let (variable, text) = all.text("bucket_name")?;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if text.chars().all(is_name) {
        return None;
    }
    Some(PRIVATE_TFE_BUCKET_NOT_A_NAME.at(variable.inside()).say(
        format!("`{}` is not the name of a bucket.", short(text)),
        "S3 allows only lower-case letters, digits, dots and hyphens: `InvalidBucketName`.",
        "Write the name of the bucket, without `s3://`.",
    ))
}
