//! A dialog of the browser's own, which keeps the keyboard inside and gives it back at the end.

use gloo::events::EventListener;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::{
    Callback, Children, Classes, Html, Properties, classes, component, html, use_effect_with,
    use_node_ref,
};

use super::icon::{Icon, icon};
use crate::browser::is_narrow;

/// What a dialog has.
#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// `card` or `drawer`, and what else it looks like.
    pub class: Classes,
    /// Its heading.
    pub title: Html,
    /// Next to the heading.
    #[prop_or_default]
    pub beside: Html,
    /// After it was closed, however that happened.
    pub closed: Callback<()>,
    /// What is in it.
    pub children: Children,
}

/// Closes the menu that the dialog was opened from: its button is what the keyboard comes back to.
fn close_menu() {
    let menu = document().query_selector("[popover]:popover-open").ok().flatten();
    if let Some(menu) = menu.and_then(|menu| menu.dyn_into::<HtmlElement>().ok()) {
        // Refused only where it is closed already.
        let _ = menu.hide_popover();
    }
}

/// A form that begins with a field to type in begins there. On a phone that would bring up the keys over half of it.
fn to_first_field(dialog: &HtmlDialogElement) {
    let fields = ".db :is(select, textarea, input:not([type=checkbox], [type=radio]))";
    let first = dialog.query_selector(fields).ok().flatten();
    let first = first.filter(|field| !is_narrow() && field.tag_name() != "SELECT");
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// Opens as soon as it is drawn.
#[component]
pub(crate) fn Modal(props: &Props) -> Html {
    let element = use_node_ref();
    let closed = props.closed.clone();
    use_effect_with(element.clone(), move |element| {
        let dialog = element.cast::<HtmlDialogElement>();
        let listener = dialog.as_ref().map(|dialog| {
            if !dialog.open() {
                close_menu();
                // Refused only where it is open already.
                let _ = dialog.show_modal();
                to_first_field(dialog);
            }
            EventListener::new(dialog, "close", move |_| closed.emit(()))
        });
        move || {
            drop(listener);
            // Back takes it away without closing it, and then the keyboard would be nowhere.
            dialog.iter().for_each(HtmlDialogElement::close);
        }
    });
    let close = {
        let element = element.clone();
        move |_| {
            if let Some(dialog) = element.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        }
    };
    html! {
        <dialog ref={element} class={props.class.clone()} aria-labelledby="dialog-title">
            <div class="dh">
                <h2 id="dialog-title">{ props.title.clone() }</h2>
                { props.beside.clone() }
                <span class="grow"></span>
                <button class="btn quiet icon" aria-label="Close" onclick={close}>{ icon(Icon::Cross) }</button>
            </div>
            <div class={classes!("db")} tabindex="0" role="group" aria-labelledby="dialog-title">
                { props.children.clone() }
            </div>
        </dialog>
    }
}
