//! The effective settings: what TFE gets, and where it comes from.

use text::Span;
use tfe_check::Severity;
use tfe_check::knowledge;
use tfe_check::report::FindingReport;
use tfe_check::rule_named::PART_OF_A_CONFIGURATION;
use tfe_check::view::{Setting, View};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::{Html, InputEvent, classes, html};

use super::icon::{class, severity};
use super::text::{on, point, rich};
use super::{Link, startup};
use crate::model::{Judged, Model, SettingsFilter};
use crate::msg::{FindingMsg, ViewMsg};
use crate::words;

/// The view.
pub(crate) fn view(model: &Model, link: &Link) -> Html {
    let Some(judged) = model.judged() else { return Html::default() };
    let settings = &judged.view.settings;
    if settings.is_empty() && judged.view.pod.is_empty() {
        return nothing(judged);
    }
    let chart = model.results.as_ref().map(|r| r.versions.chart.clone()).unwrap_or_default();
    html! {
        <div class="scroll">
            <div class="verdict">
                <h2 id="verdict" tabindex="-1">{ headline(&judged.view) }</h2>
                <p>{ rendered_as(&judged.view, &chart) }</p>
            </div>
            { startup::section(model, link) }
            { filters(model, link, settings, &judged.view.pod) }
            <table class="settings">
                <thead>
                    <tr>
                        <th scope="col">{ "Setting" }</th>
                        <th scope="col" class="gets">{ "TFE gets" }</th>
                        <th scope="col" class="from">{ "Comes from" }</th>
                    </tr>
                </thead>
                { for groups(model, judged).into_iter().map(|Group { id, name, rows }| html! {
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
    let (what, why) = if judged.is_page() {
        (
            "The settings of these values are not shown here",
            "Fix the errors first, or open the values as a file of their own.",
        )
    } else if stops {
        (
            "Helm cannot render this file, so there are no settings yet",
            "Fix the errors first. The settings then appear here.",
        )
    } else {
        ("This file gives TFE no settings", "Settings go under env.variables and env.secrets.")
    };
    html! { <div class="verdict"><h2 id="verdict" tabindex="-1">{ what }</h2><p>{ why }</p></div> }
}

fn rendered_as(view: &View, chart: &str) -> String {
    if view.settings_after_fixes {
        return format!(
            "Helm cannot render the file as it is. This is what chart {chart} makes of it after the safe fixes."
        );
    }
    format!("Rendered as Helm does it with chart {chart}. Secret values are never shown here.")
}

/// The numbers are those of the filters.
fn headline(view: &View) -> String {
    let rows = || view.settings.iter().chain(&view.pod);
    let all = words::count(rows().count(), "setting");
    let differ = rows().filter(|row| fits(row, SettingsFilter::Differ)).count();
    let gets = if view.settings_after_fixes { "will receive" } else { "receives" };
    if differ == 0 {
        format!("What TFE {gets}: {all}, as written")
    } else {
        format!("What TFE {gets}: {all}, {differ} not as written")
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

fn filters(model: &Model, link: &Link, settings: &[Setting], pod: &[Setting]) -> Html {
    let all = [
        (SettingsFilter::All, "All"),
        (SettingsFilter::Differ, "Differ"),
        (SettingsFilter::Secret, "Secret"),
        (SettingsFilter::Chart, "From chart"),
    ];
    let typed = link.callback(|event: InputEvent| {
        let input = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
        ViewMsg::Find(input.map(|i| i.value()).unwrap_or_default())
    });
    html! {
        <div class="act">
            <div class="filt" role="group" aria-label="Show">
                { for all.map(|(filter, name)| html! {
                    <button class="chip" aria-pressed={(model.settings == filter).to_string()}
                        onclick={on(link, move || ViewMsg::Settings(filter))}>
                        { format!("{name} {}", settings.iter().chain(pod).filter(|s| fits(s, filter)).count()) }
                    </button>
                }) }
            </div>
            <span class="grow"></span>
            <input class="field" type="search" placeholder="Find a setting" aria-label="Find a setting"
                value={model.find.clone()} oninput={typed}/>
        </div>
    }
}

struct Group<'s> {
    id: &'static str,
    name: &'static str,
    rows: Vec<&'s Setting>,
}

/// The groups of settings as the tables name them, in the order in which they are shown. The outcome
/// strip leads to the ids.
const GROUPS: [(&str, &str); 12] = [
    ("application", "Application"),
    ("database", "Database"),
    ("object-storage", "Object storage"),
    ("redis", "Redis"),
    ("vault", "External Vault"),
    ("driver-kubernetes", "Runs"),
    ("tls", "TLS"),
    ("network", "Network"),
    ("observability", "Observability"),
    ("explorer", "Explorer"),
    ("iact", "Initial admin token"),
    ("other", "Other"),
];

/// What is not as written or has a finding first, then the rest of the pod, then the settings by what they belong to.
fn groups<'v>(model: &Model, judged: &'v Judged) -> Vec<Group<'v>> {
    let view = &judged.view;
    let head = [
        ("differ", "Not as written, or with a finding"),
        ("pod", "Pod: image and security contexts"),
    ];
    let empty = |(id, name)| Group { id, name, rows: Vec::new() };
    let mut groups: Vec<Group<'v>> = head.into_iter().chain(GROUPS).map(empty).collect();
    let pod = view.pod.iter().map(|row| (if row.changed { "differ" } else { "pod" }, row));
    let settings = view.settings.iter().map(|row| (group_of(judged, row), row));
    for (id, row) in pod.chain(settings).filter(|(_, row)| found(model, row)) {
        if let Some(group) = groups.iter_mut().find(|g| g.id == id) {
            group.rows.push(row);
        }
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

fn group_of(judged: &Judged, setting: &Setting) -> &'static str {
    let reported = || worst_on(judged, setting).is_some_and(|f| f.severity > Severity::Info);
    if setting.changed || reported() {
        return "differ";
    }
    let group = knowledge::setting(&setting.name).map_or("other", |s| s.group);
    GROUPS.iter().find(|(id, _)| *id == group).map_or("other", |(id, _)| id)
}

fn found(model: &Model, setting: &Setting) -> bool {
    let find = model.find.trim().to_ascii_lowercase();
    let has = |words: &str| words.to_ascii_lowercase().contains(&find);
    let shown =
        has(&setting.name) || has(&setting.meaning) || (!setting.secret && has(&setting.value));
    fits(setting, model.settings) && shown
}

/// The worst finding of a setting: on its characters, or on the line that gives it.
fn worst_on<'j>(judged: &'j Judged, setting: &Setting) -> Option<&'j FindingReport> {
    let on_it = |f: &&FindingReport| {
        let on_characters = setting.span.is_some_and(|(start, end)| {
            f.span.start < end.max(start + 1) && start < f.span.end.max(f.span.start + 1)
        });
        on_characters || setting.line == Some(f.span.line)
    };
    // That is said of the whole file, at its first key.
    let own = |f: &&FindingReport| f.rule != PART_OF_A_CONFIGURATION.name;
    judged.counted().map(|(_, f)| f).filter(own).filter(on_it).max_by_key(|f| f.severity)
}

fn row(model: &Model, link: &Link, judged: &Judged, setting: &Setting) -> Html {
    let finding = worst_on(judged, setting);
    let here = setting.line == Some(model.cursor.0);
    let missing = if setting.name.starts_with("TFE_") { "empty" } else { "not set" };
    let value = if setting.value.is_empty() { missing } else { &setting.value };
    html! {
        <tr class={classes!(finding.map(|f| format!("has-{}", class(f.severity))), here.then_some("here"))}
            onmouseenter={point(link, setting.span)} onmouseleave={point(link, None)}>
            <th scope="row" class="name">
                { about(setting) }
                if let Some(finding) = finding { <p class="conseq">{ rich(&finding.message.what) }</p> }
            </th>
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

/// The name, and after it what is known of it.
fn about(setting: &Setting) -> Html {
    let name = html! { <code>{ &setting.name }</code> };
    if setting.meaning.is_empty() {
        return name;
    }
    let release = if setting.name.starts_with("TFE_") { "TFE " } else { "" };
    let default =
        setting.default.as_ref().map(|d| html! { <>{ "Default " }<code>{ d }</code>{ ". " }</> });
    html! {
        <details class="about">
            <summary>{ name }</summary>
            <p>{ rich(&setting.meaning) }</p>
            <p>{ for default }if !setting.since.is_empty() { { format!("Since {release}{}.", setting.since) } }</p>
        </details>
    }
}

fn line(model: &Model, link: &Link, setting: &Setting) -> Html {
    let (Some(line), Some((start, end))) = (setting.line, setting.span) else {
        return Html::default();
    };
    let place = Span::new(start, end);
    html! {
        <>
            if !setting.from.is_empty() { { ", " } }
            <button class="a" disabled={model.current().is_none()} onclick={on(link, move || FindingMsg::Reveal(place))}>
                { format!("line {line}") }
            </button>
        </>
    }
}
