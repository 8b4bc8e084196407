//! The effective settings: what TFE gets, and where it comes from.

use text::Span;
use tfe_check::report::FindingReport;
use tfe_check::view::Setting;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Html, InputEvent, classes, html};

use super::Link;
use super::icon::{class, severity};
use super::text::{on, rich};
use crate::model::{Judged, Model};
use crate::msg::{Msg, SettingsFilter};
use crate::words;

/// The view.
pub(crate) fn view(model: &Model, link: &Link) -> Html {
    let Some(judged) = model.judged() else { return Html::default() };
    let settings = &judged.view.settings;
    if settings.is_empty() {
        return nothing(judged);
    }
    let differ = settings.iter().filter(|s| s.changed).count();
    let chart = model.results.as_ref().map(|r| r.versions.chart.clone()).unwrap_or_default();
    html! {
        <div class="scroll">
            <div class="verdict">
                <h2 id="verdict" tabindex="-1">{ headline(settings.len(), differ) }</h2>
                <p>{ format!("Rendered as Helm and chart {chart} do it. Secret values are never shown here.") }</p>
            </div>
            { filters(model, link, settings) }
            <table class="settings">
                <thead>
                    <tr>
                        <th scope="col">{ "Setting" }</th>
                        <th scope="col" class="gets">{ "TFE gets" }</th>
                        <th scope="col" class="from">{ "Comes from" }</th>
                    </tr>
                </thead>
                { for groups(model, settings).into_iter().map(|(id, name, rows)| html! {
                    <tbody id={format!("group-{id}")}>
                        <tr><th class="gh" colspan="3" scope="rowgroup">{ name }{ " " }<span>{ rows.len() }</span></th></tr>
                        { for rows.into_iter().map(|s| row(model, link, judged, s)) }
                    </tbody>
                }) }
            </table>
        </div>
    }
}

fn nothing(judged: &Judged) -> Html {
    let stops = judged.report.accepted == Some(false);
    let (what, why) = if stops {
        (
            "Helm cannot render this file, so there are no settings yet",
            "Fix the errors first. The view fills by itself.",
        )
    } else {
        ("This file gives TFE no settings", "Settings stand under env.variables and env.secrets.")
    };
    html! { <div class="verdict"><h2 id="verdict" tabindex="-1">{ what }</h2><p>{ why }</p></div> }
}

fn headline(all: usize, differ: usize) -> String {
    let all = words::count(all, "setting");
    if differ == 0 {
        format!("What TFE receives: {all}, as written")
    } else {
        format!("What TFE receives: {all}, {differ} not as written")
    }
}

fn fits(setting: &Setting, filter: SettingsFilter) -> bool {
    match filter {
        SettingsFilter::All => true,
        SettingsFilter::Differ => setting.changed,
        SettingsFilter::Secret => setting.secret,
        SettingsFilter::Chart => setting.from.starts_with("chart"),
    }
}

fn filters(model: &Model, link: &Link, settings: &[Setting]) -> Html {
    let all = [
        (SettingsFilter::All, "All"),
        (SettingsFilter::Differ, "Differ"),
        (SettingsFilter::Secret, "Secret"),
        (SettingsFilter::Chart, "From chart"),
    ];
    let typed = link.callback(|event: InputEvent| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        Msg::Find(input.map(|i| i.value()).unwrap_or_default())
    });
    html! {
        <div class="act">
            <div class="filt" role="group" aria-label="Show">
                { for all.map(|(filter, name)| html! {
                    <button class="chip" aria-pressed={(model.settings == filter).to_string()}
                        onclick={on(link, move || Msg::Settings(filter))}>
                        { format!("{name} {}", settings.iter().filter(|s| fits(s, filter)).count()) }
                    </button>
                }) }
            </div>
            <span class="grow"></span>
            <input class="field" type="search" placeholder="Find a setting" aria-label="Find a setting"
                value={model.find.clone()} oninput={typed}/>
        </div>
    }
}

type Group<'s> = (&'static str, &'static str, Vec<&'s Setting>);

/// What is not as written first, then the parts that the chart makes, then the rest.
fn groups<'s>(model: &Model, settings: &'s [Setting]) -> Vec<Group<'s>> {
    let find = model.find.to_ascii_lowercase();
    let found = |s: &&Setting| {
        fits(s, model.settings)
            && (s.name.to_ascii_lowercase().contains(&find)
                || (!s.secret && s.value.to_ascii_lowercase().contains(&find)))
    };
    let mut groups: Vec<Group<'s>> = vec![
        ("differ", "Not as written", Vec::new()),
        ("security", "Security contexts", Vec::new()),
        ("settings", "Settings", Vec::new()),
    ];
    for setting in settings.iter().filter(found) {
        let id = if setting.changed {
            "differ"
        } else if setting.name.starts_with("TFE_") {
            "settings"
        } else {
            "security"
        };
        if let Some((_, _, rows)) = groups.iter_mut().find(|(group, ..)| *group == id) {
            rows.push(setting);
        }
    }
    groups.retain(|(_, _, rows)| !rows.is_empty());
    groups
}

fn row(model: &Model, link: &Link, judged: &Judged, setting: &Setting) -> Html {
    let on_it = |f: &&FindingReport| {
        setting.span.is_some_and(|(start, end)| {
            f.span.start < end.max(start + 1) && start < f.span.end.max(f.span.start + 1)
        })
    };
    let finding = judged.counted().map(|(_, f)| f).filter(on_it).max_by_key(|f| f.severity);
    let value = if setting.value.is_empty() { "empty" } else { &setting.value };
    html! {
        <tr class={classes!(finding.map(|f| format!("has-{}", class(f.severity))))}>
            <td title={setting.meaning.clone()}>
                <code>{ &setting.name }</code>
                if let Some(finding) = finding { <p class="conseq">{ rich(&finding.message.what) }</p> }
            </td>
            <td>
                <span class="v">
                    if let Some(finding) = finding { { severity(finding.severity) } }
                    if setting.secret { <span class="mask">{ value }</span> } else { <code>{ value }</code> }
                </span>
            </td>
            <td class="orig">{ &setting.from }{ line(model, link, setting) }</td>
        </tr>
    }
}

fn line(model: &Model, link: &Link, setting: &Setting) -> Html {
    let (Some(line), Some((start, end))) = (setting.line, setting.span) else {
        return Html::default();
    };
    let place = Span::new(start, end);
    html! {
        <>
            { ", " }
            <button class="a" disabled={model.current().is_none()} onclick={on(link, move || Msg::Reveal(place))}>
                { format!("line {line}") }
            </button>
        </>
    }
}
