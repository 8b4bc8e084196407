//! The address of the page: the part after `#`, which never leaves the browser.

use wasm_bindgen::JsValue;

/// Shows where the page is now, without a step in the browser's history.
pub(crate) fn replace_address(hash: &str, document: u32) {
    if let Ok(history) = gloo::utils::window().history() {
        // Refused in sandboxed frames: the address is a convenience.
        let _ = history.replace_state_with_url(&JsValue::from(document), "", Some(hash));
    }
}

/// The same with a step, so that Back leads to what was on screen before.
pub(crate) fn push_address(hash: &str, document: u32) {
    let window = gloo::utils::window();
    let here = window.location().hash().unwrap_or_default();
    let Ok(history) = window.history() else { return };
    let same_document = history.state().is_ok_and(|s| s.as_f64() == Some(f64::from(document)));
    if here != hash || !same_document {
        let _ = history.push_state_with_url(&JsValue::from(document), "", Some(hash));
    }
}

/// The document that the step of the browser's history had on screen.
pub(crate) fn document_of_step() -> Option<u32> {
    let state = gloo::utils::window().history().ok()?.state().ok()?.as_f64()?;
    // It was put there as a small whole number.
    (0_u32..=10_000).find(|id| f64::from(*id).total_cmp(&state).is_eq())
}
