//! Terraform configuration: the policies and the values of the chart that stand in it.
//!
//! The file is read with hcl-edit (HCL 2, as Terraform does). Each policy is checked as what Vault
//! gets, each piece of values as what Helm gets, and what is found there is reported at the places of
//! the file. Where Terraform fills something in, only what is certain whatever that is is reported.

mod behavior;
mod bucket_access;
mod cloud_trust;
mod cluster;
mod code;
mod collect;
mod json;
mod jwt;
mod legacy;
mod names;
mod parse;
mod pod_roles;
mod policy_files;
mod references;
mod release;
mod roles;
pub(crate) mod rules;
mod sets;
mod texts;
mod variables;

pub(crate) use behavior::BEHAVIOR;
pub use behavior::KIND;
pub(crate) use bucket_access::{BucketAccess, bucket_access};
pub(crate) use cluster::cluster_settings;
pub(crate) use code::{Argument, Code, Provider, code};
use collect::Found;
use legacy::Legacy;
pub(crate) use pod_roles::{PodRole, pod_roles};
pub(crate) use policy_files::policy_files;
use references::Reference;

/// Why Terraform cannot read a file.
pub(crate) struct SyntaxError {
    /// Line from 1.
    pub line: usize,
    /// Column in characters from 1.
    pub column: usize,
    /// The parser's words.
    pub message: String,
}

fn find(text: &str) -> Result<Found, SyntaxError> {
    let body = parse::body(text)?;
    let legacy = rules::legacy(&Legacy::of(text, &body));
    let stores_state = legacy::stores_state(&body);
    let trust = rules::trust(&cloud_trust::subjects(text, &body));
    let trusts_runs = cloud_trust::trusts_runs(text);
    let settings = !cluster::settings(text, &body).is_empty();
    Ok(Found { settings, legacy, stores_state, trust, trusts_runs, ..collect::find(text, &body) })
}
