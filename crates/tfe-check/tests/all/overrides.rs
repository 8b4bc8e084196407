//! Overrides: Helm's and Kubernetes' own verdicts, files that work, and what fixes may not do.

use crate::operators;

use serde_json::Value;
use tfe_check::knowledge::setting;
use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Safety, Severity, Stage, check, fixed, kind};

const VECTORS: &str = include_str!("../../../../tests/vectors/helm-overrides.jsonl");
const CHART: &str = include_str!("../../../../knowledge/chart-values.yaml");
fn document(text: &str) -> Document {
    Document { kind: Some(kind::HELM_OVERRIDES), ..Document::new("overrides.yaml", text) }
}

fn judge(text: &str) -> DocumentReport {
    check(&[document(text)], &Options::default()).documents.remove(0)
}

fn vectors() -> impl Iterator<Item = (String, String, Value)> {
    VECTORS.lines().map(|line| {
        let row: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| row[key].as_str().unwrap().to_owned();
        (text("id"), text("overrides"), row)
    })
}

#[test]
fn a_file_is_accepted_exactly_when_helm_renders_it() {
    for (id, text, row) in vectors() {
        assert_eq!(judge(&text).accepted, row["renders"].as_bool(), "{id}");
    }
}

#[test]
fn what_helm_refuses_is_reported_before_and_what_it_takes_is_not() {
    for (id, text, row) in vectors() {
        let report = judge(&text);
        let early = |severity: Severity| {
            let stage = |stage| matches!(stage, Stage::Parse | Stage::Render);
            report.findings.iter().any(|f| stage(f.stage) && f.severity >= severity)
        };
        match row["renders"].as_bool().unwrap() {
            true => assert!(!early(Severity::Error), "{id}: Helm renders it"),
            false => assert!(early(Severity::Warning), "{id}: Helm stops"),
        }
    }
}

#[test]
fn install_findings_are_there_exactly_when_kubernetes_refuses() {
    for (id, text, row) in vectors() {
        let refused = row["install_errors"].as_array().is_some_and(|e| !e.is_empty());
        let told = judge(&text).findings.iter().any(|f| f.stage == Stage::Install);
        assert_eq!(told, refused, "{id}");
    }
}

#[test]
fn a_dump_of_the_charts_own_values_has_nothing_wrong() {
    let text = CHART.replace("<vYYYYMM-#>", "2.0.4");
    let rules: Vec<_> = judge(&text).findings.into_iter().map(|f| f.rule).collect();
    assert_eq!(rules, ["part-of-a-configuration"]);
}

#[test]
fn safe_fixes_break_nothing_and_leave_nothing_to_fix() {
    for (id, text, row) in vectors() {
        let before = judge(&text);
        let Some(after) = fixed(&document(&text), &Options::default(), Safety::Safe) else {
            continue;
        };
        let report = judge(&after);
        if row["renders"] == true {
            assert_eq!(report.accepted, Some(true), "{id}\n{after}");
        }
        let severe = |report: &DocumentReport| {
            report.findings.iter().filter(|f| f.severity == Severity::Error).count()
        };
        assert!(severe(&report) <= severe(&before), "{id}\n{after}");
        let cleared = before.findings.iter().filter(|f| {
            let count = |r: &DocumentReport| r.findings.iter().filter(|o| o.rule == f.rule).count();
            count(&report) < count(&before)
        });
        assert!(cleared.count() > 0, "{id}\n{after}");
        assert_eq!(fixed(&document(&after), &Options::default(), Safety::Safe), None, "{id}");
    }
}

#[test]
fn messages_are_short_and_whole() {
    for (id, text, _) in vectors() {
        for finding in judge(&text).findings {
            let message = &finding.message;
            let length = message.what.chars().count();
            assert!(length <= 90, "{id}: {length} characters: {}", message.what);
            for sentence in [&message.what, &message.why, &message.action] {
                let ends = sentence.ends_with(['.', '`', '…']);
                assert!(ends && sentence.len() > 4, "{id}: {}: {sentence}", finding.rule);
            }
        }
    }
}

/// What stands at a setting names it: many reports show no line.
#[test]
fn a_message_names_its_setting() {
    let pages = crate::page::pages();
    let pages = pages.iter().filter(|p| p.front.kind == "helm-overrides");
    let texts = pages.flat_map(|p| p.blocks("Bad")).map(|block| crate::page::unmark(&block).0);
    let mut wrong = Vec::new();
    for text in texts.chain(vectors().map(|(_, text, _)| text)) {
        let report = judge(&text);
        if report.accepted != Some(true) {
            continue;
        }
        let lines: Vec<&str> = text.lines().collect();
        for finding in report.findings {
            let line = lines.get(finding.span.line - 1).map_or("", |l| l.trim());
            let name = line.split(':').next().unwrap_or("").trim_matches(['"', '\'']);
            let whole =
                finding.span.column > 3 && name.starts_with("TFE_") && setting(name).is_some();
            let message = &finding.message;
            let said = [&message.what, &message.why, &message.action];
            let named = said.iter().any(|sentence| sentence.contains(name));
            // What is reported once for many places, or for all of a file, names none of them.
            let whole_file = ["setting-outside-variables", "part-of-a-configuration"];
            let outside = whole_file.contains(&finding.rule.as_str())
                || finding.message.what.contains(" times)");
            if !named && whole && !outside {
                wrong.push(format!("{}: {name}: {}", finding.rule, message.what));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_secret_is_in_a_report() {
    let secret = "xK9#qL2vTr77";
    let texts = [
        format!(
            "env:\n  secrets:\n    TFE_DATABASE_PASSWORD: '{secret}'\n    TFE_LICENSE: {secret} x\n"
        ),
        format!(
            "env:\n  variables:\n    TFE_REDIS_PASSWORD: {secret}\n    TFE_LOG_LEVEL: {secret}\n"
        ),
        format!("env:\nsecrets:\nTFE_DATABASE_PASSWORD: {secret}\n"),
        format!("env:\n  secrets:\n    TFE_DATABASE_PASSWORD: @{secret}\n"),
        format!("TFE_DATABASE_PASSWORD: {secret}\nTFE_DATABASE_PASSWORD: {secret}2\n"),
    ];
    for text in texts {
        let report = judge(&text);
        for finding in &report.findings {
            let said = serde_json::to_string(&finding.message).unwrap();
            assert!(!said.contains(secret), "{text}\n{said}");
        }
    }
}

#[test]
fn any_text_gives_a_report() {
    let long = "TFE_A: b\n".repeat(2000);
    let odd = [
        "",
        "\u{feff}",
        "---\n---\n",
        "- a\n",
        "{",
        "a: *a\n",
        "a: &a [*a]\n",
        "\0",
        "env: [[[",
        &long,
    ];
    for text in odd {
        judge(text);
        for cut in (0..text.len().min(60)).filter(|c| text.is_char_boundary(*c)) {
            judge(&text[..cut]);
        }
    }
    for (_, text) in operators::working().into_iter().step_by(9) {
        for cut in (0..text.len()).step_by(97).filter(|c| text.is_char_boundary(*c)) {
            judge(&text[..cut]);
        }
    }
}

/// What is found that matters, with its fixes.
fn serious(text: &str) -> Vec<(String, usize)> {
    let found = judge(text).findings.into_iter().filter(|f| f.severity >= Severity::Warning);
    found.map(|f| (f.rule, f.fixes.len())).collect()
}

#[test]
fn lines_that_lost_their_indentation_are_reported_once() {
    for (text, rule) in [
        (
            "env:\n  variables:\nTFE_HOSTNAME: a.example.com\nTFE_IACT_SUBNETS: 10.0.0.0/8\n",
            "block-header-empty",
        ),
        ("env:\n  variables:\n  TFE_HOSTNAME: a.example.com\n", "block-header-empty"),
        (
            "env:\n  variables: {TFE_IACT_TIME_LIMIT: '60'}\n  secrets:\n  TFE_LICENSE: '02MV4UU43BK5'\n",
            "setting-outside-variables",
        ),
        (
            "env:\n  variables: {TFE_IACT_TIME_LIMIT: '60'}\n  secrets:\nTFE_LICENSE: '02MV4UU43BK5'\n",
            "setting-outside-variables",
        ),
        (
            "env:\n  secrets: {TFE_LICENSE: '02MV4UU43BK5'}\nvariables:\n  TFE_HOSTNAME: a.example.com\n",
            "unknown-chart-key",
        ),
    ] {
        assert_eq!(serious(text), [(rule.to_owned(), 1)], "{text}");
        let fixed = fixed(&document(text), &Options::default(), Safety::Review).unwrap();
        assert!(serious(&fixed).is_empty(), "{fixed}");
    }
}

/// Where findings are shown without their line, the name tells which setting is meant.
#[test]
fn a_line_that_cannot_be_read_is_reported_with_its_name() {
    for line in [
        "TFE_IACT_SUBNETS: @all",
        "TFE_IACT_SUBNETS: *all",
        "TFE_IACT_SUBNETS: a: b",
        "TFE_IACT_SUBNETS: \"10.0.0.0/8",
        "TFE_IACT_SUBNETS: \"10.0.0.0/8\" b",
        "TFE_IACT_SUBNETS: [a",
        "TFE_IACT_SUBNETS: |x",
        "TFE_IACT_SUBNETS: \"a\\d\"",
        "\tTFE_IACT_SUBNETS: 10.0.0.0/8",
        "  TFE_IACT_SUBNETS: 10.0.0.0/8",
        "- TFE_IACT_SUBNETS: 10.0.0.0/8",
    ] {
        let text = format!(
            "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    {line}\n    TFE_CAPACITY_CPU: \"4\"\n"
        );
        let report = judge(&text);
        let here = |f: &&tfe_check::report::FindingReport| {
            f.severity == Severity::Error && f.span.line == 4
        };
        let found: Vec<_> = report.findings.iter().filter(here).collect();
        assert!(!found.is_empty(), "{line}");
        for finding in found {
            let said = &finding.message;
            let all = format!("{} {} {}", said.what, said.why, said.action);
            assert!(all.contains("TFE_IACT_SUBNETS"), "{}: {all}\n{line}", finding.rule);
            assert!(said.what.chars().count() <= 90, "{}", said.what);
        }
    }
}
