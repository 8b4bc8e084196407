//! Terraform configuration: the policies and the values of the chart that stand in it.
//!
//! The file is read with hcl-edit (HCL 2, as Terraform does). Each policy is judged as what Vault
//! gets, each piece of values as what Helm gets, and what is found there is told at the places of
//! the file. Where Terraform fills something in, only what is certain whatever that is is told.

mod collect;
mod json;
mod names;
mod parse;
mod references;
mod release;
mod roles;
pub(crate) mod rules;
mod sets;

use crate::base::kind::Kind;
use crate::carry::part::Part;
pub(crate) use collect::Found;
pub(crate) use references::Reference;

/// Why Terraform cannot read a file.
pub(crate) struct SyntaxError {
    /// Line from 1.
    pub line: usize,
    /// Column in characters from 1.
    pub column: usize,
    /// The parser's words.
    pub message: String,
}

/// What stands in a Terraform file and is judged.
///
/// # Errors
/// The parser's words, where Terraform cannot read the file.
pub(crate) fn parts(text: &str) -> Result<Vec<Part>, String> {
    let found = find(text).map_err(|e| format!("line {}: {}", e.line, e.message))?;
    let policies = found.policies.into_iter().map(|p| (Kind::VaultPolicy, p));
    let texts = found.values.into_iter().filter(|v| v.sets.is_none());
    let values = texts.map(|v| (Kind::HelmOverrides, v.text));
    Ok(policies.chain(values).map(|(kind, text)| Part::of(kind, text)).collect())
}

pub(crate) fn find(text: &str) -> Result<Found, SyntaxError> {
    Ok(collect::find(text, &parse::body(text)?))
}
