//! Would TFE start? Each of its own startup checks, as far as the file shows what it looks at.
//!
//! Source: TFE docs 2.0.x, deploy/reference/startup-checks; archivist and explorer_database are named
//! by `TFE_STARTUP_CHECKS_IGNORE_FAILURES`.

use std::collections::BTreeSet;

use text::{Lines, Span};

use super::facts::{Facts, Given, Known};
use crate::base::finding::{Finding, Rule, Severity, Stage};
use crate::base::view::{Start, StartCheck, State};
use crate::kinds::helm_overrides::rules::{Answer, ask, in_release};
use crate::knowledge::rules::helm_overrides::{
    HOST_MALFORMED, NUMBER_REWRITTEN, PLACEHOLDER_LEFT, SECRET_ENCODED_TWICE, SETTING_MISSPELT,
    VALUE_IS_A_MAP, VALUE_LOST, VARIABLE_WITHOUT_VALUE,
};
use crate::knowledge::{self, Row};

/// One of TFE's checks: its name in the log, what it is about, the groups of settings it reads, and what is
/// said where nothing is wrong. The rules that predict its failure name it in their pages.
struct Check {
    id: &'static str,
    name: &'static str,
    groups: &'static [&'static str],
    passed: &'static str,
}

const CHECKS: [Check; 10] = [
    Check {
        id: "configuration",
        name: "Configuration",
        groups: &["application", "vault", "observability", "network", "iact", "tls"],
        passed: "All required settings are present, with values that TFE accepts.",
    },
    Check {
        id: "database",
        name: "Database",
        groups: &["database"],
        passed: "Host, name, user and login are set.",
    },
    Check {
        id: "disk",
        name: "File system",
        groups: &[],
        passed: "It applies only to Docker with `TFE_OPERATIONAL_MODE: disk`.",
    },
    Check {
        id: "license",
        name: "License",
        groups: &[],
        passed: "A license is set and looks like one.",
    },
    Check { id: "redis", name: "Redis", groups: &["redis"], passed: "Host and login are set." },
    Check {
        id: "tls",
        name: "TLS certificates",
        groups: &[],
        passed: "The CA bundle is PEM, or none is given.",
    },
    Check { id: "upgrade", name: "Upgrade", groups: &[], passed: "" },
    Check {
        id: "kubernetes",
        name: "Kubernetes template",
        groups: &["driver-kubernetes"],
        passed: "The pod template has at most one container, or none is given.",
    },
    Check {
        id: "archivist",
        name: "Object storage",
        groups: &["object-storage"],
        passed: "The store, its location and its credentials are set.",
    },
    Check {
        id: "explorer_database",
        name: "Explorer database",
        groups: &["explorer"],
        passed: "It is complete, or not in use.",
    },
];

/// The verdict on the start.
pub(super) fn start(facts: &Facts<'_>, findings: &[Finding]) -> Start {
    let live: Vec<&Finding> = findings.iter().filter(|f| f.suppressed.is_none()).collect();
    let lines = Lines::new(facts.text);
    let entries = Entries::of(facts);
    let mut checks: Vec<StartCheck> = CHECKS
        .iter()
        .map(|check| {
            let (state, why, finding) = judge(facts, &entries, check, &live);
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
    // What stops it earlier leaves no check to be made.
    if live.iter().any(is_before) {
        for check in &mut checks {
            if check.state == State::Works {
                check.state = State::Waits;
            }
        }
    }
    Start { state, why, checks }
}

/// Whether it stops TFE before its own checks.
fn is_before(finding: &&Finding) -> bool {
    finding.severity == Severity::Error && finding.stage < Stage::Start
}

/// Everything up to the start: what keeps TFE from its checks counts first.
fn whole(live: &[&Finding], checks: &[StartCheck]) -> (State, String) {
    let early = |f: &&&Finding| f.severity == Severity::Error && !matches!(f.stage, Stage::Run);
    let of = |state| checks.iter().filter(move |c| c.state == state && c.id != "upgrade");
    let names = |state| {
        let names: Vec<&str> = of(state).map(|c| c.id.as_str()).collect();
        names.join(", ")
    };
    let stopped = live.iter().filter(|f| is_before(f)).min_by_key(|f| f.stage);
    if stopped.is_none() && of(State::Fails).count() > 1 {
        return (State::Fails, format!("These checks fail: {}.", names(State::Fails)));
    }
    if let Some(found) = stopped.or_else(|| live.iter().find(early)) {
        return (State::Fails, found.message.what.to_string());
    }
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
    entries: &Entries<'_>,
    check: &Check,
    live: &[&'f Finding],
) -> (State, String, Option<&'f Finding>) {
    let own = live.iter().filter(|f| f.severity > Severity::Info && belongs(entries, check, f));
    let worst = own.copied().max_by_key(|f| (f.severity, std::cmp::Reverse(f.primary.start)));
    if let Some(found) = worst {
        let fails = found.severity == Severity::Error;
        let state = if fails && !ignored(facts, check) { State::Fails } else { State::MayFail };
        return (state, found.message.what.to_string(), Some(found));
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

/// Which object storage it is.
const STORE: &str = "TFE_OBJECT_STORAGE_TYPE";

/// The most names in one sentence.
const MOST: usize = 4;

/// Where the settings of a file are.
struct Entries<'a> {
    /// By place; settings do not overlap.
    all: Vec<(Span, &'a str)>,
}

impl<'a> Entries<'a> {
    fn of(facts: &Facts<'a>) -> Self {
        let entry = |given: Given<'a>| Some((given.value.origin?.entry, given.name));
        let mut all: Vec<_> = facts.settings().filter_map(entry).collect();
        text::sort_by_key(&mut all, |(entry, _)| entry.start);
        Self { all }
    }

    /// The name of the setting that a place is in.
    fn at(&self, place: Span) -> Option<&'a str> {
        let after = self.all.partition_point(|(entry, _)| entry.start <= place.start);
        let (entry, name) = self.all.get(after.checked_sub(1)?)?;
        entry.contains(place).then_some(name)
    }
}

fn belongs(entries: &Entries<'_>, check: &Check, finding: &Finding) -> bool {
    if let Some(id) = finding.rule.startup_check {
        return id == check.id;
    }
    // What is wrong with one value is a matter of the check that reads it.
    let in_groups = |name: &str| {
        (name.starts_with("TFE_LICENSE") && check.id == "license")
            || knowledge::setting(name).is_some_and(|s| check.groups.contains(&s.group))
                && !name.starts_with("TFE_LICENSE")
    };
    breaks(finding) && entries.at(finding.primary).is_some_and(in_groups)
}

/// Whether what is wrong with a value leaves TFE without one that works.
pub(super) fn breaks(finding: &Finding) -> bool {
    BREAKING.contains(&finding.rule) || finding.stage == Stage::Start
}

/// Rules about any setting, with which it has no value that works.
static BREAKING: [&Rule; 8] = [
    &HOST_MALFORMED,
    &PLACEHOLDER_LEFT,
    &VALUE_LOST,
    &VALUE_IS_A_MAP,
    &VARIABLE_WITHOUT_VALUE,
    &NUMBER_REWRITTEN,
    &SECRET_ENCODED_TWICE,
    &SETTING_MISSPELT,
];

/// Whether the operator set TFE to continue when this check fails.
fn ignored(facts: &Facts<'_>, check: &Check) -> bool {
    let Known::Text(list) = facts.known("TFE_STARTUP_CHECKS_IGNORE_FAILURES") else { return false };
    list.split(',').any(|name| name.trim().eq_ignore_ascii_case(check.id))
}

/// The settings that the check reads and that come from elsewhere.
fn open(facts: &Facts<'_>, check: &Check) -> BTreeSet<String> {
    let own = |row: &&Row| row.rule.startup_check == Some(check.id);
    let rows = knowledge::needs().iter().filter(own).filter(|row| asks(facts, row));
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
    // What else the store needs depends on its type.
    let given = |name: &str| matches!(facts.known(name), Known::Text(t) if !t.trim().is_empty());
    if check.id == "archivist" && !given(STORE) {
        all.insert(format!("`{STORE}`"));
    }
    let bundle = facts.known("TFE_TLS_CA_BUNDLE_FILE");
    if check.id == "tls" && matches!(bundle, Known::Text(path) if !path.trim().is_empty()) {
        all.insert("the file in `TFE_TLS_CA_BUNDLE_FILE`".to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_check_that_a_page_names_exists_and_is_asked_for() {
        let named: BTreeSet<&str> =
            knowledge::rules::all().filter_map(|rule| rule.startup_check).collect();
        let unknown = named.iter().find(|name| CHECKS.iter().all(|check| check.id != **name));
        assert_eq!(unknown, None);
        assert!(named.len() > 6, "{named:?}");
    }
}
