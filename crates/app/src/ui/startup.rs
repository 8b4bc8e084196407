//! Whether TFE would start with the file, or a run get its credentials, step by step.

use tfe_check::view::{Start, StartCheck, State};
use yew::{Html, classes, html};

use super::Link;
use super::outcomes::sign;
use super::text::{on, point, rich};
use crate::model::Model;
use crate::msg::FindingMsg;

/// Whether TFE would start, or a run get its credentials, and after it each step; nothing for other kinds.
pub(crate) fn section(model: &Model, link: &Link) -> Html {
    let Some(judged) = model.judged() else { return Html::default() };
    let start = judged.view.start.as_ref().map(|start| (start, "Would TFE start?"));
    let run = judged.view.run.as_ref().map(|run| (run, "Would a run get its credentials?"));
    let both = start.into_iter().chain(run);
    both.map(|(start, question)| answered(model, link, start, question)).collect()
}

fn answered(model: &Model, link: &Link, start: &Start, question: &str) -> Html {
    let (class, icon, _) = sign(start.state);
    let word = answer(start.state);
    html! {
        <details class="would">
            <summary class={class}>
                { icon }<b>{ question }</b><span class="sr">{ format!(" {word}.") }</span>
                <span>{ rich(&model.said(&start.why)) }</span>
            </summary>
            <table>
                <tbody>{ for start.checks.iter().map(|c| check(model, link, c)) }</tbody>
            </table>
        </details>
    }
}

/// The answer in a word or two.
fn answer(state: State) -> &'static str {
    match state {
        State::Works => "Yes",
        State::Waits => "Not yet",
        State::Fails => "No",
        State::MayFail => "Maybe not",
        State::NotJudged => "Not checked",
    }
}

fn check(model: &Model, link: &Link, check: &StartCheck) -> Html {
    let (class, icon, word) = sign(check.state);
    let line = check.finding.as_ref().zip(check.span).map(|((_, line), (start, end))| {
        let place = text::Span::new(start, end);
        html! {
            <button class="a" disabled={model.current().is_none()} onclick={on(link, move || FindingMsg::Reveal(place))}>
                { format!("line {line}") }
            </button>
        }
    });
    html! {
        <tr key={format!("{}{}", check.id, check.name)} onmouseenter={point(link, check.span)} onmouseleave={point(link, None)}>
            <th scope="row"><span class={classes!("v", class)}>{ icon }<span>{ &check.name }</span></span></th>
            <td><span class="sr">{ format!("{word}: ") }</span>{ rich(&model.said(&check.why)) }{ " " }{ for line }</td>
        </tr>
    }
}
