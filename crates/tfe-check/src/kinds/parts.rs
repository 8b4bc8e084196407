//! The texts of ours that a file of some kind holds.

use super::{script, terraform};
use crate::base::kind::Kind;
use crate::carry::part::Part;

/// What stands in Terraform or in a script, and is judged.
///
/// # Errors
/// The parser's words, where Terraform cannot read the file.
pub fn parts_in(kind: Kind, text: &str) -> Result<Vec<Part>, String> {
    match kind {
        Kind::Terraform => terraform::parts(text),
        Kind::Script => Ok(script::parts(text)),
        Kind::VaultPolicy | Kind::HelmOverrides => Ok(Vec::new()),
    }
}
