//! The bucket of the generation before, which Terraform must not try to create.

use text::Edit;

use crate::base::finding::{Finding, Fix};
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::knowledge::rules::terraform::PRIVATE_TFE_OLD_BUCKET_MANAGED;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.installations.iter().filter_map(old_bucket).collect()
}

/// The bucket of the generation before, which Terraform must not try to create.
fn old_bucket(all: &Installation<'_>) -> Option<Finding> {
    let (variable, text) = all.text("bucket_name")?;
    let managed = all.get("manage_bucket");
    let on = managed.is_none_or(|managed| managed.switch() == Some(true));
    if !text.ends_with("-storagelocker") || !on {
        return None;
    }
    let fix = match managed {
        Some(managed) => Edit::replace(managed.place, "false"),
        None => Edit::insert(variable.place.end, "\nmanage_bucket = false"),
    };
    let found = PRIVATE_TFE_OLD_BUCKET_MANAGED.at(variable.inside()).say(
        "This is the bucket of the old installation, and Terraform would create it again.",
        "terraform apply stops: `BucketAlreadyOwnedByYou`.",
        "Add `manage_bucket = false`.",
    );
    Some(found.fix(Fix::review("Set `manage_bucket = false`", fix)))
}
