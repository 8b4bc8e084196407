//! The sheet of keys.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Event, Html, classes, html};

use super::Link;
use super::dialog::Modal;
use crate::model::Model;
use crate::msg::ViewMsg;

const KEYS: [(&str, &str); 14] = [
    ("F8", "Next finding, from anywhere"),
    ("Shift F8", "Previous finding"),
    ("Enter", "On a finding: go to the exact characters"),
    (".", "On a finding: its fix; a review fix opens the diff"),
    ("Ctrl Shift .", "Apply all safe fixes"),
    ("Ctrl Z", "Take the last fix back, from anywhere"),
    ("Space", "On a change: choose it or leave it out"),
    ("Alt 1 to 4", "Findings, fixed version, access or settings, file"),
    ("Alt Shift 1 to 9", "The files"),
    ("Ctrl S", "Download the file"),
    ("Ctrl . or Alt Enter", "In the editor: the fix for this line"),
    ("Ctrl Space", "In the editor: what can go here, and what it means"),
    ("Esc, then Tab", "Leave the editor"),
    ("?", "This list, outside the editor"),
];

/// The sheet.
pub(crate) fn dialog(model: &Model, link: &Link) -> Html {
    let turned = link.callback(|event: Event| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        ViewMsg::SingleKeys(input.is_none_or(|i| i.checked()))
    });
    html! {
        <Modal class={classes!("card", "narrow")} title={html! { { "Keyboard" } }} closed={link.callback(|()| ViewMsg::Closed)}>
            <table class="keys">
                <tbody>
                    { for KEYS.map(|(key, does)| html! {
                        <tr><th scope="row"><kbd>{ key }</kbd></th><td>{ does }</td></tr>
                    }) }
                </tbody>
            </table>
            <label class="pick">
                <input type="checkbox" checked={!model.single_keys_off} onchange={turned}/>
                <span>{ "Single keys (. and ?) act while the results have the focus" }</span>
            </label>
        </Modal>
    }
}
