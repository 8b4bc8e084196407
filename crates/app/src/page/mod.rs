//! The page: its parts, and what each event does to them.

mod checking;
mod composing;
mod documents;
mod findings;
mod fixing;
mod following;
mod parts;
mod sharing;
mod taking;
mod upgrading;
mod viewing;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use web_sys::Element;
use yew::{Component, Context, Html, NodeRef, Properties};

use crate::boot::{self, Given};
use crate::browser::{self, Focus};
use crate::editor::Editor;
use crate::engine_client::Engine;
use crate::model::{Doc, DocId, Model};
use crate::msg::{DocMsg, Msg, ViewMsg};
use crate::ui;
use crate::words;

/// What the page begins with.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What the first screen was given.
    pub given: Given,
}

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
    /// Files that were opened together: the one with most to say comes on screen.
    together: Vec<DocId>,
    say: Option<Timeout>,
    prove: Option<Timeout>,
    copied: Option<Timeout>,
    /// The browser is asked to print after the next rendering.
    print: bool,
    _listeners: Vec<EventListener>,
}

impl Component for Page {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let mut listeners =
            browser::on_drop(link.callback(DocMsg::Dragging), link.callback(DocMsg::Files));
        listeners.push(browser::on_key(link.callback(Msg::Key), single_keys));
        listeners.push(browser::on_leaving());
        listeners.push(browser::on_paste(link.callback(DocMsg::Pasted)));
        let counted = link.callback(Msg::Traffic);
        listeners.push(boot::on_traffic(move |traffic| counted.emit(traffic)));
        let newer = link.callback(|()| ViewMsg::Newer);
        listeners.push(boot::on_newer(move || newer.emit(())));
        let given = link.callback(DocMsg::Replaced);
        listeners.push(boot::on_text(move |text| given.emit(text)));
        let moved = link.callback(|()| ViewMsg::Address(hash()));
        listeners.push(EventListener::new(&window(), "popstate", move |_| moved.emit(())));
        let printed = link.callback(|on| if on { ViewMsg::OnPaper } else { ViewMsg::Printed });
        listeners.extend(browser::on_print(printed));
        link.send_message(ViewMsg::Address(hash()));
        let mut model = Model {
            traffic: boot::traffic(),
            theme: browser::load_theme(),
            wanted: browser::load_versions(),
            cursor: (1, 1),
            // A phone has no room for long lines, nor for the button that breaks them.
            wrap: browser::is_narrow(),
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
            together: Vec::new(),
            say: None,
            prove: None,
            copied: None,
            print: false,
            _listeners: listeners,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Engine(event) => self.heard_engine(ctx, event),
            Msg::Editor(heard) => self.heard_editor(ctx, heard),
            Msg::Key(key) => self.key(ctx, key),
            Msg::Traffic(traffic) => {
                self.model.traffic = traffic;
                true
            }
            Msg::Check(msg) => self.checking(&msg),
            Msg::Doc(msg) => self.documents(ctx, msg),
            Msg::Finding(msg) => self.findings(msg),
            Msg::Fix(msg) => self.fixing(msg),
            Msg::Compose(msg) => self.composing(msg),
            Msg::Upgrade(msg) => self.upgrading(msg),
            Msg::View(msg) => self.viewing(ctx, msg),
            Msg::Take(msg) => self.taking(ctx, msg),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ui::Link::to(ctx.link().callback(std::convert::identity));
        ui::page(&self.model, &link, &self.editor_host)
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first && let Some(host) = self.editor_host.cast::<Element>() {
            self.editor = Some(Editor::new(&host, ctx.link().callback(Msg::Editor)));
            self.tell_editor(&crate::editor::Command::Wrap { wrap: self.model.wrap });
            self.open_in_editor(0);
            self.show_in_editor(0);
            // In a frame the keyboard stays with the page around it.
            if !boot::embedded() {
                self.tell_editor(&crate::editor::Command::Focus);
            }
            self.take_over(ctx);
        }
        gloo::utils::document().set_title(&words::title(&self.model));
        browser::ask_before_leaving(self.model.docs.iter().any(|d| d.unsaved));
        if let Some(place) = self.focus_now.take() {
            browser::focus(place);
        }
        if std::mem::take(&mut self.print) {
            // Refused in frames that may not; nothing is lost by it.
            let _ = window().print();
            ctx.link().send_message(ViewMsg::Printed);
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
