//! The list of all rules, with a search that also finds what an operator sees in a log.

use tfe_check::{Kind, Severity};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Html, InputEvent, classes, html};

use super::Link;
use super::dialog::Modal;
use super::icon::severity;
use super::text::{on, rich};
use crate::model::{Model, RuleFilter};
use crate::msg::ViewMsg;
use crate::rule_index::{self, Entry};
use crate::words;

/// The dialog.
pub(crate) fn dialog(model: &Model, link: &Link) -> Html {
    let filter = &model.rules;
    let (all, list) = rule_index::with_all(|all| {
        let mut found: Vec<Html> = all.iter().filter(|rule| rule.fits(filter)).map(item).collect();
        if found.is_empty() {
            // It may be a line of a log, of which no page has every word.
            let symptoms = rule_index::of_log(&filter.find);
            let rest = RuleFilter { find: String::new(), ..filter.clone() };
            let known = all.iter().filter(|rule| symptoms.contains(&rule.name) && rule.fits(&rest));
            found.extend(known.map(item));
        }
        (all.len(), found)
    });
    let typed = {
        let filter = filter.clone();
        link.callback(move |event: InputEvent| {
            let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            let find = input.map(|i| i.value()).unwrap_or_default();
            ViewMsg::Rules(RuleFilter { find, ..filter.clone() })
        })
    };
    html! {
        <Modal class={classes!("card", "rules")} title={html! { { "Rules" } }} closed={link.callback(|()| ViewMsg::Closed)}>
            <input class="field" type="search" aria-label="Find a rule" value={filter.find.clone()} oninput={typed}
                placeholder="A word, a setting, a line of your log"/>
            <div class="filters">
                <div class="filt" role="group" aria-label="Kind of file">{ for Kind::all().map(|kind| of_kind(filter, link, kind)) }</div>
                <div class="filt" role="group" aria-label="Severity">
                    { for [Severity::Error, Severity::Warning, Severity::Info].map(|s| of_severity(filter, link, s)) }
                </div>
                <div class="filt" role="group" aria-label="Only">
                    { chip(link, "Has a fix", filter.fixable, RuleFilter { fixable: !filter.fixable, ..filter.clone() }) }
                    { chip(link, "Stops the start", filter.startup, RuleFilter { startup: !filter.startup, ..filter.clone() }) }
                </div>
            </div>
            <p class="note" role="status">{ format!("{} of {all} rules", list.len()) }</p>
            <ol class="index">{ list }</ol>
        </Modal>
    }
}

fn of_kind(filter: &RuleFilter, link: &Link, kind: Kind) -> Html {
    let on = filter.kind == Some(kind);
    let next = RuleFilter { kind: (!on).then_some(kind), ..filter.clone() };
    chip(link, kind.title, on, next)
}

fn of_severity(filter: &RuleFilter, link: &Link, severity: Severity) -> Html {
    let on = filter.severity == Some(severity);
    let next = RuleFilter { severity: (!on).then_some(severity), ..filter.clone() };
    chip(link, &words::capital(words::severity(severity)), on, next)
}

/// A filter that is on or off; pressed, `next` is the filter.
fn chip(link: &Link, name: &str, pressed: bool, next: RuleFilter) -> Html {
    html! {
        <button class="chip" aria-pressed={pressed.to_string()}
            onclick={on(link, move || ViewMsg::Rules(next.clone()))}>{ name }</button>
    }
}

fn item(rule: &Entry) -> Html {
    html! {
        <li key={rule.name.clone()}>
            <a href={format!("#/rules/{}", rule.name)}>
                { severity(rule.severity) }<span>{ rich(&rule.title) }<small>{ &rule.name }</small></span>
            </a>
        </li>
    }
}
