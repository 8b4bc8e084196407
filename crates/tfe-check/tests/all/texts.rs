//! Comments that silence findings, and bytes that are not UTF-8.

use tfe_check::{Document, Encoding, Options, Report, Safety, check, find, fixed};

fn judge(text: &str) -> Report {
    check(&[Document::new("", text)], &Options::default())
}

/// The rules of the findings that count.
fn loud(text: &str) -> Vec<String> {
    let findings = judge(text).documents.remove(0).findings;
    findings.into_iter().filter(|f| f.suppressed.is_none()).map(|f| f.rule).collect()
}

const RULE: &str = "path \"transit/keys/atlas_*\" {\n  # inside\n  capabilities = [\n    \"read\",\n    \"create\",\n    \"update\",\n    \"delete\",\n  ]\n}\n";

#[test]
fn a_comment_above_or_inside_a_rule_speaks_of_the_whole_rule() {
    assert!(loud(RULE).iter().any(|r| r == "key-delete-granted"));
    let marks = [
        "# tfe-check: ignore key-delete-granted -- migration",
        "#tfe-check:ignore key-delete-granted migration",
        "# tfe-check:ignore key-delete-granted, broad-x -- migration",
        "// tfe-check: ignore key-delete-granted migration",
    ];
    for mark in marks {
        let above = format!("{mark}\n{RULE}");
        let inside = RULE.replace("# inside", mark);
        for text in [above, inside] {
            let told = loud(&text).iter().any(|r| r == "key-delete-granted");
            assert_eq!(told, mark.contains("broad-x"), "{text}");
            let refused = loud(&text).iter().any(|r| r == "suppression-refused");
            assert_eq!(refused, mark.contains("broad-x"), "{text}");
        }
    }
    let other = format!("# tfe-check: ignore key-delete-granted -- x\npath \"a\" {{\n}}\n{RULE}");
    assert!(loud(&other).iter().any(|r| r == "key-delete-granted"), "another rule's comment");
}

#[test]
fn a_comment_at_the_top_speaks_of_what_has_no_rule() {
    let missing = "mounts-read-missing";
    assert!(loud(RULE).iter().any(|r| r == missing));
    let top =
        format!("# TFE\n# tfe-check: ignore {missing}, transit-sign-missing -- not used\n\n{RULE}");
    let left = loud(&top);
    assert!(!left.iter().any(|r| r == missing || r == "transit-sign-missing"), "{left:?}");
    assert!(!left.iter().any(|r| r.starts_with("suppression")), "{left:?}");
    let bottom = format!("{RULE}\n# tfe-check: ignore {missing} -- not used\n");
    assert!(loud(&bottom).iter().any(|r| r == missing));
    assert!(loud(&bottom).iter().any(|r| r == "suppression-stale"));
}

#[test]
fn a_comment_above_a_key_speaks_of_its_block() {
    let values = "image:\n  tag: \"1.0.0\"\nenv:\n  # MARK\n  variables:\n    TFE_HOSTNAME: a.b.c\n    TFE_DATABASE_HOSTT: b\n  secrets:\n    TFE_LICENSEE: x\n";
    let silent = values.replace("MARK", "tfe-check: ignore setting-misspelt -- ours");
    let count = |text: &str| loud(text).iter().filter(|r| *r == "setting-misspelt").count();
    assert_eq!(count(values), 2);
    assert_eq!(count(&silent), 1, "the other block still counts");
}

#[test]
fn a_text_in_utf16_is_fixed_by_writing_it_as_utf8() {
    for text in ["path \"kv/a\" {\r\n  capabilities = [\"read\"]\r\n}\r\n", "replicaCount: 1\n"] {
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [&[0xff, 0xfe][..], &le].concat();
        for bytes in [le, be.clone(), marked, [&[0xfe, 0xff][..], &be].concat()] {
            let document = Document::from_bytes("a", bytes);
            assert_eq!(document.encoding, Encoding::Utf16);
            let options = Options::default();
            let report = check(std::slice::from_ref(&document), &options).documents.remove(0);
            assert!(report.findings.iter().any(|f| f.rule == "text-in-utf16"));
            assert_eq!(report.accepted, Some(false));
            assert_eq!(report.fixed.as_deref(), Some(text));
            assert_eq!(fixed(&document, &options, Safety::Safe).as_deref(), Some(text));
        }
    }
}

/// The report tells the two causes; the fixed text has all of them put right.
#[test]
fn thousands_of_wrong_rules_are_all_fixed() {
    let rule = |i: usize| format!("path \"kv/{i}\" {{ capabilities = [\"raed\" \"list\"] }}\n",);
    let text: String = (0..3000).map(rule).collect();
    let report = judge(&text);
    let document = &report.documents[0];
    let told: Vec<&str> = document.findings.iter().map(|f| &*f.message.what).collect();
    let when_repeated = [
        "`raed` is not a capability (3000 times).",
        "A comma is missing between two items (3000 times).",
    ];
    assert_eq!(told, when_repeated);
    let right = text.replace("\"raed\" ", "\"read\", ");
    assert!(document.fixed.as_deref() == Some(right.as_str()));
}

#[test]
fn a_report_lists_a_thousand() {
    let rule = |i: usize| format!("path \"kv/{i}\" {{ capabilities = [] }}\n");
    let report = judge(&(0..3000).map(rule).collect::<String>());
    let findings = &report.documents[0].findings;
    assert_eq!(findings.len(), 1001);
    assert_eq!(findings[1000].rule, "more-findings");
}

#[test]
fn a_text_that_is_checked_in_part_is_not_blamed_for_its_end() {
    let rule =
        "path \"transit/keys/atlas_*\" {\n  capabilities = [\"create\", \"update\", \"read\"]\n}\n";
    let text = rule.repeat(tfe_check::LIMIT / rule.len() + 100);
    let found = find(&[Document::new("tfe.hcl", &text)], &Options::default());
    let report = &found.report.documents[0];
    let rules: Vec<&str> = report.findings.iter().map(|f| f.rule.as_str()).collect();
    assert_eq!(rules, ["text-too-long"]);
    assert_eq!(report.accepted, None);
    assert_eq!(found.views[0].verdict, "Only the first 10 MB were checked.");
}

/// Its last lines say why something failed.
#[test]
fn of_a_long_log_the_end_is_checked() {
    let line = format!("2026-01-01T00:00:00.000Z [INFO]  core:{}\n", " served well".repeat(300));
    let failure = "2026-03-11T08:14:02.117Z [ERROR] terraform-enterprise: license: err=\"failed parsing license: incorrectly formatted license\"\n";
    let short = line.repeat(100) + failure;
    let few = judge_as("vault.log", &short);
    let last: Vec<(&str, usize)> =
        few.findings.iter().map(|f| (f.rule.as_str(), f.span.line)).collect();
    assert!(last.iter().any(|(_, line)| *line > 100), "{last:?}");
    let count = tfe_check::LIMIT / line.len() + 1000;
    let long = line.repeat(count) + failure;
    let many = judge_as("vault.log", &long);
    let is_cut = |rule: &str| rule == "text-too-long";
    let found: Vec<(&str, usize)> = many
        .findings
        .iter()
        .filter(|f| !is_cut(&f.rule))
        .map(|f| (f.rule.as_str(), f.span.line + 100 - count))
        .collect();
    assert_eq!(found, last);
    let cut = many.findings.iter().find(|f| is_cut(&f.rule)).unwrap();
    assert_eq!(cut.message.what, "Only the last 10 MB were checked.");
    for finding in &many.findings {
        let before = &long[..finding.span.start];
        assert_eq!(before.matches('\n').count() + 1, finding.span.line, "{}", finding.rule);
    }
}

fn judge_as(name: &str, text: &str) -> tfe_check::report::DocumentReport {
    check(&[Document::new(name, text)], &Options::default()).documents.remove(0)
}
