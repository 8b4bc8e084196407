//! The JavaScript face, in a real browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use wasm::{Answer, Call, Request, Signal, answer};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_version_is_the_crates() {
    assert_eq!(wasm::version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn calls_and_signals_survive_the_way_through_javascript() {
    let call = Call { id: 7, request: Request::Ping };
    let there = serde_wasm_bindgen::to_value(&call).unwrap();
    let Call { id, request } = serde_wasm_bindgen::from_value(there).unwrap();
    let reply = Signal::Reply { id, answer: answer(request) };
    let back = serde_wasm_bindgen::to_value(&reply).unwrap();
    let reply: Signal = serde_wasm_bindgen::from_value(back).unwrap();
    assert_eq!(reply, Signal::Reply { id: 7, answer: Answer::Pong });
}
