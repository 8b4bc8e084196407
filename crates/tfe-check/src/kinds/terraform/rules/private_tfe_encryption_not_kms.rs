//! Another encryption than the one that the module accepts.

use text::short;

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::installation::Installation;
use crate::knowledge::rules::terraform::PRIVATE_TFE_ENCRYPTION_NOT_KMS;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    legacy.installations.iter().filter_map(encryption).collect()
}

fn encryption(all: &Installation<'_>) -> Option<Finding> {
    let (variable, text) = all.text("archivist_sse")?;
    (text != "aws:kms").then(|| {
        PRIVATE_TFE_ENCRYPTION_NOT_KMS.at(variable.inside()).say(
            format!("`{}` is not a value of `archivist_sse`.", short(text)),
            "The only encryption that it accepts is `aws:kms`.",
            "Write `aws:kms`, or leave it out.",
        )
    })
}
