//! How much room the page has.

use gloo::utils::window;

/// A phone, as web/styles/narrow.css has it: the file is a view of its own.
pub(crate) fn is_narrow() -> bool {
    let narrow = window().match_media("(max-width: 760px)").ok().flatten();
    narrow.is_some_and(|narrow| narrow.matches())
}
