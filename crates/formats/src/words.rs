//! Words that all forms of a report use.

use tfe_check::Safety;

/// Whether a fix may be applied without a look, in the words that every report uses.
pub const fn safety(safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => "safe",
        Safety::Review => "review first",
        Safety::Repair => "rewrites the file",
    }
}
