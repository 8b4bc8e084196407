//! Nothing was found: what was asked, and what a file alone cannot show.

use tfe_check::view::Unshown;
use yew::{Html, html};

use super::icon::{Icon, icon};
use super::text::{command, copy_button, on, rich};
use super::{Link, export, outcomes, startup};
use crate::model::{Copy, Model};
use crate::msg::TakeMsg;
use crate::words;

/// The view.
pub(crate) fn view(model: &Model, link: &Link) -> Html {
    let Some(judged) = model.judged() else { return Html::default() };
    let view = &judged.view;
    let name = model.active_name();
    html! {
        <>
            <div class="scroll">
                <div class="verdict clear">
                    if judged.fails() {
                        <span class="error">{ icon(Icon::Barred) }</span>
                    } else {
                        <span class="ok">{ icon(Icon::Tick) }</span>
                    }
                    <div>
                        <h2 id="verdict" tabindex="-1">{ rich(&model.verdict(judged)) }</h2>
                        if !view.asked.is_empty() { <p>{ rich(&words::asked(&view.asked)) }</p> }
                        if model.fixed() > 0 { <p>{ words::count(model.fixed(), "finding") }{ " fixed." }</p> }
                        { outcomes::elsewhere(model, link) }
                    </div>
                </div>
                { outcomes::strip(model, link) }
                { startup::section(model, link) }
                { export::section(model, link) }
                if !view.not_shown.is_empty() {
                    <h3 class="sec">{ "What a file by itself cannot show" }</h3>
                    <ol class="steps">{ for view.not_shown.iter().map(|u| step(model, link, u)) }</ol>
                }
            </div>
            <div class="act foot roomy">
                { copy_button(model, link, &Copy::Text, "Copy file") }
                <button class="btn" onclick={on(link, || TakeMsg::Download(Copy::Text))} aria-label={format!("Download {name}")}>
                    { icon(Icon::Down) }<span class="lbl">{ format!("Download {name}") }</span>
                </button>
                { copy_button(model, link, &Copy::Report, "Copy report") }
            </div>
        </>
    }
}

fn step(model: &Model, link: &Link, unshown: &Unshown) -> Html {
    html! {
        <li>
            <div>
                <h4>{ rich(&words::capital(&unshown.what)) }</h4>
                if !unshown.command.is_empty() { { command(model, link, &unshown.command) } }
            </div>
        </li>
    }
}
