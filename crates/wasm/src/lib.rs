//! tfe-check for JavaScript: the shared crate, typed, and no judgement of its own.

mod protocol;

pub use protocol::{Answer, Call, Request, Signal, answer};

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of tfe-check.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
