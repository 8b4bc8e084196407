//! Keys that mean something on the whole page, and paste.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, KeyboardEvent};
use yew::Callback;

use super::turn::finish_before_next;

/// A key with a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// The next finding, or the one before; `from_editor` keeps the keyboard there.
    Step { back: bool, from_editor: bool },
    /// All safe fixes.
    FixAll,
    /// The fix of this finding, or of the chosen one.
    Fix(Option<usize>),
    /// The fix at the cursor of the editor.
    FixHere,
    /// The last fix is taken back, outside of text fields.
    Undo,
    /// The text as a file.
    Download,
    /// A view, from 1.
    View(usize),
    /// A file, from 1.
    File(usize),
    /// The keys themselves.
    Sheet,
}

/// Listens for keys. `single` says whether keys without Ctrl or Alt count.
pub(crate) fn on_key(pressed: Callback<Key>, single: impl Fn() -> bool + 'static) -> EventListener {
    let options =
        EventListenerOptions { passive: false, ..EventListenerOptions::run_in_capture_phase() };
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let place = Place::of(event);
        let Some(key) = meaning(event, &place) else { return };
        let is_single = matches!(key, Key::Fix(_) | Key::Sheet);
        if (is_single && !single())
            || document().query_selector("dialog[open]").is_ok_and(|d| d.is_some())
        {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
        pressed.emit(key);
        finish_before_next();
    })
}

/// Listens for paste outside of text fields.
pub(crate) fn on_paste(pasted: Callback<String>) -> EventListener {
    let options = EventListenerOptions { passive: false, ..EventListenerOptions::default() };
    EventListener::new_with_options(&document(), "paste", options, move |event| {
        let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let text = data.and_then(|d| d.get_data("text/plain").ok()).filter(|t| !t.is_empty());
        if let Some(text) = text
            && !Place::of(event).field
        {
            event.prevent_default();
            pasted.emit(text);
        }
    })
}

/// Where an event comes from.
struct Place {
    editor: bool,
    field: bool,
    results: bool,
    finding: Option<usize>,
}

impl Place {
    fn of(event: &Event) -> Self {
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let within =
            |selector: &str| target.as_ref().and_then(|t| t.closest(selector).ok().flatten());
        // What happens in the shadow root comes from its host.
        let editor = within("#editor").is_some();
        let finding = within("[data-finding]").and_then(|e| e.get_attribute("data-finding"));
        Self {
            editor,
            field: editor
                || within("input:not([type=checkbox]):not([type=radio]), textarea, select")
                    .is_some(),
            results: within("#results").is_some(),
            finding: finding.and_then(|at| at.parse().ok()),
        }
    }
}

fn meaning(event: &KeyboardEvent, place: &Place) -> Option<Key> {
    let (key, code) = (event.key(), event.code());
    let (shift, alt) = (event.shift_key(), event.alt_key());
    let control = event.ctrl_key() || event.meta_key();
    let digit = code.strip_prefix("Digit").and_then(|d| d.parse::<usize>().ok());
    match key.as_str() {
        "F8" => Some(Key::Step { back: shift, from_editor: place.editor }),
        "s" | "S" if control && !shift && !alt => Some(Key::Download),
        "z" | "Z" if control && !shift && !alt && !place.field => Some(Key::Undo),
        "." if !control && !alt && place.results && !place.field => Some(Key::Fix(place.finding)),
        "." if control && !shift && !alt && place.editor => Some(Key::FixHere),
        "Enter" if alt && !control && !shift && place.editor => Some(Key::FixHere),
        "?" if !control && !alt && !place.field => Some(Key::Sheet),
        _ if control && shift && code == "Period" => Some(Key::FixAll),
        _ if alt && !control => match digit {
            Some(at @ 1..=4) if !shift => Some(Key::View(at)),
            Some(at @ 1..=9) if shift => Some(Key::File(at)),
            _ => None,
        },
        _ => None,
    }
}
