//! The verdict, the outcome strip and the effective settings of an overrides file.

use text::{Lines, MASK};

use super::facts::{Facts, Given, Known};
use crate::finding::{Finding, Severity, Stage};
use crate::knowledge::{self, ChartEnv, Secrecy};
use crate::view::{Outcome, Setting, State, Unshown, View};

/// Everything that the page shows of the file beside its findings.
pub(crate) fn view(facts: &Facts<'_>, findings: &[Finding]) -> View {
    View {
        verdict: crate::engine::verdict(findings),
        outcomes: outcomes(facts, findings),
        settings: settings(facts),
        asked: vec![
            "Would Helm read the file and render the chart with it?".to_owned(),
            "Would the cluster take what the chart makes of it?".to_owned(),
            "Does TFE find every setting that it needs, written as it reads them?".to_owned(),
        ],
        not_shown: not_shown(facts),
        ..View::default()
    }
}

/// The settings by name, then those that only the chart sets.
fn settings(facts: &Facts<'_>) -> Vec<Setting> {
    let lines = Lines::new(facts.text);
    let mut all: Vec<Setting> = facts.settings().map(|given| row(facts, &lines, &given)).collect();
    for env in knowledge::chart_env().iter().filter(|e| facts.chart_writes(e.when)) {
        if facts.setting(env.name).is_none() {
            all.push(by_chart(facts, env));
        }
    }
    all.sort_by(|a, b| (!a.changed, &a.name).cmp(&(!b.changed, &b.name)));
    all
}

fn row(facts: &Facts<'_>, lines: &Lines<'_>, given: &Given<'_>) -> Setting {
    let known = knowledge::setting(given.name);
    let secret = given.secret || known.is_some_and(|s| s.secret != Secrecy::No);
    let env = knowledge::chart_env().iter().find(|e| e.name == given.name);
    let overwritten = env.filter(|e| !given.secret && facts.chart_writes(e.when));
    let written = given.value.origin.map(|o| o.value.of(facts.text)).unwrap_or("");
    let value = match overwritten {
        Some(env) => chart_value(facts, env),
        None if secret && !given.text.is_empty() => MASK.to_owned(),
        None => given.text.clone().into_owned(),
    };
    let place = given.value.origin.map(|o| o.entry);
    Setting {
        changed: overwritten.is_some()
            || !secret && written.trim_matches(['"', '\'']) != given.text,
        secret,
        from: match overwritten {
            Some(_) => "chart",
            None if given.secret => "Secret",
            None => "ConfigMap",
        }
        .to_owned(),
        line: place.map(|span| lines.position(span.start).line),
        span: place.map(|span| (span.start, span.end)),
        ..described(given.name, value)
    }
}

fn by_chart(facts: &Facts<'_>, env: &ChartEnv) -> Setting {
    Setting { from: "chart".to_owned(), ..described(env.name, chart_value(facts, env)) }
}

fn chart_value(facts: &Facts<'_>, env: &ChartEnv) -> String {
    let from_key = || match facts.known(env.key?) {
        Known::Text(text) if text.len() < 200 => Some(text.into_owned()),
        Known::Absent => knowledge::chart_key(env.key?)?.default.map(str::to_owned),
        _ => None,
    };
    env.value.map(str::to_owned).or_else(from_key).unwrap_or_else(|| "made by the chart".to_owned())
}

fn described(name: &str, value: String) -> Setting {
    let known = knowledge::setting(name);
    Setting {
        name: name.to_owned(),
        value,
        secret: false,
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
