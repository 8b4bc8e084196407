//! The tfe-check page, and the worker after it: one module, two places.

mod asks;
mod boot;
mod browser;
mod diff;
mod editor;
mod engine_client;
mod examples;
mod hints;
mod markdown;
mod model;
mod msg;
mod page;
mod panics;
mod reports;
mod rule_index;
mod ui;
mod words;
mod worker;

fn main() {
    panics::tell_the_place_only();
    if let Some(scope) = worker::scope() {
        worker::serve(&scope);
    } else if let Some(place) = gloo::utils::document().get_element_by_id("app") {
        let given = boot::given();
        yew::Renderer::<page::Page>::with_root_and_props(place, page::Props { given }).render();
    }
}
