//! The clipboard, as far as the browser allows.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Clipboard, HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Puts a text on the clipboard and says whether that worked.
pub(crate) fn copy(text: String, done: impl FnOnce(bool) + 'static) {
    spawn_local(async move {
        let worked = match clipboard() {
            Some(clipboard) => JsFuture::from(clipboard.write_text(&text)).await.is_ok(),
            None => false,
        };
        done(worked || copy_by_selection(&text));
    });
}

/// The text on the clipboard; `None` where the browser or the user refuses.
pub(crate) fn read_clipboard(done: impl FnOnce(Option<String>) + 'static) {
    spawn_local(async move {
        let text = match clipboard() {
            Some(clipboard) => JsFuture::from(clipboard.read_text()).await.ok(),
            None => None,
        };
        done(text.and_then(|t| t.as_string()));
    });
}

/// Only there in a secure context: not on a plain http page inside a company, say.
fn clipboard() -> Option<Clipboard> {
    let navigator = window().navigator();
    let there = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
    there.is_object().then(|| navigator.clipboard())
}

/// The old way, which works without a secure context.
fn copy_by_selection(text: &str) -> bool {
    let focused = document().active_element();
    let copied = try_selection(text).unwrap_or(false);
    if let Some(element) = focused.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
    copied
}

fn try_selection(text: &str) -> Option<bool> {
    let document = document();
    // A modal dialog makes all else inert, the helper too.
    let place = document.query_selector("dialog[open]").ok()?;
    let place = place.or_else(|| document.body().map(Into::into))?;
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_class_name("sr");
    area.set_value(text);
    place.append_child(&area).ok()?;
    area.select();
    let copied = document.dyn_ref::<HtmlDocument>()?.exec_command("copy").unwrap_or(false);
    area.remove();
    Some(copied)
}
