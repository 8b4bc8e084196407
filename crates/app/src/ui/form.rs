//! A question with a list of answers.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::{Event, Html, html};

use super::Link;
use crate::msg::Msg;

/// The list. `titles` says of each answer whether it is the given one; `answer` gets the place of another.
pub(crate) fn select<M: Into<Msg>>(
    link: &Link,
    label: &'static str,
    titles: &[(&str, bool)],
    answer: impl Fn(usize) -> Option<M> + 'static,
) -> Html {
    let changed = link.batch_callback(move |event: Event| {
        let select = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok())?;
        answer(usize::try_from(select.selected_index()).ok()?)
    });
    html! {
        <label>
            <span>{ label }</span>
            <select onchange={changed}>
                { for titles.iter().map(|(title, own)| html! {
                    <option key={(*title).to_owned()} selected={*own}>{ (*title).to_owned() }</option>
                }) }
            </select>
        </label>
    }
}
