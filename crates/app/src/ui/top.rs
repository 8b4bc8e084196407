//! The bar at the top: name, versions, theme, keys.

use tfe_check::{DEFAULT_VAULT, NEWEST_CHART, NEWEST_TFE, VAULT_LINES};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::{Event, Html, classes, html};

use super::Link;
use super::icon::{Icon, icon};
use super::text::on;
use crate::model::{Dialog, Model, Versioned};
use crate::msg::ViewMsg;

/// Releases at which something changes for the files checked here, newest first.
pub(super) const TFE: [&str; 10] = [
    NEWEST_TFE,
    "1.2",
    "1.1",
    "1.0",
    "v202507-1",
    "v202502-1",
    "v202404-2",
    "v202309-1",
    "v202207-2",
    "v202206-1",
];
/// Those between which a default or an object changed.
pub(super) const CHART: [&str; 12] = [
    "2.0.8",
    NEWEST_CHART,
    "1.6.7",
    "1.6.6",
    "1.6.5",
    "1.6.3",
    "1.5.0",
    "1.4.0",
    "1.3.4",
    "1.3.0",
    "1.2.0",
    "1.0.0",
];

/// The bar.
pub(crate) fn top(model: &Model, link: &Link) -> Html {
    html! {
        <header class="top">
            <span class="brand">{ icon(Icon::Brand) }{ "tfe-check" }</span>
            <span class="tagline">{ "Checks Terraform Enterprise files inside this page" }</span>
            <span class="grow"></span>
            <div class="vers" role="group" aria-label="Versions to check for">
                { versions(model, link, false) }
            </div>
            <a class="btn quiet rules-link" href="#/rules">{ "Rules" }</a>
            <button class="btn quiet icon" aria-label="Switch between light and dark" onclick={on(link, || ViewMsg::Theme)}>
                { icon(Icon::Theme) }
            </button>
            <button class="btn quiet icon" aria-label="Keyboard shortcuts"
                onclick={on(link, || ViewMsg::Open(Dialog::Keys))}>
                { icon(Icon::Keys) }
            </button>
        </header>
    }
}

/// The three selects; `all` shows them on every screen, as in the dialog.
pub(crate) fn versions(model: &Model, link: &Link, all: bool) -> Html {
    let used = model.results.as_ref().map(|r| &r.versions);
    let wanted = &model.wanted;
    let fold = (!all).then_some("opt");
    html! {
        <>
            { select(link, Versioned::Tfe, "TFE", "Terraform Enterprise version", &TFE,
                wanted.tfe.as_deref(), used.map(|v| v.tfe.as_str()), NEWEST_TFE, None) }
            { select(link, Versioned::Chart, "Chart", "Helm chart version", &CHART,
                wanted.chart.as_deref(), used.map(|v| v.chart.as_str()), NEWEST_CHART, fold) }
            { select(link, Versioned::Vault, "Vault", "Vault version", &VAULT_LINES,
                wanted.vault.as_deref(), used.map(|v| v.vault.as_str()), DEFAULT_VAULT, fold) }
        </>
    }
}

#[expect(clippy::too_many_arguments, reason = "one select is all of this")]
fn select(
    link: &Link,
    which: Versioned,
    label: &str,
    name: &'static str,
    known: &[&'static str],
    wanted: Option<&str>,
    used: Option<&str>,
    usual: &'static str,
    fold: Option<&'static str>,
) -> Html {
    let changed = link.callback(move |event: Event| {
        let chosen = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
        let value = chosen.map(|s| s.value()).filter(|v| !v.is_empty());
        ViewMsg::Version(which, value)
    });
    let by_file = used.filter(|_| wanted.is_none()).unwrap_or(usual);
    let from_files = if by_file == usual { "" } else { " from the files" };
    let auto = if wanted.is_none() { format!("{by_file}{from_files}") } else { "auto".to_owned() };
    let automatic =
        html! { <option key="auto" value="" selected={wanted.is_none()}>{ auto }</option> };
    let place = known.iter().position(|v| wanted.is_none() && *v == by_file);
    let other = wanted.filter(|w| !known.contains(w));
    let mut options: Vec<Html> = known.iter().copied().chain(other).map(|v| html! {
        <option key={v.to_owned()} value={v.to_owned()} selected={wanted == Some(v)}>{ v.to_owned() }</option>
    }).collect();
    // What is chosen by itself is at its place among the others, so that newest stays first.
    match place.and_then(|at| options.get_mut(at)) {
        Some(own) => *own = automatic,
        None => options.insert(0, automatic),
    }
    html! {
        <label class={classes!(fold)}>
            { format!("{label} ") }
            <select aria-label={name} onchange={changed}>
                { for options }
            </select>
        </label>
    }
}
