//! The page: its parts, and what each event does to them.

mod checking;
mod documents;
mod findings;
mod fixing;
mod rest;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use web_sys::Element;
use yew::{Component, Context, Html, NodeRef};

use crate::boot;
use crate::browser::{self, Focus};
use crate::editor::Editor;
use crate::engine_client::Engine;
use crate::model::{Doc, Model};
use crate::msg::Msg;
use crate::ui;

pub(crate) use findings::span;

/// The whole page.
pub(crate) struct Page {
    model: Model,
    engine: Engine,
    editor: Option<Editor>,
    editor_host: NodeRef,
    /// Where the keyboard goes once the next answer is on screen.
    focus_next: Option<Focus>,
    /// The same, after the next rendering.
    focus_now: Option<Focus>,
    say: Option<Timeout>,
    copied: Option<Timeout>,
    _listeners: Vec<EventListener>,
}

impl Component for Page {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let mut listeners =
            browser::on_drop(link.callback(Msg::Dragging), link.callback(Msg::Files));
        listeners.push(browser::on_key(link.callback(Msg::Key), single_keys));
        listeners.push(browser::on_leaving());
        listeners.push(browser::on_paste(link.callback(Msg::Pasted)));
        let counted = link.callback(Msg::Traffic);
        listeners.push(boot::on_traffic(move |traffic| counted.emit(traffic)));
        let moved = link.callback(|()| Msg::Address(hash()));
        listeners.push(EventListener::new(&window(), "hashchange", move |_| moved.emit(())));
        link.send_message(Msg::Address(hash()));
        let mut model = Model {
            traffic: boot::traffic(),
            theme: browser::load_theme(),
            wanted: browser::load_versions(),
            cursor: (1, 1),
            ..Model::default()
        };
        model.docs.push(Doc::new(0, None, ""));
        model.next_id = 1;
        Self {
            model,
            engine: Engine::start(link.callback(Msg::Engine)),
            editor: None,
            editor_host: NodeRef::default(),
            focus_next: None,
            focus_now: None,
            say: None,
            copied: None,
            _listeners: listeners,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Engine(event) => self.heard_engine(ctx, event),
            Msg::CheckAgain | Msg::CheckHalf | Msg::Stop => self.checking(&msg),
            Msg::Editor(heard) => self.heard_editor(ctx, heard),
            Msg::Files(_)
            | Msg::Pasted(_)
            | Msg::NoClipboard
            | Msg::ReadClipboard
            | Msg::Dragging(_)
            | Msg::Example(_)
            | Msg::Try(..)
            | Msg::NewFile
            | Msg::Activate(_)
            | Msg::Close(_)
            | Msg::Reopen
            | Msg::Kind(_)
            | Msg::Profile(_) => self.documents(ctx, msg),
            Msg::Toggle(_)
            | Msg::GoTo(_)
            | Msg::Reveal(_)
            | Msg::Point(_)
            | Msg::GoToOther(..)
            | Msg::Show(_) => self.findings(msg),
            Msg::Fix(..)
            | Msg::FixAll
            | Msg::Ignoring(_)
            | Msg::Reason(_)
            | Msg::Ignore
            | Msg::RepairChoice(_)
            | Msg::Repair
            | Msg::KeepDamage(_)
            | Msg::Turn(_)
            | Msg::ApplyTaken => self.fixing(msg),
            Msg::Key(key) => self.key(ctx, key),
            other => self.rest(ctx, other),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        ui::page(&self.model, ctx.link(), &self.editor_host)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && let Some(host) = self.editor_host.cast::<Element>() {
            self.editor = Some(Editor::new(&host, ctx.link().callback(Msg::Editor)));
            self.open_in_editor(0);
            self.show_in_editor(0);
            self.tell_editor(&crate::editor::Command::Focus);
        }
        browser::ask_before_leaving(self.model.docs.iter().any(|d| d.unsaved));
        if let Some(place) = self.focus_now.take() {
            browser::focus(place);
        }
        if let Some(group) = self.model.group.take() {
            browser::scroll_to(&group);
        }
    }
}

/// Single keys count unless they are switched off in the sheet, which marks the page so.
fn single_keys() -> bool {
    !gloo::utils::document_element().has_attribute("data-single-keys-off")
}

fn hash() -> String {
    window().location().hash().unwrap_or_default()
}
