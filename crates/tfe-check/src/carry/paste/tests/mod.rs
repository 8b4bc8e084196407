//! Pastes in everything that may be around them: what is in them, and the way back.

mod around;
mod edits;
mod nesting;
mod prose;
mod secret;
mod size;
mod wrappers;

use super::parts::Wrapped;
use super::{Look, parts};
use crate::carry::outline::Outline;
use crate::carry::signs::{is_terraform, policy, values};

/// A policy with a word that is at one place only.
const POLICY: &str = r#"# TFE policy, a=b, c=d
path "transit/keys/archivist_*" {
  capabilities = ["create", "read", "marker"]
}

path "transit/encrypt/archivist_*" {
  capabilities = ["update"]
}
"#;

const VALUES: &str = r#"# a=b, c=d, e=f
replicaCount: 1
image:
  repository: images.releases.hashicorp.com
  name: hashicorp/terraform-enterprise
  tag: "1.0.1"
env:
  variables:
    TFE_HOSTNAME: "marker.example.com"

    TFE_CAPACITY_CONCURRENCY: "10"
"#;

const TEXTS: [&str; 2] = [POLICY, VALUES];

/// What recognition asks, without the kinds.
fn is_ours(text: &str) -> bool {
    is_terraform(text)
        || policy::marks(text) > 0
        || values::marks(text, &Outline::of(text)).are_certain()
}

pub(super) fn look() -> Look {
    Look::with(is_ours)
}

fn found(paste: &str) -> Wrapped {
    parts(paste, look()).unwrap_or_else(|| panic!("nothing is found in\n{paste}"))
}
