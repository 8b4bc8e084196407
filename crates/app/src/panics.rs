//! What is told of a panic.

use std::sync::OnceLock;

static TELL: OnceLock<fn(&str)> = OnceLock::new();

/// Lets a panic tell its place in the source and nothing else: its message may quote the text that
/// was being judged. Goes to the console, or to where [`tell_with`] says.
pub(crate) fn tell_the_place_only() {
    // Through yew, which otherwise replaces the hook by one that prints the message.
    yew::set_custom_panic_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, ToString::to_string);
        match TELL.get() {
            Some(tell) => tell(&place),
            None => web_sys::console::error_1(&format!("tfe-check stopped at {place}").into()),
        }
    }));
}

/// Sends the places of later panics here instead of to the console.
pub(crate) fn tell_with(tell: fn(&str)) {
    TELL.get_or_init(|| tell);
}
