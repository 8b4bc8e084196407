//! The page.

use gloo::events::EventListener;
use wasm::Request;
use yew::{Callback, Component, Context, Html, html};

use crate::boot::{self, Traffic};
use crate::engine_client::{Cause, Engine, Event};

/// The whole page.
pub(crate) struct Page {
    traffic: Traffic,
    engine: EngineState,
    slow: bool,
    client: Engine,
    _traffic: EventListener,
}

/// What is known of the engine.
#[derive(Default)]
enum EngineState {
    #[default]
    Starting,
    Ready {
        version: String,
        restarts: u32,
    },
    Lost(Cause),
    Dead,
}

/// What can happen.
pub(crate) enum Msg {
    /// The engine says something.
    Engine(Event),
    /// The counts have changed.
    Traffic(Traffic),
    /// The user does not want to wait.
    Stop,
    /// The user wants another try.
    Restart,
}

impl Component for Page {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let told: Callback<Event> = ctx.link().callback(Msg::Engine);
        let counted = ctx.link().callback(Msg::Traffic);
        Self {
            traffic: boot::traffic(),
            engine: EngineState::default(),
            slow: false,
            client: Engine::start(told),
            _traffic: boot::on_traffic(move |traffic| counted.emit(traffic)),
        }
    }

    fn update(&mut self, _: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Traffic(traffic) => self.traffic = traffic,
            Msg::Engine(Event::Ready { version, restarts }) => {
                self.engine = EngineState::Ready { version, restarts };
                self.client.ask(Request::Ping);
            }
            Msg::Engine(Event::Slow { .. } | Event::Stuck { .. }) => self.slow = true,
            Msg::Engine(Event::Answer { .. }) => self.slow = false,
            Msg::Engine(Event::Lost { cause, .. }) => self.engine = EngineState::Lost(cause),
            Msg::Engine(Event::Dead) => self.engine = EngineState::Dead,
            Msg::Stop => self.client.stop(),
            Msg::Restart => self.client.restart(),
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let (state, words) = self.engine.shown();
        let Traffic { requests, refused } = self.traffic;
        html! {
            <main>
                <h1>{ "tfe-check" }</h1>
                <tfe-editor></tfe-editor>
                <p role="status" data-engine={state}>{ words }</p>
                if self.slow {
                    <button onclick={ctx.link().callback(|_| Msg::Stop)}>{ "Stop" }</button>
                }
                if matches!(self.engine, EngineState::Dead) {
                    <button onclick={ctx.link().callback(|_| Msg::Restart)}>{ "Check again" }</button>
                }
                <p data-traffic={format!("{requests} {refused}")}>
                    { format!("{requests} requests since load, {refused} refused") }
                </p>
            </main>
        }
    }
}

impl EngineState {
    fn shown(&self) -> (&'static str, String) {
        match self {
            Self::Starting => ("starting", "Loading the checker.".to_owned()),
            Self::Ready { version, restarts: 0 } => ("ready", format!("Ready, version {version}.")),
            Self::Ready { restarts, .. } => {
                ("ready", format!("Ready again after {restarts} restarts. Your text is untouched."))
            }
            Self::Lost(Cause::Hang) => ("lost", "The check took too long.".to_owned()),
            Self::Lost(Cause::Stopped) => ("lost", "Stopped.".to_owned()),
            Self::Lost(Cause::Crash { .. }) => ("lost", "The checker broke.".to_owned()),
            Self::Dead => ("dead", "The checker does not start in this browser.".to_owned()),
        }
    }
}
