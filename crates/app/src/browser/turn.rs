//! What a key does, before the next key.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use wasm_bindgen_futures::spawn_local;
use yew::scheduler;

/// Lets all that follows from this event, and from those before it, be done before the next event.
///
/// Where a drawing took more than 16 ms, Yew leaves what comes after it to a timer: the keyboard goes
/// to its new place, a dialog opens, the next message is heard. Browsers take keys before timers, so
/// keys that were pressed during the drawing would act where the keyboard was before: `F8 .` on the
/// finding that was chosen before.
pub(crate) fn finish_before_next() {
    spawn_local(async {
        // Asked once, it does all that waits. Asked again, it would tell when Yew's own timer ends.
        let _ = pin!(scheduler::flush()).poll(&mut Context::from_waker(Waker::noop()));
    });
}
