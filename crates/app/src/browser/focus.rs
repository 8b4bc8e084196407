//! Where the keyboard is, and where it goes.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// A place for the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Focus {
    /// A finding of the list.
    Finding(usize),
    /// A finding of the list, without the keyboard: it only comes into view.
    InView(usize),
    /// The verdict, when no finding is left.
    Verdict,
    /// The question for a reason.
    Reason,
    /// The tab of the view on screen.
    Tab,
    /// The row that speaks of the cursor's line, without the keyboard.
    Here,
}

/// Puts the keyboard there, if it is on the page.
pub(crate) fn focus(place: Focus) {
    let selector = match place {
        Focus::Finding(at) | Focus::InView(at) => format!("#finding-{at} > summary"),
        Focus::Verdict => "#verdict".to_owned(),
        Focus::Reason => "#reason".to_owned(),
        Focus::Here => "tr.here".to_owned(),
        Focus::Tab => "#views [aria-selected=true]".to_owned(),
    };
    let found = document().query_selector(&selector).ok().flatten();
    if let Some(element) = found.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        if !matches!(place, Focus::InView(_) | Focus::Here) {
            let _ = element.focus();
        }
        near(&element);
    }
}

/// Scrolls to the group with this name, as the access table and the settings mark it.
pub(crate) fn scroll_to(group: &str) {
    let found = document().get_element_by_id(&format!("group-{group}"));
    if let Some(element) = found {
        element.scroll_into_view();
    }
}

fn near(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
