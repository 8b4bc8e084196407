use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::table::SIGNATURES;
use super::*;
use crate::base::finding::{Evidence, Severity};
use crate::knowledge;

fn found(text: &str) -> Vec<Finding> {
    judge(text).findings
}

fn names(text: &str) -> Vec<&'static str> {
    found(text).iter().map(|f| f.rule.name).collect()
}

fn whats(text: &str) -> Vec<String> {
    found(text).into_iter().map(|f| f.message.what.into_owned()).collect()
}

/// The blocks of the pages' bad examples, without the lines of carets.
fn examples() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/log");
    let mut blocks = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let page = fs::read_to_string(file.unwrap().path()).unwrap();
        let bad = page.split("## Bad").nth(1).unwrap().split("## Good").next().unwrap();
        for block in bad.split("```log\n").skip(1) {
            let block = block.split("```").next().unwrap();
            let lines = block.split_inclusive('\n');
            blocks.push(lines.filter(|l| !l.trim_start().starts_with('^')).collect());
        }
    }
    blocks
}

#[test]
fn every_signature_has_an_example_on_its_page() {
    let mut hit = BTreeSet::new();
    for example in examples() {
        hit.extend(seen::read(&example).iter().map(|seen| SIGNATURES[seen.row].id));
    }
    let all: BTreeSet<&str> = SIGNATURES.iter().map(|s| s.id).collect();
    let without: Vec<_> = all.difference(&hit).collect();
    assert!(without.is_empty(), "{without:?}");
}

/// A page is about one rule, and an example of it is explained by no other.
#[test]
fn an_example_has_one_cause() {
    for example in examples() {
        assert_eq!(found(&example).len(), 1, "{example}\n{:?}", whats(&example));
    }
}

/// The same lines as they come out of other programs.
#[test]
fn examples_are_found_in_every_wrapping() {
    let json = |text: &str| {
        let log = serde_json::to_string(text.trim_end()).unwrap();
        format!("2026-03-11T08:14:03Z {{\"component\":\"atlas\",\"log\":{log}}}\n")
    };
    let compose = |text: &str| {
        text.lines().map(|line| format!("terraform-enterprise-1  | {line}\n")).collect::<String>()
    };
    let kubectl = |text: &str| {
        text.lines().map(|line| format!("[pod/tfe-0/terraform-enterprise] {line}\n")).collect()
    };
    let colours = |text: &str| text.replace(' ', "\u{1b}[0m \u{1b}[31m");
    let windows = |text: &str| text.replace('\n', "\r\n");
    type Wrap<'a> = (&'static str, &'a dyn Fn(&str) -> String);
    let wraps: [Wrap<'_>; 5] = [
        ("JSON", &json),
        ("compose", &compose),
        ("kubectl", &kubectl),
        ("colours", &colours),
        ("CRLF", &windows),
    ];
    let mut wrong = Vec::new();
    for example in examples() {
        for (name, wrap) in &wraps {
            let wrapped = wrap(&example);
            if whats(&wrapped) != whats(&example) {
                wrong.push(format!("{name}: {:?}\n{wrapped}", whats(&wrapped)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_words_are_short() {
    for s in &SIGNATURES {
        let first = s.what.split(". ").next().unwrap_or("");
        assert!(first.chars().count() <= 90, "{}: {}", s.id, s.what);
        assert!(
            s.what.ends_with('.') && s.why.ends_with('.') && s.action.ends_with('.'),
            "{}",
            s.id
        );
    }
}

#[test]
fn what_is_inferred_is_no_error() {
    for s in &SIGNATURES {
        let inferred = s.evidence == Evidence::Inferred;
        assert!(!inferred || s.severity < Severity::Error, "{}", s.id);
    }
}

#[test]
fn everything_that_a_signature_leads_to_exists() {
    let mut wrong = Vec::new();
    for s in &SIGNATURES {
        let settings = s.settings.iter().filter(|name| name.starts_with("TFE_"));
        wrong.extend(settings.filter(|n| knowledge::setting(n).is_none()).map(|n| (s.id, *n)));
        wrong.extend(s.keys.iter().filter(|n| !is_chart_key(n)).map(|n| (s.id, *n)));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// A key of the chart, or one below a key that may hold anything.
fn is_chart_key(path: &str) -> bool {
    let mut path = path;
    loop {
        if knowledge::chart_key(path).is_some() {
            return true;
        }
        let Some((above, _)) = path.rsplit_once('.') else { return false };
        path = above;
    }
}

#[test]
fn no_cause_is_its_own_consequence() {
    for (row, known) in SIGNATURES.iter().enumerate() {
        let is_free = |other: &usize| *other != row && !seen::wins(*other, row);
        assert!(known.over.iter().all(is_free), "{}", known.id);
    }
}

const CHECKS: &str = "\
2026-03-11T08:14:01.000Z [INFO]  terraform-enterprise: check passed: name=disk
2026-03-11T08:14:02.000Z [ERROR] terraform-enterprise: check failed: name=redis err=\"x\"
2026-03-11T08:14:03.000Z [ERROR] terraform-enterprise: the following startup checks failed: checks=[\"redis\"]
";

#[test]
fn the_cause_is_reported_and_the_rest_follows_from_it() {
    assert_eq!(whats(CHECKS), ["The Redis startup check failed."]);
    let found = found(CHECKS);
    let note = &found[0].related[0];
    assert!(note.span.of(CHECKS).starts_with("the following startup checks"), "{note:?}");
    let cause = "2026-03-11T08:14:00Z {\"component\":\"sidekiq\",\"log\":\"Redis::CommandError: NOAUTH Authentication required.\"}\n";
    assert_eq!(
        whats(&format!("{cause}{CHECKS}")),
        ["Redis requires a password, and TFE sends none."]
    );
}

#[test]
fn a_check_that_only_the_summary_names_is_not_lost() {
    let two = CHECKS.replace("[\"redis\"]", "[\"redis\", \"tls\"]");
    assert_eq!(
        whats(&two),
        ["The Redis startup check failed.", "TFE exited because startup checks failed."]
    );
}

#[test]
fn lines_are_counted_with_the_first_and_last_time() {
    let again = CHECKS.replace("08:14", "09:30");
    let found = found(&format!("{CHECKS}{again}"));
    assert_eq!(found.len(), 1);
    let why = &found[0].message.why;
    let said = "It occurs 2 times, from 2026-03-11T08:14:02.000Z to 2026-03-11T09:30:02.000Z.";
    assert!(why.ends_with(said), "{why}");
}

#[test]
fn different_calls_are_different_findings() {
    let denied = |path: &str| {
        format!(
            "2026-03-11T08:14:02Z [ERROR] a: error=\"Error making API request.\\n\\nURL: PUT https://v:8200/v1/{path}\\nCode: 403. Errors:\\n\\n* permission denied\"\n"
        )
    };
    let log = [denied("transit/encrypt/atlas_a"), denied("sys/mounts"), denied("sys/mounts")];
    assert_eq!(
        whats(&log.concat()),
        ["Vault denied a call to transit/encrypt/atlas_a.", "Vault denied a call to sys/mounts."]
    );
    assert_eq!(names(&denied("auth/approle/login")), ["vault-login-refused"]);
}

#[test]
fn a_run_speaks_of_its_own_cloud() {
    let run = "╷\n│ Error: reading S3 Bucket (x): NoSuchBucket: The specified bucket does not exist\n│\n│   with aws_s3_bucket.b,\n│   on main.tf line 3, in resource\n╵\n";
    assert_eq!(names(run), ["nothing-known-in-log"]);
}

#[test]
fn places_are_those_of_the_log_as_it_is() {
    let text = CHECKS.replace("[ERROR]", "\u{1b}[31m[ERROR]\u{1b}[0m");
    let found = found(&text);
    assert_eq!(found[0].primary.of(&text), "check failed: name=redis");
}

/// What a program puts before each line, or writes for a quote, hides nothing of a message of several lines.
#[test]
fn messages_of_several_lines_are_found_behind_prefixes() {
    let message = "Error making API request.\n\nURL: PUT https://vault.example.com:8200/v1/auth/approle/login\nCode: 403. Errors:\n\n* permission denied";
    let expected = whats(message);
    assert!(!expected.is_empty());
    let each = |prefix: &str| -> String {
        message.lines().map(|line| format!("{prefix}{line}\n")).collect()
    };
    for prefix in [
        "> ",
        "│ ",
        "2026-05-02T03:11:09.123456789Z ",
        "2026-05-02T03:11:09Z ",
        "2026-05-02T03:11:09.123456789Z stderr F ",
        "May 02 03:12:01 tfe-01 docker[1234]: ",
        "2026-05-02T03:12:01+0200 tfe-01 terraform-enterprise[1234]: ",
        "terraform-enterprise-7d9c5-abcde terraform-enterprise ",
        "[pod/terraform-enterprise-0/tfe] ",
    ] {
        assert_eq!(whats(&each(prefix)), expected, "{prefix}");
    }
    let numbered: String = message
        .lines()
        .enumerate()
        .map(|(at, line)| {
            format!("tfe.log{0}{1}{0}{line}\n", if at == 0 { ':' } else { '-' }, at + 98)
        })
        .collect();
    assert_eq!(whats(&numbered), expected);
    let records: String = message
        .lines()
        .map(|line| format!("{{\"ts\": \"2026-05-02T03:12:01Z\", \"kubernetes\": {{\"pod\": \"tfe-1\"}}, \"message\": \"{line}\"}}\n"))
        .collect();
    assert_eq!(whats(&records), expected);
}

#[test]
fn quotes_may_be_those_of_a_page_or_a_table() {
    let line = "ERROR: pq: password authentication failed for user \"tfe\"";
    let expected = whats(line);
    assert!(!expected.is_empty());
    for quote in ["&quot;", "\"\"", "”", "&#34;"] {
        let other = line.replace('"', quote);
        assert_eq!(names(&other), names(line), "{other}");
    }
}
