//! A bucket that is deleted with the installation.

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::knowledge::rules::terraform::PRIVATE_TFE_BUCKET_DESTROYED;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.installations.iter().filter_map(destroyed).collect()
}

fn destroyed(all: &Installation<'_>) -> Option<Finding> {
    let variable = all.get("bucket_force_destroy")?;
    (variable.switch() == Some(true)).then(|| {
        PRIVATE_TFE_BUCKET_DESTROYED.at(variable.key).say(
            "`terraform destroy` deletes the bucket with all data and backups in it.",
            "The backups of the installation are in the same bucket.",
            "Leave it out unless the installation is only a test.",
        )
    })
}
