//! When the engine is slow, broke, or does not start. The text is never touched.

use tfe_check::Severity;
use yew::{Html, html};

use super::Link;
use super::icon::severity_mute;
use super::text::{copy_button, on};
use crate::engine_client::Cause;
use crate::model::{Copy, Model};
use crate::msg::CheckMsg;
use crate::words;

/// What stands above the editor; nothing when all is well.
pub(crate) fn banner(model: &Model, link: &Link) -> Html {
    let checking = &model.checking;
    if checking.dead {
        let what = "The checker could not start in this browser. Your text is safe.";
        return broken(
            model,
            link,
            what,
            "Reload the page, or use another browser. Nothing was sent.",
            false,
        );
    }
    if let Some((cause, in_a_row)) = &checking.lost {
        let why = match cause {
            Cause::Hang { seconds } => {
                &format!("It took longer than {seconds} seconds and was stopped. Nothing was sent.")
            }
            Cause::Stopped if model.judged().is_none() => "You stopped it. There is no result yet.",
            Cause::Stopped => "You stopped it. The results shown are for an older text.",
            Cause::Crash { .. } => "It crashed. This is a bug in tfe-check. Nothing was sent.",
        };
        return broken(model, link, "The check stopped. Your text is safe.", why, *in_a_row > 1);
    }
    if !model.notes.is_empty() {
        return html! {
            <div class="banner" role="alert">
                { severity_mute(Severity::Warning) }<div>{ for model.notes.iter().map(|note| html! { <p>{ note }</p> }) }</div>
            </div>
        };
    }
    if checking.half {
        let again = "Only the first half of the text is checked.";
        return html! {
            <div class="banner" role="status">
                { severity_mute(Severity::Warning) }<p>{ again }</p>
                <button class="btn" onclick={on(link, || CheckMsg::Again)}>{ "Check all of it" }</button>
            </div>
        };
    }
    if checking.slow {
        let beside = match model.judged() {
            _ if checking.stuck => {
                "This is taking a long time. It will stop by itself; your text stays."
            }
            Some(_) => "The results are for your text of a moment ago.",
            None => "The text is long. You can keep editing.",
        };
        let lines = model.doc().map_or(0, |d| d.text.lines().count());
        return html! {
            <div class="banner wait" role="status">
                <p>
                    <b>{ format!("Checking {}", words::count(lines, "line")) }</b><br/>
                    { beside }
                </p>
                <button class="btn" onclick={on(link, || CheckMsg::Stop)}>{ "Stop" }</button>
            </div>
        };
    }
    Html::default()
}

fn broken(model: &Model, link: &Link, what: &str, why: &str, again: bool) -> Html {
    html! {
        <div class="banner e" role="alert">
            { severity_mute(Severity::Error) }
            <div>
                <p><b>{ what.to_owned() }</b><br/>{ why.to_owned() }</p>
                <div class="row">
                    <button class="btn pri" onclick={on(link, || CheckMsg::Again)}>{ "Check again" }</button>
                    if again {
                        <button class="btn" onclick={on(link, || CheckMsg::Half)}>{ "Check only the first half" }</button>
                    }
                    { copy_button(model, link, &Copy::Text, "Copy my text") }
                    { copy_button(model, link, &Copy::BugReport, "Copy a bug report (no text)") }
                </div>
            </div>
        </div>
    }
}
