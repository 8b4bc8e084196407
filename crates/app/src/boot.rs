//! What `web/boot/boot.js` gives the page.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Worker;

/// Counts since the page was sealed. Both stay 0 as long as the promise holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traffic {
    /// Requests that page or worker made.
    pub requests: u32,
    /// Attempts of either that the policy refused.
    pub refused: u32,
    /// Changes to the page that the policy refused and that could not connect anywhere: a style that an
    /// extension adds, say.
    pub changes: u32,
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tfeCheck, js_name = startWorker)]
    fn start_worker_js() -> Worker;

    type Counts;
    #[wasm_bindgen(js_namespace = tfeCheck, js_name = traffic)]
    fn counts() -> Counts;
    #[wasm_bindgen(method, getter)]
    fn requests(this: &Counts) -> js_sys::Array;
    #[wasm_bindgen(method, getter)]
    fn refused(this: &Counts) -> js_sys::Array;
    #[wasm_bindgen(method, getter)]
    fn changes(this: &Counts) -> js_sys::Array;

    /// What was given before the engine was there.
    type Early;
    #[wasm_bindgen(js_namespace = tfeCheck, js_name = handOver)]
    fn hand_over() -> Early;
    #[wasm_bindgen(method, getter)]
    fn text(this: &Early) -> String;
    #[wasm_bindgen(method, getter)]
    fn from(this: &Early) -> usize;
    #[wasm_bindgen(method, getter)]
    fn to(this: &Early) -> usize;
    #[wasm_bindgen(method, getter)]
    fn files(this: &Early) -> Option<web_sys::FileList>;

    /// Whether the page came as one file.
    #[wasm_bindgen(thread_local_v2, js_namespace = tfeCheck, js_name = single)]
    static SINGLE: bool;

    /// Whether the page opens without a network from now on.
    #[wasm_bindgen(thread_local_v2, js_namespace = tfeCheck, js_name = offline)]
    static OFFLINE: bool;

    /// The SHA-256 of the engine; empty where the browser computes none.
    #[wasm_bindgen(thread_local_v2, js_namespace = tfeCheck, js_name = sum)]
    static SUM: String;

    /// Takes away all that the page has kept in this browser.
    #[wasm_bindgen(js_namespace = tfeCheck, js_name = wipe)]
    fn wipe_js() -> js_sys::Promise;

    /// Whether the page is in a frame of another one.
    #[wasm_bindgen(thread_local_v2, js_namespace = tfeCheck, js_name = embedded)]
    static EMBEDDED: bool;

    /// Tells the page around the frame what was found.
    #[wasm_bindgen(js_namespace = tfeCheck, js_name = found)]
    pub(crate) fn found(json: &str);

    type TextEvent;
    #[wasm_bindgen(method, getter)]
    fn detail(this: &TextEvent) -> String;

    /// The names of all rules.
    #[wasm_bindgen(js_namespace = tfeCheck, js_name = ruleNames)]
    pub(crate) fn rule_names() -> Vec<String>;

    /// The page of a rule, as it is written.
    #[wasm_bindgen(js_namespace = tfeCheck, js_name = rulePage)]
    pub(crate) fn rule_page(rule: &str) -> Option<String>;
}

/// What the first screen was given while the engine was loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Given {
    /// Typed or pasted.
    pub text: String,
    /// What of it is selected, in UTF-16 units; an empty range is the cursor.
    pub selection: (usize, usize),
    /// Dropped or chosen.
    pub files: Option<web_sys::FileList>,
}

/// Takes it. The first screen gives way to the page right after.
pub(crate) fn given() -> Given {
    let early = hand_over();
    Given { text: early.text(), selection: (early.from(), early.to()), files: early.files() }
}

/// Whether the page is one file, which needs no server.
pub(crate) fn single() -> bool {
    SINGLE.with(|single| *single)
}

/// The address of the documentation, where the page was built with one.
pub(crate) fn docs() -> Option<String> {
    let document = gloo::utils::document();
    document.query_selector("meta[name=tfe-check-docs]").ok()??.get_attribute("content")
}

/// Whether the page opens without a network from now on.
pub(crate) fn works_offline() -> bool {
    OFFLINE.with(|offline| *offline)
}

/// The SHA-256 of the engine; empty where the browser computes none.
pub(crate) fn sum() -> String {
    SUM.with(Clone::clone)
}

/// Takes away all that the page has kept in this browser, then calls back.
pub(crate) fn wipe(done: impl FnOnce() + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        // What cannot be taken away was never there.
        let _ = wasm_bindgen_futures::JsFuture::from(wipe_js()).await;
        done();
    });
}

/// Whether the page is in a frame of another one.
pub(crate) fn embedded() -> bool {
    EMBEDDED.with(|embedded| *embedded)
}

/// Calls back with a text that the page around the frame gives, until the listener is dropped.
pub(crate) fn on_text(heard: impl Fn(String) + 'static) -> EventListener {
    EventListener::new(&gloo::utils::window(), "tfe-check-text", move |event| {
        heard(event.unchecked_ref::<TextEvent>().detail());
    })
}

/// Calls back when another tab has a newer version, until the listener is dropped.
pub(crate) fn on_newer(heard: impl Fn() + 'static) -> EventListener {
    EventListener::new(&gloo::utils::window(), "tfe-check-newer", move |_| heard())
}

/// A new worker, already sealed, with the module on its way.
pub(crate) fn start_worker() -> Worker {
    start_worker_js()
}

/// What has been counted so far.
pub(crate) fn traffic() -> Traffic {
    let counts = counts();
    Traffic {
        requests: counts.requests().length(),
        refused: counts.refused().length(),
        changes: counts.changes().length(),
    }
}

/// Calls back whenever [`traffic`] has changed, until the listener is dropped.
pub(crate) fn on_traffic(changed: impl Fn(Traffic) + 'static) -> EventListener {
    let window = gloo::utils::window();
    EventListener::new(&window, "tfe-check-traffic", move |_| changed(traffic()))
}
