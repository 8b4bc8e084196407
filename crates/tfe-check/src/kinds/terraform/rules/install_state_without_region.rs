//! The state of an installation in a bucket whose region is not said.

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::backend::Kind;
use crate::knowledge::rules::terraform::INSTALL_STATE_WITHOUT_REGION;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let own = legacy.backends.iter().filter(|backend| backend.kind == Kind::State);
    // Without a bucket the rest comes with `-backend-config`, too.
    let own =
        own.filter(|backend| backend.get("bucket").is_some() && backend.get("region").is_none());
    own.map(|backend| {
        INSTALL_STATE_WITHOUT_REGION.at(backend.at).say(
            "The backend does not name the region of its bucket.",
            "terraform init asks for it or stops where neither AWS_REGION nor the profile has one.",
            "Add `region`.",
        )
    })
    .collect()
}
