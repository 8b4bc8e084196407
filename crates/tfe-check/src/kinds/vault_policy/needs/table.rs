//! The rows of `knowledge/vault-calls.yaml`.

use super::{Call, Goal, Need};
use crate::knowledge::rules;

include!(concat!(env!("OUT_DIR"), "/vault_calls.rs"));
