//! The browser's own command to print.

use gloo::events::EventListener;
use gloo::utils::window;
use yew::Callback;

use super::turn::finish_before_next;

/// Hears that the page goes on paper, and that it did: all is drawn for that before the browser looks.
pub(crate) fn on_print(heard: Callback<bool>) -> [EventListener; 2] {
    [("beforeprint", true), ("afterprint", false)].map(|(name, on)| {
        let heard = heard.clone();
        EventListener::new(&window(), name, move |_| {
            heard.emit(on);
            finish_before_next();
        })
    })
}
