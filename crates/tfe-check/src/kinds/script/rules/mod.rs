//! What can be wrong with a script that writes policies, or with commands of older generations.

mod private_tfe_backup_not_encrypted;
mod private_tfe_command;
mod script_policy_elsewhere;
mod script_policy_filled_in;
mod vault_rekey_old_syntax;

pub(crate) use script_policy_elsewhere::elsewhere;
pub(crate) use script_policy_filled_in::{filled_in, made};

use super::command::OldCommand;
use crate::base::finding::Finding;

/// A rule's look at one command.
type Find = fn(&OldCommand<'_>) -> Option<Finding>;

/// At most one of them has something to say of a command.
static OLD: &[Find] = &[
    vault_rekey_old_syntax::find,
    private_tfe_command::find,
    private_tfe_backup_not_encrypted::find,
];

/// What is wrong with a command of an older generation.
pub(super) fn old(command: &OldCommand<'_>) -> Option<Finding> {
    OLD.iter().find_map(|find| find(command))
}
