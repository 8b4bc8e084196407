//! The verdict, the outcome strip and the effective settings of an overrides file.

use std::borrow::Cow;

use text::{Lines, MASK, Span};

use super::facts::{Facts, Given, scalar_text};
use super::render::{EnvSource, Release, Rendering};
use super::start::start;
use crate::finding::{Finding, Severity, Stage};
use crate::knowledge::{self, Secrecy};
use crate::view::{Outcome, Setting, State, Unshown, View};

/// Everything that the page shows of the file beside its findings.
pub(crate) fn view(facts: &Facts<'_>, rendering: &Rendering, findings: &[Finding]) -> View {
    let secrets = super::secrets::of(facts.document);
    let settings = rendering.outcome.as_ref().map(|release| settings(facts, release));
    let pod = rendering.outcome.as_ref().map(|release| super::pod::rows(facts, release));
    View {
        pod: pod.unwrap_or_default(),
        verdict: crate::engine::verdict(findings),
        outcomes: outcomes(facts, findings),
        settings: settings.unwrap_or_default(),
        start: Some(start(facts, findings, |text| secrets.mask(text))),
        asked: vec![
            "Would Helm read the file and render the chart with it?".to_owned(),
            "Would the cluster take what the chart makes of it?".to_owned(),
            "Does TFE find every setting that it needs, written as it reads them?".to_owned(),
        ],
        not_shown: not_shown(facts),
        rebuilt: super::rebuilt::rebuilt(facts, findings),
        ..View::default()
    }
}

/// What TFE gets, with what is not as written first.
fn settings(facts: &Facts<'_>, release: &Release) -> Vec<Setting> {
    let lines = Lines::new(facts.text);
    let place = |row: &mut Setting, span: Option<Span>| {
        row.line = span.map(|s| lines.position(s.start).line);
        row.span = span.map(|s| (s.start, s.end));
    };
    let mut all = Vec::new();
    for entry in release.env.iter().flatten() {
        let mut row = described(&entry.name, scalar_text(&entry.value).unwrap_or_default());
        row.from = match &entry.source {
            EnvSource::Chart(Some(key)) => format!("chart, {key}"),
            EnvSource::Chart(None) => "chart".to_owned(),
            _ => "ConfigMap".to_owned(),
        };
        let written = entry.span.map(|s| s.of(facts.text).trim_matches(['"', '\'']));
        let own = entry.source == EnvSource::Variables;
        let rewritten =
            own && !row.secret && written.is_some_and(|w| w != row.value && !w.contains('\n'));
        row.changed = entry.overwritten.is_some() || rewritten;
        place(&mut row, entry.span);
        all.push(row);
    }
    for entry in &release.secrets {
        let mut row = described(&entry.name, entry.value.clone().unwrap_or_default().into());
        row.secret = true;
        row.value = if row.value.is_empty() { row.value } else { MASK.to_owned() };
        row.from = "Secret".to_owned();
        place(&mut row, entry.span);
        all.push(row);
    }
    for entry in release.explicit.iter().flatten() {
        let mut row = described(&entry.name, Cow::Borrowed(""));
        row.from = match entry.source {
            EnvSource::SecretKey => "key of a Secret",
            _ => "key of a ConfigMap",
        }
        .to_owned();
        place(&mut row, entry.span);
        all.push(row);
    }
    text::sort_by(&mut all, |a, b| (!a.changed, &a.name).cmp(&(!b.changed, &b.name)));
    all
}

/// A row with what is known of the setting; secrets are masked.
fn described(name: &str, value: Cow<'_, str>) -> Setting {
    let known = knowledge::setting(name);
    let secret = known.is_some_and(|s| s.secret != Secrecy::No);
    Setting {
        name: name.to_owned(),
        value: if secret && !value.is_empty() { MASK.to_owned() } else { value.into_owned() },
        secret,
        changed: false,
        from: String::new(),
        line: None,
        span: None,
        meaning: known.map_or("", |s| s.meaning).to_owned(),
        default: known.and_then(|s| s.default).map(str::to_owned),
        since: known.map_or("", |s| s.since).to_owned(),
    }
}

/// A cell of the strip: its name, the groups of settings and the beginnings of rules that belong to it.
const CELLS: [(&str, &[&str], &[&str]); 4] = [
    ("Database", &["database", "explorer"], &["database-", "explorer-"]),
    ("Object storage", &["object-storage"], &["storage-", "s3-", "bucket-", "nonroot-without"]),
    ("External Vault", &["vault"], &["vault-"]),
    ("Runs", &["driver-kubernetes"], &["agent", "run-", "service-account"]),
];

fn outcomes(facts: &Facts<'_>, findings: &[Finding]) -> Vec<Outcome> {
    let live: Vec<&Finding> = findings.iter().filter(|f| f.suppressed.is_none()).collect();
    let stage = |name: &str, stages: &[Stage]| {
        let worst = live.iter().filter(|f| stages.contains(&f.stage)).map(|f| f.severity).max();
        let state = state(worst);
        let passed = usize::from(state == State::Works);
        Outcome { name: name.to_owned(), state, passed, total: 1, group: String::new() }
    };
    let mut all = vec![
        stage("Helm renders it", &[Stage::Parse, Stage::Render]),
        stage("Cluster accepts it", &[Stage::Install, Stage::Cluster]),
    ];
    all.extend(CELLS.iter().map(|cell| outcome(facts, &live, cell)));
    all
}

fn outcome(facts: &Facts<'_>, live: &[&Finding], cell: &(&str, &[&str], &[&str])) -> Outcome {
    let (name, groups, rules) = *cell;
    let in_group = |name: &str| knowledge::setting(name).is_some_and(|s| groups.contains(&s.group));
    let given: Vec<Given<'_>> = facts.settings().filter(|g| in_group(g.name)).collect();
    let about = |f: &&&Finding| {
        rules.iter().any(|r| f.rule.name.starts_with(r))
            || given.iter().any(|g| g.value.origin.is_some_and(|o| o.entry.contains(f.primary)))
    };
    let own: Vec<&&Finding> = live.iter().filter(about).collect();
    let worst = own.iter().map(|f| f.severity).max();
    let wrong = own.iter().filter(|f| f.severity == Severity::Error).count();
    let judged = !given.is_empty() || wrong > 0;
    Outcome {
        name: name.to_owned(),
        state: if judged { state(worst) } else { State::NotJudged },
        passed: given.len().saturating_sub(wrong),
        total: given.len().max(wrong),
        group: groups.first().copied().unwrap_or("").to_owned(),
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
        add("What the referenced Secrets hold", "kubectl -n NAMESPACE get secret NAME -o yaml");
    }
    if !facts.is_on("tls.certData") {
        add(
            "Whether the certificate's Secret is there",
            "kubectl -n NAMESPACE get secret terraform-enterprise-certificates",
        );
    }
    add(
        "Whether TFE reaches its services",
        "kubectl -n NAMESPACE exec deploy/terraform-enterprise -- tfectl app status",
    );
    add(
        "What Helm makes of the file",
        "helm template terraform-enterprise hashicorp/terraform-enterprise -f overrides.yaml",
    );
    all
}
