//! The line at the bottom: the promise, and where things stand.

use yew::{Html, classes, html};

use super::Link;
use super::icon::{Icon, icon};
use super::text::on;
use crate::boot::{self, Traffic};
use crate::model::{Dialog, Model};
use crate::msg::ViewMsg;
use crate::words;

/// The line.
pub(crate) fn status(model: &Model, link: &Link) -> Html {
    let Traffic { requests, refused, .. } = model.traffic;
    let broken = requests + refused > 0;
    let since = format!("{} since load", words::count(requests as usize, "request"));
    let said = if refused > 0 {
        format!("{since}, {} blocked", words::count(refused as usize, "attempt"))
    } else {
        since
    };
    let first = model.first_visit();
    let (line, column) = model.cursor;
    let took = model.results.as_ref().map(|r| format!("Checked in {:.0} ms", r.took));
    let version = model.checking.version.as_deref().unwrap_or(env!("CARGO_PKG_VERSION"));
    html! {
        <footer class={classes!("stat", broken.then_some("broken"))} data-traffic={format!("{requests} {refused}")}>
            <button class="seal" onclick={on(link, || ViewMsg::Open(Dialog::Verify))}>
                { icon(Icon::Seal) }<span>{ said }</span>{ " " }<u>{ "verify" }</u>
            </button>
            if boot::single() {
                <span class="far" title="All of tfe-check is in this file. It needs no server and no network.">
                    { "Single file" }
                </span>
            }
            if boot::works_offline() && !model.wiped {
                <span class="far" title="The page is kept in this browser and opens without a network.">{ "Works offline" }</span>
            }
            if model.newer {
                <span role="status">{ "A new version is ready. It loads when you reload this page." }</span>
            }
            if !first {
                <span class="far leave">{ "Tab indents. Esc, then Tab leaves." }</span>
            }
            <span class="grow"></span>
            if first {
                <span class="far">{ "Empty" }</span>
            } else {
                if let Some(took) = took { <span class="far">{ took }</span> }
                <span class="far">{ format!("Ln {line}, Col {column}") }</span>
            }
            if !first {
                <button class="far flat" aria-pressed={model.wrap.to_string()} onclick={on(link, || ViewMsg::Wrap)}>
                    { "Wrap lines" }
                </button>
            }
            <span class="far">{ words::layout(model.doc().map(|d| d.layout).unwrap_or_default()) }</span>
            <span class="far">{ format!("tfe-check {version}") }</span>
            // In a tab of its own: what is in the editor is nowhere else.
            if let Some(docs) = boot::docs() {
                <a class="a far" href={docs} target="_blank" rel="noopener">{ "Documentation" }</a>
            }
        </footer>
    }
}
