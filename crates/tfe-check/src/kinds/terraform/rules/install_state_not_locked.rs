//! The state of an installation in a bucket, without a lock.

use text::Span;

use crate::base::finding::Finding;
use crate::kinds::terraform::legacy::Legacy;
use crate::kinds::terraform::legacy::backend::Kind;
use crate::knowledge::rules::terraform::INSTALL_STATE_NOT_LOCKED;

pub(super) fn find(legacy: &Legacy<'_>) -> Vec<Finding> {
    let own = legacy.backends.iter().filter(|backend| backend.kind == Kind::State);
    // One with variables does not work at all.
    let own = own.filter(|backend| backend.filled_in(legacy.file).is_none());
    let locks = ["use_lockfile", "dynamodb_table"];
    let open = own.filter(|backend| locks.iter().all(|lock| backend.get(lock).is_none()));
    open.map(|backend| not_locked(backend.at)).collect()
}

fn not_locked(at: Span) -> Finding {
    INSTALL_STATE_NOT_LOCKED.at(at).say(
        "The state of the installation is not locked while Terraform runs.",
        "Two runs at the same time can damage it.",
        "Add `use_lockfile = true`, from Terraform 1.10 on.",
    )
}
