//! The verdict and the outcome strip of an overrides file.

use super::facts::{Facts, Given};
use super::render::Rendering;
use super::start::{breaks, start};
use crate::base::finding::{Finding, Severity, Stage};
use crate::base::view::{Outcome, Start, State, Unshown, View, wait};
use crate::knowledge;

/// Everything that the page shows about the file besides its findings.
pub(crate) fn view(facts: &Facts<'_>, rendering: &Rendering, findings: &[Finding]) -> View {
    let effective = super::settings::effective(facts, rendering, findings);
    let start = start(facts, findings);
    View {
        pod: effective.pod,
        settings_after_fixes: effective.after_fixes,
        verdict: verdict(findings, &start),
        outcomes: outcomes(facts, findings, &start),
        settings: effective.settings,
        start: Some(start),
        asked: vec![
            "Would Helm read the file and render the chart with it?".to_owned(),
            "Would the cluster accept the rendered manifests?".to_owned(),
            "Does TFE find every setting that it needs, in the form that it reads?".to_owned(),
        ],
        not_shown: not_shown(facts),
        rebuilt: super::rebuilt::rebuilt(facts, findings),
        ..View::default()
    }
}

/// What stops first: the rendering, the cluster, TFE's own checks at its start. Of several checks that fail
/// all are named.
fn verdict(findings: &[Finding], start: &Start) -> String {
    let live = || findings.iter().filter(|f| f.suppressed.is_none());
    let before = [Stage::Parse, Stage::Render, Stage::Install, Stage::Cluster];
    let is_stopped = |f: &Finding| f.severity == Severity::Error && before.contains(&f.stage);
    let failing = start.checks.iter().filter(|check| check.state == State::Fails);
    let names: Vec<&str> = failing.map(|check| check.name.as_str()).collect();
    if live().any(is_stopped) || names.is_empty() {
        let stopped: Vec<Finding> = live().filter(|f| is_stopped(f)).cloned().collect();
        let of = if stopped.is_empty() { findings } else { &stopped };
        return crate::base::judgement::verdict(of);
    }
    format!("TFE does not start. Its checks fail for: {}.", names.join(", ").to_ascii_lowercase())
}

/// A cell of the strip.
struct Cell {
    name: &'static str,
    /// The groups of its settings.
    groups: &'static [&'static str],
    /// The topic of the rules that belong to it.
    topic: &'static str,
    /// The startup checks that it hangs on.
    checks: &'static [&'static str],
}

const CELLS: [Cell; 4] = [
    Cell {
        name: "Database",
        groups: &["database", "explorer"],
        topic: "database",
        checks: &["database", "explorer_database"],
    },
    Cell {
        name: "Object storage",
        groups: &["object-storage"],
        topic: "object-storage",
        checks: &["archivist"],
    },
    Cell { name: "External Vault", groups: &["vault"], topic: "vault", checks: &[] },
    Cell { name: "Runs", groups: &["driver-kubernetes"], topic: "runs", checks: &["kubernetes"] },
];

fn outcomes(facts: &Facts<'_>, findings: &[Finding], start: &Start) -> Vec<Outcome> {
    let live: Vec<&Finding> = findings.iter().filter(|f| f.suppressed.is_none()).collect();
    let stage = |name: &str, stages: &[Stage]| {
        let worst = live.iter().filter(|f| stages.contains(&f.stage)).map(|f| f.severity).max();
        let state = state(worst);
        let passed = usize::from(state == State::Works);
        let (group, until) = (String::new(), String::new());
        Outcome { name: name.to_owned(), state, passed, total: 1, group, until }
    };
    let mut all = vec![stage("Helm renders it", &[Stage::Parse, Stage::Render]), starts(start)];
    let mut cells: Vec<Outcome> =
        CELLS.iter().map(|cell| outcome(facts, &live, start, cell)).collect();
    if start.state == State::Fails {
        wait(&mut cells, until(&live));
    }
    all.extend(cells);
    all
}

/// What is said above outcomes of a file with which TFE does not start.
fn until(live: &[&Finding]) -> &'static str {
    let stopped = |stages: &[Stage]| {
        live.iter().any(|f| f.severity == Severity::Error && stages.contains(&f.stage))
    };
    if stopped(&[Stage::Parse, Stage::Render]) {
        "Until this is fixed, Helm installs nothing. A dash marks what would work afterwards."
    } else if stopped(&[Stage::Install, Stage::Cluster]) {
        "Until this is fixed, the cluster does not run TFE. A dash marks what would work afterwards."
    } else {
        "Until this is fixed, TFE does not start. A dash marks what would work afterwards."
    }
}

/// Whether TFE starts: how many of the checks that the file shows would pass. Where something stops it before,
/// none of them is made.
fn starts(start: &Start) -> Outcome {
    let of = |state| start.checks.iter().filter(move |check| check.state == state).count();
    let passed = of(State::Works);
    let judged = passed + of(State::Fails) + of(State::MayFail);
    let stopped = of(State::Waits) > 0;
    // What no check is about stops it all the same.
    let other = usize::from(start.state == State::Fails && passed == judged);
    Outcome {
        name: "TFE starts".to_owned(),
        state: start.state,
        passed,
        total: if stopped { 0 } else { judged + other },
        group: String::new(),
        until: String::new(),
    }
}

/// A cell says what the startup checks say that it hangs on, and what is found besides.
fn outcome(facts: &Facts<'_>, live: &[&Finding], start: &Start, cell: &Cell) -> Outcome {
    let in_group =
        |name: &str| knowledge::setting(name).is_some_and(|s| cell.groups.contains(&s.group));
    let given: Vec<Given<'_>> = facts.settings().filter(|g| in_group(g.name)).collect();
    let about = |f: &&&Finding| {
        f.rule.topic == Some(cell.topic)
            || (breaks(f) || f.severity == Severity::Error)
                && given.iter().any(|g| g.value.origin.is_some_and(|o| o.entry.contains(f.primary)))
    };
    let own: Vec<&&Finding> = live.iter().filter(about).collect();
    let worst = own.iter().map(|f| f.severity).max();
    let wrong = own.iter().filter(|f| f.severity > Severity::Info).count();
    let judged = !given.is_empty() || wrong > 0;
    let checks = start.checks.iter().filter(|check| cell.checks.contains(&check.id.as_str()));
    let states: Vec<State> = checks.map(|check| check.state).chain([state(worst)]).collect();
    let worst = [State::Fails, State::MayFail, State::NotJudged];
    let state = worst.into_iter().find(|state| states.contains(state)).unwrap_or(State::Works);
    let state = if judged { state } else { State::NotJudged };
    let counts = state != State::NotJudged;
    let wrong = if counts && state != State::Works { wrong.max(1) } else { 0 };
    let total = if counts { given.len().max(wrong) } else { 0 };
    Outcome {
        name: cell.name.to_owned(),
        state,
        passed: total.saturating_sub(wrong),
        total,
        group: cell.groups.first().copied().unwrap_or("").to_owned(),
        until: String::new(),
    }
}

fn state(worst: Option<Severity>) -> State {
    match worst {
        Some(Severity::Error) => State::Fails,
        Some(Severity::Warning) => State::MayFail,
        _ => State::Works,
    }
}

fn not_shown(facts: &Facts<'_>) -> Vec<Unshown> {
    let mut all = Vec::new();
    let mut add = |what: &str, command: &str| {
        all.push(Unshown { what: what.to_owned(), command: command.to_owned() });
    };
    if facts.refs {
        add("What the referenced Secrets contain", "kubectl -n NAMESPACE get secret NAME -o yaml");
    }
    if !facts.is_on("tls.certData") {
        add(
            "Whether the certificate's Secret exists",
            "kubectl -n NAMESPACE get secret terraform-enterprise-certificates",
        );
    }
    add(
        "Whether TFE reaches its services",
        "kubectl -n NAMESPACE exec deploy/terraform-enterprise -- tfectl app status",
    );
    add(
        "What Helm renders from the file",
        "helm template terraform-enterprise hashicorp/terraform-enterprise -f overrides.yaml",
    );
    all
}
