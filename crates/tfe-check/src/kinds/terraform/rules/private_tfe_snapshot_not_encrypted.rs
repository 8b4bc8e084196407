//! A snapshot of the database that is not encrypted.

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::knowledge::rules::terraform::PRIVATE_TFE_SNAPSHOT_NOT_ENCRYPTED;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.installations.iter().filter_map(snapshot).collect()
}

fn snapshot(all: &Installation<'_>) -> Option<Finding> {
    let (variable, text) = all.text("db_snapshot_identifier")?;
    (text == "tfe-legacy-1").then(|| {
        PRIVATE_TFE_SNAPSHOT_NOT_ENCRYPTED.at(variable.inside()).say(
            "This is the suggested name of the unencrypted snapshot.",
            "The database is restored without encryption, or the restore stops.",
            "Name the encrypted copy; the documentation calls it `tfe-legacy-upgrade`.",
        )
    })
}
