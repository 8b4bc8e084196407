//! Would TFE start? Each of its own startup checks, as far as the file shows what it looks at.
//!
//! Source: TFE docs 2.0.x, deploy/reference/startup-checks; archivist and explorer_database are named
//! by `TFE_STARTUP_CHECKS_IGNORE_FAILURES`.

use std::collections::BTreeSet;

use text::Lines;

use super::facts::{Facts, Known};
use crate::base::finding::{Finding, Severity, Stage};
use crate::base::view::{Start, StartCheck, State};
use crate::kinds::helm_overrides::rules::{Answer, ask, in_release};
use crate::knowledge::{self, Row};

/// One of TFE's checks: its name in the log, what it is about, the groups of settings it reads, the
/// beginnings of the rules that foretell its failure, and what is said where nothing is wrong.
struct Check {
    id: &'static str,
    name: &'static str,
    groups: &'static [&'static str],
    rules: &'static [&'static str],
    passed: &'static str,
}

const CHECKS: [Check; 10] = [
    Check {
        id: "configuration",
        name: "Configuration",
        groups: &["application", "vault", "observability", "network", "iact", "tls"],
        rules: &[
            "boolean-malformed",
            "duration-malformed",
            "encryption-password-",
            "hostname-",
            "number-malformed",
            "number-out-of-range",
            "operational-mode-",
            "replicas-without-",
            "replicated-setting",
            "secondary-certificate-missing",
            "secondary-hostname-missing",
            "setting-outside-variables",
            "storage-type-missing",
            "tls-ciphers",
            "value-not-allowed",
            "vault-",
        ],
        passed: "All required settings are there, with values that TFE accepts.",
    },
    Check {
        id: "database",
        name: "Database",
        groups: &["database"],
        rules: &["database-", "sslmode-"],
        passed: "Host, name, user and login are there.",
    },
    Check {
        id: "disk",
        name: "File system",
        groups: &[],
        rules: &[],
        passed: "It applies only to Docker with `TFE_OPERATIONAL_MODE: disk`.",
    },
    Check {
        id: "license",
        name: "License",
        groups: &[],
        rules: &["license-"],
        passed: "A license is set and looks like one.",
    },
    Check {
        id: "redis",
        name: "Redis",
        groups: &["redis"],
        rules: &["redis-"],
        passed: "Host and login are there.",
    },
    Check {
        id: "tls",
        name: "TLS certificates",
        groups: &[],
        rules: &["ca-bundle-", "certificate-as-pem", "certificate-wrapped", "tls-half-pair"],
        passed: "The CA bundle is PEM, or none is given.",
    },
    Check { id: "upgrade", name: "Upgrade", groups: &[], rules: &[], passed: "" },
    Check {
        id: "kubernetes",
        name: "Kubernetes template",
        groups: &["driver-kubernetes"],
        rules: &["agent-template-"],
        passed: "The pod template has at most one container, or none is given.",
    },
    Check {
        id: "archivist",
        name: "Object storage",
        groups: &["object-storage"],
        rules: &[
            "storage-",
            "bucket-",
            "s3-",
            "google-",
            "nonroot-without-",
            "workload-identity-",
            "role-",
        ],
        passed: "The store, its location and its credentials are there.",
    },
    Check {
        id: "explorer_database",
        name: "Explorer database",
        groups: &["explorer"],
        rules: &["explorer-"],
        passed: "It is complete, or not in use.",
    },
];

/// The verdict on the start.
pub(super) fn start(facts: &Facts<'_>, findings: &[Finding]) -> Start {
    let live: Vec<&Finding> = findings.iter().filter(|f| f.suppressed.is_none()).collect();
    let lines = Lines::new(facts.text);
    let checks: Vec<StartCheck> = CHECKS
        .iter()
        .map(|check| {
            let (state, why, finding) = judge(facts, check, &live);
            StartCheck {
                id: check.id.to_owned(),
                name: check.name.to_owned(),
                state,
                why,
                finding: finding
                    .map(|f| (f.rule.name.to_owned(), lines.position(f.primary.start).line)),
                span: finding.map(|f| (f.primary.start, f.primary.end)),
            }
        })
        .collect();
    let (state, why) = whole(&live, &checks);
    Start { state, why, checks }
}

/// Everything up to the start: what keeps TFE from its checks counts first.
fn whole(live: &[&Finding], checks: &[StartCheck]) -> (State, String) {
    let early = |f: &&&Finding| f.severity == Severity::Error && !matches!(f.stage, Stage::Run);
    let before = |f: &&&Finding| early(f) && f.stage != Stage::Start;
    let stopper = live.iter().find(before).or_else(|| live.iter().find(early));
    if let Some(found) = stopper {
        return (State::Fails, found.message.what.clone());
    }
    let of = |state| checks.iter().filter(move |c| c.state == state && c.id != "upgrade");
    let names = |state| {
        let names: Vec<&str> = of(state).map(|c| c.id.as_str()).collect();
        names.join(", ")
    };
    if of(State::MayFail).next().is_some() {
        return (State::MayFail, format!("These checks may fail: {}.", names(State::MayFail)));
    }
    if of(State::NotJudged).next().is_some() {
        let why = format!(
            "These checks depend on something that is not in the file: {}.",
            names(State::NotJudged)
        );
        return (State::NotJudged, why);
    }
    (State::Works, "Every check that can be verified from a file would pass.".to_owned())
}

fn judge<'f>(
    facts: &Facts<'_>,
    check: &Check,
    live: &[&'f Finding],
) -> (State, String, Option<&'f Finding>) {
    let own = live.iter().filter(|f| f.severity > Severity::Info && belongs(facts, check, f));
    let worst = own.copied().max_by_key(|f| (f.severity, std::cmp::Reverse(f.primary.start)));
    if let Some(found) = worst {
        let fails = found.severity == Severity::Error;
        let state = if fails && !ignored(facts, check) { State::Fails } else { State::MayFail };
        return (state, found.message.what.clone(), Some(found));
    }
    if check.id == "upgrade" {
        let why = "It compares with the running release, which no file shows.";
        return (State::NotJudged, why.to_owned(), None);
    }
    let open = open(facts, check);
    if open.is_empty() {
        return (State::Works, check.passed.to_owned(), None);
    }
    let names: Vec<&str> = open.iter().take(MOST).map(String::as_str).collect();
    let more = if open.len() > MOST { " and more" } else { "" };
    (State::NotJudged, format!("Not in this file: {}{more}.", names.join(", ")), None)
}

/// The most names in one sentence.
const MOST: usize = 4;

fn belongs(facts: &Facts<'_>, check: &Check, finding: &Finding) -> bool {
    let by_rule = |check: &Check| check.rules.iter().any(|r| finding.rule.name.starts_with(r));
    if CHECKS.iter().any(by_rule) {
        return CHECKS.iter().find(|c| by_rule(c)).is_some_and(|c| c.id == check.id);
    }
    // What is wrong with one value is a matter of the check that reads it.
    let given = || {
        facts.settings().find(|given| {
            given.value.origin.is_some_and(|origin| origin.entry.contains(finding.primary))
        })
    };
    let in_groups = |name: &str| {
        (name.starts_with("TFE_LICENSE") && check.id == "license")
            || knowledge::setting(name).is_some_and(|s| check.groups.contains(&s.group))
                && !name.starts_with("TFE_LICENSE")
    };
    let breaks = BREAKING.contains(&finding.rule.name) || finding.stage == Stage::Start;
    breaks && given().is_some_and(|g| in_groups(g.name))
}

/// Rules about any setting, with which it has no value that works.
const BREAKING: [&str; 8] = [
    "host-malformed",
    "placeholder-left",
    "value-lost",
    "value-is-a-map",
    "variable-without-value",
    "number-rewritten",
    "secret-encoded-twice",
    "setting-misspelt",
];

/// Whether the operator set TFE to continue when this check fails.
fn ignored(facts: &Facts<'_>, check: &Check) -> bool {
    let Known::Text(list) = facts.known("TFE_STARTUP_CHECKS_IGNORE_FAILURES") else { return false };
    list.split(',').any(|name| name.trim().eq_ignore_ascii_case(check.id))
}

/// The settings that the check reads and that come from elsewhere.
fn open(facts: &Facts<'_>, check: &Check) -> BTreeSet<String> {
    let by_rule = |row: &&Row| check.rules.iter().any(|r| row.rule.name.starts_with(r));
    let rows = knowledge::needs().iter().filter(by_rule).filter(|row| asks(facts, row));
    let mut all = BTreeSet::new();
    for row in rows {
        let given =
            |name: &&&str| matches!(facts.known(name), Known::Text(t) if !t.trim().is_empty());
        if row.one && row.needs.iter().any(|name| given(&name)) {
            continue;
        }
        let names = row.needs.iter().filter(|name| !given(name)).map(|name| format!("`{name}`"));
        all.extend(names.take(if row.one { 1 } else { usize::MAX }));
    }
    let bundle = facts.known("TFE_TLS_CA_BUNDLE_FILE");
    if check.id == "tls" && matches!(bundle, Known::Text(path) if !path.trim().is_empty()) {
        all.insert("the file of `TFE_TLS_CA_BUNDLE_FILE`".to_owned());
    }
    all
}

/// Whether a need counts for this file. What the chart mounts may contain it, but does not show it.
fn asks(facts: &Facts<'_>, row: &Row) -> bool {
    let setting = |name: &str| !name.contains('.');
    in_release(facts, row)
        && row.when.iter().all(|c| ask(facts, c) == Answer::Yes)
        && row.unless.iter().all(|c| !setting(c.name) || ask(facts, c) != Answer::Yes)
}
