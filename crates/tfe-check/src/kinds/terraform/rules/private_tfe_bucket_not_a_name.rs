//! Names that no bucket can have.

use text::{Edit, short};

use crate::base::finding::{Finding, Fix};
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::knowledge::rules::terraform::PRIVATE_TFE_BUCKET_NOT_A_NAME;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.installations.iter().filter_map(bucket).collect()
}

fn bucket(all: &Installation<'_>) -> Option<Finding> {
    let (variable, text) = all.text("bucket_name")?;
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if text.chars().all(is_name) {
        return None;
    }
    let bare = text.strip_prefix("s3://").map(|rest| rest.trim_end_matches('/'));
    let bare = bare.filter(|bare| !bare.is_empty() && bare.chars().all(is_name));
    let fix = bare.map(|bare| {
        Fix::review("Keep only the name of the bucket", Edit::replace(variable.inside(), bare))
    });
    let found = PRIVATE_TFE_BUCKET_NOT_A_NAME.at(variable.inside()).say(
        format!("`{}` is not the name of a bucket.", short(text)),
        "S3 allows only lower-case letters, digits, dots and hyphens: `InvalidBucketName`.",
        "Write the name of the bucket, without `s3://`.",
    );
    Some(found.fix(fix))
}
