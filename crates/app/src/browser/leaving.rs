//! Leaving the page with something typed that is nowhere else.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document_element, window};

const MARK: &str = "data-unsaved";

/// Lets the browser ask before the page goes, as long as something would be lost.
pub(crate) fn on_leaving() -> EventListener {
    let options = EventListenerOptions { passive: false, ..EventListenerOptions::default() };
    EventListener::new_with_options(&window(), "beforeunload", options, |event| {
        if document_element().has_attribute(MARK) {
            event.prevent_default();
        }
    })
}

/// Whether something would be lost.
pub(crate) fn ask_before_leaving(ask: bool) {
    let _ = document_element().toggle_attribute_with_force(MARK, ask);
}
