//! How to see that nothing leaves the page, without having to believe it.

use gloo::utils::document;
use yew::{Html, classes, html};

use super::Link;
use super::dialog::Modal;
use super::icon::{Icon, icon};
use super::text::{command, on};
use crate::boot::{self, Traffic};
use crate::model::Model;
use crate::msg::ViewMsg;

/// A try that has to fail.
const TRY: &str = "fetch('https://example.com').catch(e => e.message)";

/// The dialog.
pub(crate) fn dialog(model: &Model, link: &Link) -> Html {
    let Traffic { requests, refused, changes } = model.traffic;
    let sum = boot::sum();
    let title = html! { <><span class="ok">{ icon(Icon::Seal) }</span>{ "Nothing leaves this page. Check it yourself." }</> };
    html! {
        <Modal class={classes!("card")} {title} closed={link.callback(|()| ViewMsg::Closed)}>
            <h3>{ "What the browser enforces" }</h3>
            <p>
                { "The page carries a policy that forbids connections by scripts, workers, images, fonts, frames \
                   and forms. A bug in tfe-check could not send your text that way. A policy cannot forbid a link \
                   that you click; no link here carries your text, unless you make one yourself under Share." }
            </p>
            { for policies().into_iter().enumerate().map(policy) }
            <h3>{ "What is counted" }</h3>
            <table class="facts">
                <tbody>
                    { fact("Requests since load", &requests.to_string()) }
                    { fact("Attempts the browser blocked", &refused.to_string()) }
                    { fact("Changes to this page that were blocked (by an extension, most likely)", &changes.to_string()) }
                    { fact("Stored on this computer", stored(model)) }
                    { fact("Cookies", "none") }
                </tbody>
            </table>
            <button class="btn" disabled={model.wiped} onclick={on(link, || ViewMsg::Wipe)}>
                { if model.wiped { "Wiped" } else { "Wipe everything stored" } }
            </button>
            <h3>{ "Four ways to test the claim" }</h3>
            <ol class="steps">
                { step("Turn off the network", offline_test(model), Html::default()) }
                { step("Open the Network panel and paste",
                    "Press F12, choose Network, paste a file. The list stays empty.", Html::default()) }
                { step("Run a test in your console", "It tries to connect and must fail with a CSP error.",
                    command(model, link, TRY)) }
                { step("Run it from disk",
                    "All of tfe-check is also one file, tfe-check.html. Copy it to a machine without a network and open it.",
                    Html::default()) }
            </ol>
            if !sum.is_empty() {
                <h3>{ "Which build this is" }</h3>
                <p>{ "The SHA-256 of the checker in this page. The SHA256SUMS file of the release lists the same value." }</p>
                { command(model, link, &sum) }
            }
        </Modal>
    }
}

fn stored(model: &Model) -> &'static str {
    match (model.wiped, boot::works_offline()) {
        (true, _) => "nothing",
        (false, true) => "theme, chosen versions, and the page itself; never your text",
        (false, false) => "theme, chosen versions; never your text",
    }
}

fn offline_test(model: &Model) -> &'static str {
    if boot::single() || boot::works_offline() && !model.wiped {
        "Then reload and paste. The page works the same."
    } else {
        "Then paste. The page works the same until it is closed."
    }
}

/// A policy, and since when it holds. The browser adds the second one's bans to those of the first.
fn policy((at, content): (usize, String)) -> Html {
    let since = if at == 0 { "While the page loads" } else { "Added before any text is read" };
    html! {
        <>
            <p class="note">{ since }</p>
            <div class="cmd csp"><code tabindex="0">{ content }</code></div>
        </>
    }
}

fn fact(name: &str, value: &str) -> Html {
    html! { <tr><th scope="row">{ name.to_owned() }</th><td>{ value.to_owned() }</td></tr> }
}

fn step(title: &str, what: &str, more: Html) -> Html {
    html! { <li><div><h4>{ title.to_owned() }</h4><p>{ what.to_owned() }</p>{ more }</div></li> }
}

/// The policies as they stand in the page, word for word.
fn policies() -> Vec<String> {
    let found = document().query_selector_all("meta[http-equiv=Content-Security-Policy]");
    let Ok(metas) = found else { return Vec::new() };
    let content = |at| {
        use wasm_bindgen::JsCast;
        metas.get(at)?.dyn_into::<web_sys::Element>().ok()?.get_attribute("content")
    };
    (0..metas.length()).filter_map(content).collect()
}
