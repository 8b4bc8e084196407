//! The worker's side: answers one call after the other.

use protocol::{Call, Signal};
use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::panics;

/// The worker's global scope; `None` in a page.
pub(crate) fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Takes calls from now on.
pub(crate) fn serve(scope: &DedicatedWorkerGlobalScope) {
    panics::tell_with(|place| send(&Signal::Panic { place: place.to_owned() }));
    let answer = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        // Anything else on this channel is the module itself, which is there already.
        if let Some(Call { id, request }) = protocol::unpack(&event.data()) {
            send(&Signal::Reply { id, answer: Box::new(protocol::answer(request)) });
        }
    });
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    answer.forget();
    send(&Signal::Ready { version: env!("CARGO_PKG_VERSION").to_owned() });
}

fn send(signal: &Signal) {
    let Some(scope) = scope() else { return };
    if let Some(message) = protocol::pack(signal) {
        // Refused only for what cannot be cloned, and these are plain objects.
        let _ = scope.post_message(&message);
    }
}
