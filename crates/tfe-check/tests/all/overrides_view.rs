//! What is shown of overrides next to their findings: whether TFE would start, and why each line of a
//! repaired text stands where it stands.

use crate::operators;

use operators::{broken, working};
use tfe_check::view::{Start, State, View};
use tfe_check::{Document, Options, Safety, check, fixed, kind, view};

fn document(text: &str) -> Document {
    Document { kind: Some(kind::HELM_OVERRIDES), ..Document::new("overrides.yaml", text) }
}

fn shown(text: &str) -> View {
    view(&document(text), &Options::default())
}

fn start(text: &str) -> Start {
    shown(text).start.unwrap()
}

fn state(start: &Start, id: &str) -> State {
    start.checks.iter().find(|c| c.id == id).unwrap().state
}

#[test]
fn files_that_work_start_or_cannot_be_told() {
    for (name, text) in working() {
        let start = start(&text);
        assert!(matches!(start.state, State::Works | State::NotJudged), "{name}: {start:#?}");
        let bad = start.checks.iter().find(|c| matches!(c.state, State::Fails | State::MayFail));
        assert!(bad.is_none(), "{name}: {bad:?}");
    }
}

#[test]
fn a_whole_file_with_its_secrets_can_be_told() {
    let told = ["eks-static-keys", "aks-keys-inline", "gke-credentials-json", "external-vault"];
    let files = working();
    let whole: Vec<_> = files.iter().filter(|(name, _)| told.contains(&name.as_str())).collect();
    assert_eq!(whole.len(), told.len(), "a file was renamed");
    for (name, text) in whole {
        let start = start(text);
        assert_eq!(start.state, State::Works, "{name}: {}", start.why);
        assert_eq!(state(&start, "upgrade"), State::NotJudged);
    }
}

#[test]
fn what_comes_from_elsewhere_cannot_be_told() {
    let text = "env:\n  secretRefs:\n    - name: tfe\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    \
                TFE_DATABASE_HOST: db\n    TFE_DATABASE_NAME: tfe\n    TFE_DATABASE_USER: tfe\n    \
                TFE_OBJECT_STORAGE_TYPE: google\n    TFE_OBJECT_STORAGE_GOOGLE_BUCKET: b\n    \
                TFE_OBJECT_STORAGE_GOOGLE_PROJECT: p\n    TFE_REDIS_HOST: redis\n";
    let found = start(text);
    assert_eq!(found.state, State::NotJudged);
    for (id, expected) in [
        ("configuration", State::NotJudged),
        ("database", State::NotJudged),
        ("disk", State::Works),
        ("license", State::NotJudged),
        ("redis", State::Works),
        ("tls", State::Works),
        ("kubernetes", State::Works),
        ("archivist", State::Works),
        ("explorer_database", State::Works),
    ] {
        assert_eq!(state(&found, id), expected, "{id}: {found:#?}");
    }
    let license = found.checks.iter().find(|c| c.id == "license").unwrap();
    assert_eq!(license.why, "Not in this file: `TFE_LICENSE`.");
}

#[test]
fn each_check_fails_for_its_own_reason() {
    for (rule, id) in [
        ("hostname-missing", "configuration"),
        ("value-not-allowed", "configuration"),
        ("vault-setting-missing", "configuration"),
        ("database-setting-missing", "database"),
        ("sslmode-refused", "database"),
        ("license-malformed", "license"),
        ("redis-host-missing", "redis"),
        ("storage-setting-missing", "archivist"),
        ("bucket-not-a-name", "archivist"),
        ("nonroot-without-openshift", "archivist"),
    ] {
        let cases = broken();
        let case = cases.iter().find(|c| c.expected.iter().any(|e| e.rule == rule)).unwrap();
        let start = start(&case.text);
        assert_eq!(start.state, State::Fails, "{rule}");
        let failed: Vec<_> = start.checks.iter().filter(|c| c.state == State::Fails).collect();
        assert_eq!(failed.len(), 1, "{rule}: {failed:?}");
        assert_eq!(
            (failed[0].id.as_str(), failed[0].finding.as_ref().unwrap().0.as_str()),
            (id, rule)
        );
    }
}

#[test]
fn a_file_that_helm_refuses_does_not_start() {
    for case in broken() {
        let accepted = check(&[document(&case.text)], &Options::default()).documents[0].accepted;
        if accepted == Some(false) {
            assert_eq!(start(&case.text).state, State::Fails, "{}", case.name);
        }
    }
}

#[test]
fn nothing_works_while_the_file_is_stopped_as_a_whole() {
    let mut reasons = Vec::new();
    for case in broken() {
        let name = &case.name;
        let view = shown(&case.text);
        if view.start.is_none_or(|start| start.state != State::Fails) {
            continue;
        }
        let (gates, cells) = view.outcomes.split_at(2);
        assert_eq!(gates[1].state, State::Fails, "{name}");
        let bad = cells.iter().find(|o| o.state == State::Works || o.until.is_empty());
        assert!(bad.is_none(), "{name}: {bad:?}");
        reasons.push(cells[0].until.clone());
    }
    for reason in ["Helm installs nothing", "TFE does not start"] {
        assert!(reasons.iter().any(|r| r.contains(reason)), "{reason}");
    }
}

#[test]
fn a_failure_that_is_ignored_is_none() {
    let text = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_HOST: db\n    \
                TFE_DATABASE_NAME: tfe\n    TFE_DATABASE_USER: tfe\n    TFE_OBJECT_STORAGE_TYPE: s3\n    \
                TFE_DATABASE_PARAMETERS: sslmode=prefer\n";
    assert_eq!(state(&start(text), "database"), State::Fails);
    let ignored = format!("{text}    TFE_STARTUP_CHECKS_IGNORE_FAILURES: tls, Database\n");
    assert_eq!(state(&start(&ignored), "database"), State::MayFail);
}

#[test]
fn a_repaired_text_says_why_each_line_stands_there() {
    let flat = "mine: x\n# for the new cluster\nsecurityContext:\nrunAsUser: 1000\nfsGroup: 1012\nenv:\n\
                variables:\nTFE_HOSTNAME: tfe.example.com\nsecretRefs:\n- name: tfe\nreplicaCount: 1\n";
    let lines = shown(flat).rebuilt;
    let repaired = fixed(&document(flat), &Options::default(), Safety::Repair).unwrap();
    let text: Vec<&str> = lines.iter().map(|l| l.line.as_str()).collect();
    assert_eq!(text, repaired.lines().collect::<Vec<_>>());
    let reason = |start: &str| {
        let line = lines.iter().find(|l| l.line.trim_start().starts_with(start)).unwrap();
        (line.changed, line.reason.as_str())
    };
    assert_eq!(reason("# for"), (false, "a comment, placed above the line it is about"));
    assert_eq!(reason("securityContext"), (false, "a key of the chart's top level"));
    assert_eq!(reason("runAsUser"), (true, "the chart has `runAsUser` under `securityContext`"));
    assert_eq!(
        reason("TFE_HOSTNAME"),
        (true, "a TFE setting (application): settings go under `env.variables`")
    );
    assert_eq!(reason("- name"), (true, "an item of the list `env.secretRefs`"));
    assert_eq!(reason("mine"), (false, "the chart has no such key, so it stays at the top level"));
    assert!(shown(&repaired).rebuilt.is_empty());
}

#[test]
fn where_helm_stops_the_settings_are_those_after_the_safe_fixes() {
    let text = "env:\n  secrets:\n    TFE_DATABASE_PASSWORD: 123456\n  variables:\n    \
                TFE_CAPACITY_CONCURENCY: 10\n    TFE_HOSTNAME: tfe.example.com\n";
    let shown = shown(text);
    assert!(shown.settings_after_fixes);
    let line = |name: &str| shown.settings.iter().find(|s| s.name == name).unwrap().line;
    assert_eq!(line("TFE_DATABASE_PASSWORD"), Some(3));
    assert_eq!(line("TFE_CAPACITY_CONCURRENCY"), Some(5));
    let host = shown.settings.iter().find(|s| s.name == "TFE_HOSTNAME").unwrap();
    let (start, end) = host.span.unwrap();
    assert_eq!(&text[start..end], "tfe.example.com");
    assert!(shown.pod.iter().any(|row| row.name == "image" && row.line.is_none()));
    assert!(shown.settings.iter().all(|s| !s.value.contains("123456")));
}

#[test]
fn what_no_fix_lets_render_has_no_settings() {
    let shown = shown("env: [1]\nreplicaCount: 2\n");
    assert!(shown.settings.is_empty() && !shown.settings_after_fixes);
}

#[test]
fn what_the_chart_writes_itself_differs_only_where_its_value_is_another_one() {
    let text = "env:\n  variables:\n    TFE_HTTP_PORT: 8080\n    TFE_HTTPS_PORT: 9443\n";
    let shown = shown(text);
    let changed = |name: &str| shown.settings.iter().find(|s| s.name == name).unwrap().changed;
    assert!(!changed("TFE_HTTP_PORT"));
    assert!(changed("TFE_HTTPS_PORT"));
}

#[test]
fn strip_and_startup_checks_say_the_same() {
    let broken = broken().into_iter().map(|case| case.text);
    for text in working().into_iter().map(|(_, text)| text).chain(broken) {
        let view = shown(&text);
        let Some(start) = &view.start else { continue };
        for (cell, id) in [("Database", "database"), ("Object storage", "archivist")] {
            let cell = view.outcomes.iter().find(|o| o.name == cell).unwrap();
            let works = matches!(cell.state, State::Works | State::Waits);
            let passes = matches!(state(start, id), State::Works | State::Waits);
            assert!(passes || !works, "{cell:?} {:?}\n{text}", state(start, id));
            if cell.total > 0 {
                assert_eq!(cell.passed == cell.total, works, "{cell:?}\n{text}");
            }
        }
        let stopped = view.outcomes[0].state == State::Fails;
        let none = start.checks.iter().all(|check| check.state != State::Works);
        assert!(!stopped || none, "{text}");
    }
}

#[test]
fn a_secret_that_lies_open_keeps_nothing_from_working() {
    let (_, text) = working().into_iter().find(|(name, _)| name == "eks-static-keys").unwrap();
    let password = text.lines().find(|l| l.contains("TFE_DATABASE_PASSWORD")).unwrap();
    let open = text.replace(&format!("{password}\n"), "");
    let open = open.replacen("  variables:\n", &format!("  variables:\n{password}\n"), 1);
    let view = shown(&open);
    let database = view.outcomes.iter().find(|o| o.name == "Database").unwrap();
    assert_eq!((database.state, view.start.unwrap().state), (State::Works, State::Works));
}

#[test]
fn a_value_that_yaml_loses_is_not_as_written() {
    let text = "env:\n  secrets:\n    TFE_ENCRYPTION_PASSWORD: !hunter22\n  variables:\n    \
                TFE_HOSTNAME: tfe.example.com\n    TFE_DATABASE_PASSWORD: !hunter22\n";
    let shown = shown(text);
    let changed = |name: &str| shown.settings.iter().find(|s| s.name == name).unwrap().changed;
    assert!(changed("TFE_DATABASE_PASSWORD") && changed("TFE_ENCRYPTION_PASSWORD"));
    assert!(!changed("TFE_HOSTNAME"));
}
