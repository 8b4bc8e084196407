//! `vault rekey`, as it was written before Vault 0.11.

use text::Edit;

use crate::base::finding::{Finding, Fix};
use crate::kinds::script::command::OldCommand;
use crate::knowledge::rules::script::VAULT_REKEY_OLD_SYNTAX;

pub(super) fn find(command: &OldCommand<'_>) -> Option<Finding> {
    if (command.word(0), command.word(1)) != ("vault", "rekey") {
        return None;
    }
    let at = command.words.get(1)?.start;
    let fix = Fix::review("Write `vault operator rekey`", Edit::insert(at, "operator "));
    let found = VAULT_REKEY_OLD_SYNTAX
        .at(command.whole)
        .say(
            "`vault rekey` is `vault operator rekey` now.",
            "Vault 0.11 and later do not know the old command. TFE's internal Vault needs no rekeying: it is opened with TFE_ENCRYPTION_PASSWORD.",
            "Write `vault operator rekey`, for a Vault of your own.",
        )
        .fix(fix);
    Some(found)
}
