//! Running text and buttons.

use text::Span;
use yew::{Callback, Html, MouseEvent, html};

use super::Link;
use super::icon::{Icon, icon};
use crate::model::{Copy, Model};
use crate::msg::{FindingMsg, Msg, TakeMsg};

/// A message in which backticks mark code.
pub(crate) fn rich(message: &str) -> Html {
    let part = |(at, part): (usize, &str)| match at % 2 {
        // As the editor shows what is quoted; a mark of direction would turn the name.
        1 => html! { <code>{ part.replace(text::is_invisible, "•") }</code> },
        _ => html! { { part } },
    };
    message.split('`').enumerate().map(part).collect()
}

/// What happens on a click.
pub(crate) fn on<M: Into<Msg>>(link: &Link, msg: impl Fn() -> M + 'static) -> Callback<MouseEvent> {
    link.callback(move |_: MouseEvent| msg())
}

/// Shows the line of these bytes in the editor, without going there.
pub(crate) fn point(link: &Link, span: Option<(usize, usize)>) -> Callback<MouseEvent> {
    let span = span.map(|(start, end)| Span::new(start, end));
    on(link, move || FindingMsg::Point(span))
}

/// A button that copies; for a moment it says so.
pub(crate) fn copy_button(model: &Model, link: &Link, what: &Copy, words: &str) -> Html {
    let said = match &model.copied {
        Some((copied, true)) if copied == what => "Copied",
        Some((copied, false)) if copied == what => "Not allowed here",
        _ => words,
    };
    let what = what.clone();
    html! {
        <button class="btn" onclick={on(link, move || TakeMsg::Copy(what.clone()))} aria-label={words.to_owned()}>
            { icon(Icon::Copy) }<span class="lbl">{ said }</span>
        </button>
    }
}

/// A command line to copy.
pub(crate) fn command(model: &Model, link: &Link, command: &str) -> Html {
    let what = Copy::Command(command.to_owned());
    let done = model.copied.as_ref().is_some_and(|(copied, done)| *done && *copied == what);
    html! {
        <div class="cmd">
            <code tabindex="0">{ command }</code>
            <button class="btn quiet icon" aria-label={format!("Copy {command}")}
                onclick={on(link, move || TakeMsg::Copy(what.clone()))}>
                { icon(if done { Icon::Tick } else { Icon::Copy }) }
            </button>
        </div>
    }
}
