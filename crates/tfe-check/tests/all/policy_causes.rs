//! One cause that strikes every rule of a policy is one finding at its first place, with the others
//! next to it and one fix for all.

use crate::policies as cases;

use text::{Edit, EditSet, Span};
use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Document, Options, Safety, Severity, check, fixed};

fn judge(text: &str) -> DocumentReport {
    check(&[Document::new("tfe.hcl", text)], &Options::default()).documents.remove(0)
}

fn loud(report: &DocumentReport) -> Vec<&FindingReport> {
    report.findings.iter().filter(|f| f.severity > Severity::Info).collect()
}

/// The text after the first fix of a finding.
fn after(text: &str, finding: &FindingReport) -> String {
    let edits = finding.fixes[0].edits.iter();
    let edits = edits.map(|e| Edit::replace(Span::new(e.start, e.end), e.insert.clone()));
    EditSet::new(edits.collect()).unwrap().apply(text).unwrap()
}

/// What stands in every rule, the rule that tells it, how often, and how certain its fix is.
fn everywhere() -> Vec<(String, &'static str, usize, Safety)> {
    let whole = cases::whole();
    let upper = |text: &str| -> String {
        let line = |l: &str| match l.contains("capabilities") {
            true => l.to_uppercase().replace("CAPABILITIES", "capabilities"),
            false => l.to_owned(),
        };
        text.split_inclusive('\n').map(line).collect()
    };
    let bare = |text: &str| text.replace("[\"", "[").replace("\"]", "]").replace("\", \"", ", ");
    let words = whole.matches("\", \"").count();
    let update = whole.matches("\"update\"").count();
    vec![
        (whole.replace("path \"", "path \"v1/"), "path-with-v1-prefix", 18, Safety::Safe),
        (
            whole.replace("path \"", "path \"https://vault:8200/v1/"),
            "path-with-address",
            18,
            Safety::Safe,
        ),
        (upper(&whole), "unknown-capability", 18 + words, Safety::Safe),
        (whole.replace("\"update\"", "\"updaet\""), "unknown-capability", update, Safety::Safe),
        (whole.replace("\", \"", "\" \""), "comma-missing", words, Safety::Safe),
        (whole.replace("\", \"", ","), "capabilities-joined", 15, Safety::Safe),
        (bare(&whole), "quotes-forgotten", 18 + words, Safety::Safe),
        (whole.replace("capabilities =", "capabilities:"), "equals-misplaced", 18, Safety::Safe),
        (whole.replace("capabilities", "capability"), "unknown-policy-key", 18, Safety::Safe),
        (whole.replace("path \"", "\""), "unknown-policy-key", 18, Safety::Safe),
        (whole.replace("atlas_", "atlas-"), "misspelt-path", 6, Safety::Safe),
        (whole.replace("transit/", "transit/data/"), "transit-mounts-mixed", 12, Safety::Review),
        (
            whole.replace("  capabilities", "  min_wrapping_ttl = \"1m\"\n  capabilities"),
            "wrapping-limit-blocks-need",
            17,
            Safety::Review,
        ),
        (whole.replace("\"]", "\", \"sudo\"]"), "sudo-granted", 18, Safety::Review),
    ]
}

#[test]
fn what_is_everywhere_is_reported_once() {
    for (text, rule, times, safety) in everywhere() {
        let report = judge(&text);
        let [finding] = loud(&report)[..] else {
            let all: Vec<_> = loud(&report).iter().map(|f| (&f.rule, &f.message.what)).collect();
            panic!("{rule}: {all:?}\n{text}");
        };
        let what = &finding.message.what;
        assert_eq!(finding.rule, rule, "{what}");
        assert!(what.ends_with(&format!("({times} times).")), "{rule}: {what}");
        assert!(what.chars().count() <= 90, "{what}");
        assert_eq!(finding.related.len(), times.min(20) - 1, "{what}");
        assert_eq!(finding.fixes[0].safety, safety, "{what}");
        assert!(finding.related.iter().all(|r| r.span.start > finding.span.start), "{what}");
        let fixed = after(&text, finding);
        let left = judge(&fixed);
        assert!(loud(&left).is_empty(), "{rule}: {:?}\n{fixed}", loud(&left));
        if safety == Safety::Safe {
            assert_eq!(report.fixed.as_deref(), Some(fixed.as_str()), "{rule}");
        }
    }
}

/// One place that is meant so does not keep the others from being fixed.
#[test]
fn a_place_that_is_ignored_is_not_counted_with_the_others() {
    let mark = "# tfe-check: ignore path-with-v1-prefix -- another program's\n";
    let text =
        cases::whole().replace("path \"", "path \"v1/").replacen("path", &format!("{mark}path"), 1);
    let report = judge(&text);
    let of: Vec<_> = report.findings.iter().filter(|f| f.rule == "path-with-v1-prefix").collect();
    let [ignored, others] = of[..] else { panic!("{of:?}") };
    assert!(ignored.suppressed.is_some() && ignored.related.is_empty());
    assert!(others.message.what.contains("(17 times)"), "{}", others.message.what);
    assert_eq!(report.fixed.unwrap().matches("v1/").count(), 1);
}

/// Where a path is not documented the change wants a look; what is certain can be had alone.
#[test]
fn what_is_certain_can_be_fixed_alone() {
    let text = cases::whole() + &cases::rule("secret/data/own", "read");
    let text = text.replace("path \"", "path \"v1/");
    let report = judge(&text);
    let [finding] = loud(&report)[..] else { panic!("{:?}", loud(&report)) };
    let safeties: Vec<Safety> = finding.fixes.iter().map(|f| f.safety).collect();
    assert_eq!(safeties, [Safety::Review, Safety::Safe]);
    assert_eq!(finding.fixes[0].edits.len(), 19);
    assert_eq!(finding.fixes[1].edits.len(), 18);
    assert_eq!(report.fixed.as_deref().unwrap().matches("v1/").count(), 1);
    let document = Document::new("tfe.hcl", text.as_str());
    let all = fixed(&document, &Options::default(), Safety::Review).unwrap();
    assert!(!all.contains("v1/"));
}

/// JSON with a level too few or too many: one finding, and everything else is reported as well.
#[test]
fn json_with_a_wrong_level_is_reported_once_and_judged_inside() {
    let right = cases::whole_json().replace("\"update\"] }", "\"update\", \"delete\"] }");
    let of = |report: &DocumentReport| -> Vec<String> {
        loud(report).iter().map(|f| f.rule.clone()).collect()
    };
    assert_eq!(of(&judge(&right)), ["key-delete-granted", "key-delete-granted"]);
    let flat = right.replacen("\"path\": {\n", "", 1).replacen("\n  }\n}", "\n}", 1);
    let named = flat.replacen('{', "{ \"name\": \"tfe\",", 1);
    let deep = format!("{{ \"policy\": {right} }}");
    let lists = right.replace("{ \"capabilities\": ", "").replace("] }", "]");
    for text in [&flat, &named, &deep, &lists] {
        let report = judge(text);
        assert_eq!(report.accepted, Some(false));
        let told = of(&report);
        let key = told.iter().filter(|r| *r == "unknown-policy-key").count();
        assert_eq!((key, told.len()), (1, 3), "{told:?}\n{text}");
        let key = report.findings.iter().find(|f| f.rule == "unknown-policy-key").unwrap();
        assert_eq!(key.fixes[0].safety, Safety::Safe);
        assert_eq!(of(&judge(&after(text, key))).len(), 2, "{text}");
        let fixed = judge(report.fixed.as_deref().unwrap());
        // Who may delete keys wants a look.
        assert_eq!((fixed.accepted, of(&fixed).len()), (Some(true), 2), "{text}");
    }
    let agent = "{\"sys/storage/raft/snapshot\": {\"capabilities\": [\"read\"]}}";
    let agent = &check(&[Document::new("agent.json", agent)], &Options::default()).documents[0];
    assert_eq!(of(agent), ["unknown-policy-key"]);
    assert_eq!(agent.profile, Some(tfe_check::Profile::RaftSnapshot));
}
