//! The texts in a page, a mail or a manifest: where they are, what is wrong with each, and a way to take them out.

use tfe_check::report::PartReport;
use yew::{Html, html};

use super::Link;
use super::icon::severity_mute;
use super::text::{on, rich};
use crate::model::{Judged, Model};
use crate::msg::DocMsg;

/// A button for each, above the editor; nothing where the document is one text.
pub(crate) fn chips(model: &Model, link: &Link, judged: &Judged) -> Html {
    let shown = model.doc().and_then(|d| d.part);
    let parts = judged.parts().iter().enumerate();
    html! {
        <div class="parts" role="group" aria-label="Parts of this text">
            <button class="chip" aria-pressed={shown.is_none().to_string()} onclick={on(link, || DocMsg::Part(None))}>{ "All" }</button>
            { for parts.map(|(at, part)| {
                let found = judged.listed_in(Some(part));
                let worst = found.first().map(|(_, f)| f.severity);
                html! {
                    <button class="chip" aria-pressed={(shown == Some(at)).to_string()} onclick={on(link, move || DocMsg::Part(Some(at)))}>
                        { for worst.map(severity_mute) }
                        { format!("{} {}", part.kind.title, lines(part)) }
                        if worst.is_some() { <span class="n">{ found.len() }</span> }
                    </button>
                }
            }) }
        </div>
    }
}

/// A line for each, above the list: what is wrong with it first, and the button that makes it a document.
pub(crate) fn list(model: &Model, link: &Link, judged: &Judged) -> Html {
    let parts = judged.parts().iter().enumerate();
    let current = model.current().is_some();
    let item = |(at, part): (usize, &PartReport)| {
        let found = judged.listed_in(Some(part));
        let what = found.first().map(|(_, f)| f.message.what.to_string());
        let (name, file) = (format!("{} {}", part.kind.title, lines(part)), part.kind.file);
        html! {
            <li key={at}>
                <button class="a" onclick={on(link, move || DocMsg::Part(Some(at)))}>{ &name }</button>
                <span>{ rich(what.as_deref().unwrap_or("No findings.")) }</span>
                <button class="btn" disabled={!current} title={format!("Open it as {file}")} aria-label={format!("Extract {name}")}
                    onclick={on(link, move || DocMsg::Extract(at))}>{ "Extract" }</button>
            </li>
        }
    };
    if judged.parts().is_empty() {
        Html::default()
    } else {
        html! { <ul class="held">{ for parts.map(item) }</ul> }
    }
}

/// `10-17`
fn lines(part: &PartReport) -> String {
    let span = part.span;
    // A line break belongs to the line that it ends.
    let last = if span.end_column == 1 { span.end_line - 1 } else { span.end_line };
    if last <= span.line { span.line.to_string() } else { format!("{}-{last}", span.line) }
}
