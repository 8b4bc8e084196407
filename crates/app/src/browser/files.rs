//! Files: dropped, chosen, saved.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, DragEvent, Event, FileList, HtmlAnchorElement, Url};
use yew::Callback;

/// A file on its way in.
pub(crate) struct Incoming {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads files, then hands them over together, in their order.
pub(crate) fn read_files(files: &FileList, done: Callback<Vec<Incoming>>) {
    let files: Vec<_> = (0..files.length()).filter_map(|at| files.get(at)).collect();
    spawn_local(async move {
        let mut read = Vec::new();
        for file in files {
            let blob: &Blob = file.as_ref();
            if let Ok(buffer) = JsFuture::from(blob.array_buffer()).await {
                let bytes = Uint8Array::new(&buffer).to_vec();
                read.push(Incoming { name: file.name(), bytes });
            }
        }
        done.emit(read);
    });
}

/// Listens for files that are dragged over the page and dropped on it.
pub(crate) fn on_drop(
    dragging: Callback<bool>,
    dropped: Callback<Vec<Incoming>>,
) -> Vec<EventListener> {
    let active = EventListenerOptions::run_in_capture_phase();
    let active = EventListenerOptions { passive: false, ..active };
    let listen = |name: &'static str, hear: Box<dyn FnMut(&Event)>| {
        EventListener::new_with_options(&window(), name, active, hear)
    };
    let (over, left) = (dragging.clone(), dragging.clone());
    vec![
        listen(
            "dragover",
            Box::new(move |event| {
                if carries_files(event) {
                    event.prevent_default();
                    over.emit(true);
                }
            }),
        ),
        listen(
            "dragleave",
            Box::new(move |event| {
                // Without a related target the pointer is outside of the window.
                let drag = event.dyn_ref::<DragEvent>();
                if drag.is_some_and(|d| d.related_target().is_none()) {
                    left.emit(false);
                }
            }),
        ),
        listen(
            "drop",
            Box::new(move |event| {
                if !carries_files(event) {
                    return;
                }
                event.prevent_default();
                event.stop_propagation();
                dragging.emit(false);
                let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
                if let Some(files) = data.and_then(|d| d.files()) {
                    read_files(&files, dropped.clone());
                }
            }),
        ),
    ]
}

fn carries_files(event: &Event) -> bool {
    let data = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    data.is_some_and(|d| d.types().includes(&"Files".into(), 0))
}

/// Saves a text as a file, byte for byte.
pub(crate) fn save(name: &str, text: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/plain;charset=utf-8");
    let bytes = Uint8Array::from(text.as_bytes());
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&bytes), &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has the content by then; the address would keep it in memory.
    gloo::timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}
