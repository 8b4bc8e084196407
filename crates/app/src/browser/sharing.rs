//! Texts in the part of an address after `#`, which browsers do not send.

use gloo::utils::window;
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// A text that is in an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shared {
    /// The file's name.
    pub name: String,
    /// The name of its kind; empty where it is detected.
    pub kind: String,
    /// Its content, with dots over the secrets.
    pub text: String,
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tfeCheck, js_name = pack)]
    fn pack_js(files: &Array) -> Promise;
    #[wasm_bindgen(js_namespace = tfeCheck, js_name = unpack)]
    fn unpack_js(letters: &str) -> Promise;
}

/// Calls back with the address of this page with texts in it; `None` where the browser cannot pack them.
pub(crate) fn link_to(files: &[Shared], done: impl FnOnce(Option<String>) + 'static) {
    let part = |file: &Shared| {
        let words = [&file.name, &file.kind, &file.text].map(|word| JsValue::from_str(word));
        words.iter().collect::<Array>()
    };
    let files: Array = files.iter().map(part).collect();
    spawn_local(async move {
        let packed = JsFuture::from(pack_js(&files)).await.ok().and_then(|p| p.as_string());
        let here = window().location().href().unwrap_or_default();
        let page = here.split('#').next().unwrap_or_default();
        done(packed.map(|packed| format!("{page}#share={packed}")));
    });
}

/// Calls back with the texts of an address; none where it is not whole.
pub(crate) fn texts_of(letters: &str, done: impl FnOnce(Vec<Shared>) + 'static) {
    let unpacked = unpack_js(letters);
    spawn_local(async move {
        let files = JsFuture::from(unpacked).await.ok().and_then(|f| f.dyn_into::<Array>().ok());
        done(files.iter().flat_map(Array::iter).map(|file| read(&file.unchecked_into())).collect());
    });
}

fn read(file: &Array) -> Shared {
    let word = |at| file.get(at).as_string().unwrap_or_default();
    Shared { name: word(0), kind: word(1), text: word(2) }
}
