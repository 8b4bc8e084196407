//! The page's side of the engine: asks, waits, and replaces a worker that crashed or hangs.
//!
//! One question is with the worker at a time; the others wait here. So the time a question takes is
//! known, a crash costs only the question that caused it, and a newer check replaces one that waits.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use protocol::{Answer, Call, Request, Signal};
use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::{ErrorEvent, MessageEvent, Worker};
use yew::Callback;

use crate::boot;

/// After this many milliseconds old results are shown as old.
const SLOW: u32 = 300;
/// After this many the user is told that it takes long.
const STUCK: u32 = 2_000;
/// After this many the worker is replaced, and so many more for each megabyte that it was given: until
/// then the user may stop it.
const HUNG: u32 = 10_000;
const HUNG_PER_MB: u32 = 4_000;
/// So many workers in a row that never got ready, and no other is started by itself.
const FAILED_STARTS: u32 = 3;

/// Names a question.
pub(crate) type RequestId = u32;

/// What the page hears.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event {
    /// A worker takes questions; `restarts` counts those before it.
    Ready { version: String, restarts: u32 },
    /// The answer.
    Answer { id: RequestId, answer: Box<Answer> },
    /// It takes longer than 300 ms.
    Slow { id: RequestId },
    /// It takes longer than 2 s.
    Stuck { id: RequestId },
    /// The worker is gone, and with it this question. `in_a_row` counts since the last answer. A new
    /// worker is on its way, unless [`Event::Dead`] follows.
    Lost { id: Option<RequestId>, cause: Cause, in_a_row: u32 },
    /// Workers do not even start; [`Engine::restart`] tries again.
    Dead,
}

/// Why a worker is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// It broke, at this place in the source where that is known.
    Crash { place: Option<String> },
    /// It gave no sign for so many seconds.
    Hang { seconds: u32 },
    /// The user did not want to wait.
    Stopped,
}

/// The engine. Clones are the same engine.
#[derive(Clone)]
pub(crate) struct Engine(Rc<Shared>);

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Shared {
    told: Callback<Event>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    worker: Option<Running>,
    ready: bool,
    waiting: VecDeque<Call>,
    asked: Option<RequestId>,
    timers: Vec<Timeout>,
    /// The worker broke, and gives way to the next one in a moment.
    ending: Option<Timeout>,
    place: Option<String>,
    last_id: RequestId,
    restarts: u32,
    lost_in_a_row: u32,
    failed_starts: u32,
}

/// A worker with its listeners; ends with it.
struct Running {
    worker: Worker,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Engine {
    /// Starts a worker. Events come from then on, never from inside a call.
    pub(crate) fn start(told: Callback<Event>) -> Self {
        let shared = Rc::new(Shared { told, state: RefCell::default() });
        spawn(&shared);
        Self(shared)
    }

    /// Asks; the answer comes as [`Event::Answer`] with this id. A check that still waits for its
    /// turn gives way to a newer one and gets no answer; so does a preview.
    pub(crate) fn ask(&self, request: Request) -> RequestId {
        let mut state = self.0.state.borrow_mut();
        state.last_id += 1;
        let id = state.last_id;
        state.waiting.retain(|call| !request.replaces(&call.request));
        state.waiting.push_back(Call { id, request });
        drop(state);
        post_next(&self.0);
        id
    }

    /// Gives up what is being worked on, with a new worker for the rest.
    pub(crate) fn stop(&self) {
        lost(&self.0, Cause::Stopped);
    }

    /// Tries again after [`Event::Dead`].
    pub(crate) fn restart(&self) {
        self.0.state.borrow_mut().failed_starts = 0;
        spawn(&self.0);
    }
}

fn spawn(shared: &Rc<Shared>) {
    let weak = Rc::downgrade(shared);
    let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let (Some(shared), Some(signal)) = (weak.upgrade(), protocol::unpack(&event.data())) {
            heard(&shared, signal);
        }
    });
    let weak = Rc::downgrade(shared);
    let error = Closure::<dyn FnMut(ErrorEvent)>::new(move |event: ErrorEvent| {
        // Told to the user by the page; the console would repeat it with the address of the Blob.
        event.prevent_default();
        let Some(shared) = weak.upgrade() else { return };
        let place = shared.state.borrow_mut().place.take();
        lost_later(&shared, Cause::Crash { place });
    });
    let worker = boot::start_worker();
    worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(error.as_ref().unchecked_ref()));
    let mut state = shared.state.borrow_mut();
    state.ready = false;
    state.place = None;
    state.timers = vec![hung(shared, HUNG)];
    state.worker = Some(Running { worker, _message: message, _error: error });
}

fn heard(shared: &Rc<Shared>, signal: Signal) {
    let mut state = shared.state.borrow_mut();
    let event = match signal {
        Signal::Ready { version } => {
            state.ready = true;
            state.failed_starts = 0;
            Event::Ready { version, restarts: state.restarts }
        }
        Signal::Reply { id, answer } => {
            state.asked = None;
            state.lost_in_a_row = 0;
            Event::Answer { id, answer }
        }
        // The error event follows and ends this worker.
        Signal::Panic { place } => {
            state.place = Some(place);
            return;
        }
    };
    state.timers.clear();
    drop(state);
    post_next(shared);
    shared.told.emit(event);
}

fn post_next(shared: &Rc<Shared>) {
    let mut state = shared.state.borrow_mut();
    if !state.ready || state.ending.is_some() || state.asked.is_some() {
        return;
    }
    let Some(call) = state.waiting.pop_front() else { return };
    let id = call.id;
    let patience = HUNG + HUNG_PER_MB * u32::try_from(call.request.size() >> 20).unwrap_or(0);
    state.asked = Some(id);
    state.timers = vec![
        after(shared, SLOW, move |shared| shared.told.emit(Event::Slow { id })),
        after(shared, STUCK, move |shared| shared.told.emit(Event::Stuck { id })),
        hung(shared, patience),
    ];
    if let (Some(running), Some(message)) = (&state.worker, protocol::pack(&call)) {
        // A message that cannot be sent is never answered: the timers see to it.
        let _ = running.worker.post_message(&message);
    }
}

/// Ends the worker and starts the next.
fn lost(shared: &Rc<Shared>, cause: Cause) {
    let mut state = shared.state.borrow_mut();
    let gone = state.worker.take();
    state.timers.clear();
    state.ending = None;
    state.restarts += 1;
    if cause != Cause::Stopped {
        state.lost_in_a_row += 1;
        state.failed_starts += u32::from(!state.ready);
    }
    let dead = state.failed_starts >= FAILED_STARTS;
    let event = Event::Lost { id: state.asked.take(), cause, in_a_row: state.lost_in_a_row };
    drop(state);
    drop(gone);
    shared.told.emit(event);
    if dead {
        shared.told.emit(Event::Dead);
    } else {
        spawn(shared);
    }
}

/// The same from inside one of the worker's own listeners, which must not be dropped while it runs.
fn lost_later(shared: &Rc<Shared>, cause: Cause) {
    let timer = after(shared, 0, move |shared| lost(shared, cause));
    shared.state.borrow_mut().ending = Some(timer);
}

fn hung(shared: &Rc<Shared>, patience: u32) -> Timeout {
    after(shared, patience, move |shared| lost(shared, Cause::Hang { seconds: patience / 1_000 }))
}

fn after(shared: &Rc<Shared>, delay: u32, then: impl FnOnce(&Rc<Shared>) + 'static) -> Timeout {
    let weak: Weak<Shared> = Rc::downgrade(shared);
    Timeout::new(delay, move || {
        if let Some(shared) = weak.upgrade() {
            then(&shared);
        }
    })
}
