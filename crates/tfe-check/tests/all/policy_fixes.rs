//! Policies as operators write them: what works stays silent, and one fault is one finding. And what
//! "fix all safe" may do to a policy: everything TFE needs is allowed afterwards, Vault takes
//! the text, nothing else is granted, no comment is lost, and no text panics.

use crate::policies as cases;

use std::collections::BTreeSet;

use cases::Case;
use tfe_check::{Document, Evidence, Options, Profile, Safety, Severity, check, fixed, kind, view};
use vault_policy::{Acl, Operation, Policy, Request, VaultLine, parse};

/// A complete policy in a style of its own: comments, one-line rules, trailing commas.
pub(crate) const COMPLETE: &str = include_str!("policies/complete.hcl");

pub(crate) fn document(text: &str) -> Document {
    let profile = Some(Profile::TfeExternalVault);
    Document { kind: Some(kind::VAULT_POLICY), profile, ..Document::new("tfe.hcl", text) }
}

pub(crate) fn findings(text: &str) -> Vec<(String, Severity)> {
    let report = check(&[document(text)], &Options::default());
    let found = report.documents.into_iter().flat_map(|d| d.findings);
    found.filter(|f| f.suppressed.is_none()).map(|f| (f.rule, f.severity)).collect()
}

pub(crate) fn fix(text: &str) -> String {
    fixed(&document(text), &Options::default(), Safety::Safe).unwrap_or_else(|| text.to_owned())
}

fn policy(text: &str) -> Option<Policy> {
    parse(text).policy(VaultLine::V1_21)
}

/// What a policy allows, over requests inside and outside of TFE's need.
fn allowed(policy: &Policy) -> BTreeSet<(Operation, String)> {
    let acl = Acl::new([policy], None, VaultLine::V1_21);
    let mounts = ["transit", "secret", "sys", "auth/token", "sys/storage/raft"];
    let middles = [
        "keys",
        "encrypt",
        "decrypt",
        "backup",
        "restore",
        "sign",
        "datakey/plaintext",
        "export",
        "renew",
        "",
    ];
    let keys = [
        "atlas_x",
        "archivist_kdf",
        "archivist_kdf/config",
        "other",
        "create",
        "mounts",
        "self",
        "snapshot",
    ];
    let mut found = BTreeSet::new();
    for mount in mounts {
        for middle in middles {
            for key in keys {
                let path = [mount, middle, key]
                    .iter()
                    .filter(|p| !p.is_empty())
                    .copied()
                    .collect::<Vec<_>>()
                    .join("/");
                for operation in [
                    Operation::Read,
                    Operation::Update,
                    Operation::Create,
                    Operation::Delete,
                    Operation::List,
                    Operation::Patch,
                ] {
                    if acl.check(&Request::new(operation, &path)).allowed {
                        found.insert((operation, path.clone()));
                    }
                }
            }
        }
    }
    found
}

#[test]
fn a_complete_policy_has_no_finding() {
    assert_eq!(findings(COMPLETE), []);
    let view = view(&document(COMPLETE), &Options::default());
    assert_eq!(
        view.verdict,
        "Vault accepts this policy and TFE can do everything it needs with it."
    );
    assert!(view.outcomes.iter().all(|o| o.passed == o.total), "{:?}", view.outcomes);
}

/// Leaves out each line of the complete policy in turn, and each rule.
#[test]
fn after_the_fixes_everything_needed_is_allowed_and_nothing_else() {
    let whole = allowed(&policy(COMPLETE).unwrap());
    let lines: Vec<&str> = COMPLETE.split_inclusive('\n').collect();
    for gone in 0..lines.len() {
        let text: String =
            lines.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, l)| *l).collect();
        let Some(before) = policy(&text) else { continue };
        let after = fix(&text);
        let left: Vec<_> = findings(&after)
            .into_iter()
            .filter(|(rule, s)| rule.ends_with("-missing") && *s > Severity::Info)
            .collect();
        assert_eq!(left, [], "without line {}:\n{after}", gone + 1);
        let now = allowed(&policy(&after).unwrap());
        let more: Vec<_> =
            now.difference(&allowed(&before)).filter(|r| !whole.contains(*r)).cloned().collect();
        assert_eq!(more, [], "without line {}", gone + 1);
        for line in text.lines().filter(|l| l.trim_start().starts_with('#')) {
            assert!(after.contains(line), "lost the comment {line}");
        }
    }
}

fn told(case: &Case) -> Vec<String> {
    let options = Options { tfe: case.tfe.map(str::to_owned), ..Options::default() };
    let report = check(&[Document::new(case.name, case.text.as_str())], &options);
    let found = report.documents.into_iter().flat_map(|d| d.findings);
    found.filter(|f| f.severity > Severity::Info).map(|f| f.rule).collect()
}

#[test]
fn what_works_is_not_blamed() {
    for case in cases::working() {
        assert_eq!(told(&case), Vec::<String>::new(), "{}\n{}", case.name, case.text);
    }
}

#[test]
fn one_fault_is_one_finding() {
    for case in cases::broken() {
        assert_eq!(told(&case), case.told, "{}\n{}", case.name, case.text);
    }
}

/// Nobody documents how the agent asks: where Vault would answer it, nothing is certain.
#[test]
fn what_is_inferred_of_a_run_is_no_error() {
    let rule = |path: &str, words: &str| {
        let options = Options::default();
        let tokens = cases::rule("auth/token/lookup-self", "read")
            + &cases::rule("auth/token/revoke-self", "update");
        let document = Document::new("run.hcl", tokens + &cases::rule(path, words));
        let found = check(&[document], &options).documents.remove(0).findings;
        let told = found.iter().find(|f| f.rule == "secrets-path-not-readable");
        told.map(|f| (f.severity, f.evidence, f.fixes[0].safety))
    };
    let warning = Some((Severity::Warning, Evidence::Inferred, Safety::Review));
    let error = Some((Severity::Error, Evidence::Documented, Safety::Safe));
    assert_eq!(rule("gcp/roleset/tfe/token", "create update"), warning);
    assert_eq!(rule("gcp/static-account/+/key", "update"), warning);
    assert_eq!(rule("aws/creds/*", "update"), warning);
    assert_eq!(rule("aws/sts/tfe", "update"), None);
    assert_eq!(rule("azure/creds/tfe", "update"), error);
    assert_eq!(rule("gcp/roleset/tfe/token", "list"), error);
    assert_eq!(rule("aws/sts/tfe", "create"), error);
    // Another program may get its credentials there.
    let alone = Document::new("app.hcl", cases::rule("aws/sts/tfe", "create"));
    let found = check(&[alone], &Options::default()).documents.remove(0).findings;
    let safe = found.iter().flat_map(|f| &f.fixes).any(|f| f.safety == Safety::Safe);
    assert!(!found.is_empty() && !safe, "{found:?}");
}

/// Findings that no change of the text can settle.
const STAY: [&str; 2] = ["transit-mounted-elsewhere", "policy-not-as-named"];

/// Every fault of the collection, each put right with the fixes for review too.
#[test]
fn each_fault_can_be_put_right_and_nothing_else_is_granted() {
    let whole = allowed(&policy(&cases::whole()).unwrap());
    for case in cases::broken() {
        let file = Document::new(case.name, case.text.as_str());
        let options = Options::default();
        let after = fixed(&file, &options, Safety::Review).unwrap_or_else(|| case.text.clone());
        let report = check(&[Document::new(case.name, after.as_str())], &options);
        let left = report.documents.into_iter().flat_map(|d| d.findings);
        let left: Vec<String> = left
            .filter(|f| f.severity > Severity::Info && !STAY.contains(&f.rule.as_str()))
            .map(|f| f.rule)
            .collect();
        assert_eq!(left, Vec::<String>::new(), "{}\nbecame\n{after}", case.text);
        for line in case.text.lines().filter(|l| l.trim_start().starts_with('#')) {
            assert!(after.contains(line), "lost the comment {line}");
        }
        let snapshot = (Operation::Read, "sys/storage/raft/snapshot".to_owned());
        let before = policy(&case.text).map(|p| allowed(&p)).unwrap_or_default();
        let now = allowed(&policy(&after).unwrap());
        let needed = |r: &&(Operation, String)| whole.contains(*r) || **r == snapshot;
        let more: Vec<_> = now.difference(&before).filter(|r| !needed(r)).collect();
        assert!(more.is_empty(), "{more:?} in\n{after}");
    }
}

/// Nothing TFE needs is lost with a rule that reaches too far, and nothing else is kept of it.
#[test]
fn a_broad_rule_becomes_the_documented_ones() {
    let need = allowed(&policy(&cases::whole()).unwrap());
    let review = |text: &str| {
        fixed(&document(text), &Options::default(), Safety::Review)
            .unwrap_or_else(|| text.to_owned())
    };
    for (path, start) in [("transit/*", "transit/"), ("sys/*", "sys/"), ("auth/*", "auth/")] {
        let words = "create read update delete list sudo";
        let own = cases::rule("transit/keys/atlas_x", "read update");
        let rest: String = cases::needed()
            .filter(|(p, _)| !p.starts_with(start))
            .map(|(p, w)| cases::rule(p, w))
            .collect();
        let text = format!("# all of it\n{}{own}{rest}# end\n", cases::rule(path, words));
        let after = review(&text);
        assert!(!after.contains(path) && after.contains("# all of it") && after.contains("# end"));
        let now = allowed(&policy(&after).unwrap());
        // The operator's own rule decides alone for its key.
        let lost: Vec<_> =
            need.difference(&now).filter(|(_, p)| p != "transit/keys/atlas_x").collect();
        assert!(lost.is_empty(), "{lost:?}\n{after}");
        let more: Vec<_> = now.difference(&need).collect();
        assert!(more.is_empty(), "{more:?}\n{after}");
        assert_eq!(findings(&after), [], "{after}");
    }
    // What is no part of the need, a comment inside and a limit are the operator's to move.
    let limits = "path \"transit/*\" {\n  capabilities = [\"create\", \"read\", \"update\"]\n  max_wrapping_ttl = \"-1s\"\n}\n";
    let comment =
        "path \"transit/*\" {\n  # ours\n  capabilities = [\"create\", \"read\", \"update\"]\n}\n";
    for rule in [limits, comment, "path \"kv/*\" {\n  capabilities = [\"read\"]\n}\n"] {
        let path = rule.split('"').nth(1).unwrap();
        assert!(review(&(rule.to_owned() + &cases::whole())).contains(path), "{rule}");
    }
}

/// A rule that matches nothing is reported with what is missing because of it, and the certain fix is the
/// documented rules in its place, in whatever form the policy has.
#[test]
fn a_dead_rule_becomes_the_rules_that_it_was_meant_for() {
    let rule = cases::rule("transit/backup/*_*", "read").replace('\n', "\r\n");
    let text = cases::whole().replace('\n', "\r\n");
    let backup = |key| cases::rule(&format!("transit/backup/{key}"), "read").replace('\n', "\r\n");
    let text = text.replace(&backup("atlas_*"), "").replace(&backup("archivist_*"), "");
    let both = backup("atlas_*").trim_end().to_owned() + "\r\n\r\n" + &backup("archivist_*");
    assert_eq!(fix(&(rule + &text)), both + &text);
    let json = cases::whole_json().replace("transit/backup/atlas_*", "transit/backup/*_*");
    let json =
        json.replace("    \"transit/backup/archivist_*\": { \"capabilities\": [\"read\"] },\n", "");
    let after = fix(&json);
    assert_eq!(findings(&after), []);
    assert!(after.contains(
        "    \"transit/backup/atlas_*\": { \"capabilities\": [\"read\"] },\n    \"transit/backup/archivist_*\": {"
    ));
}

/// What was of Private TFE and the operators' own stays where it was.
#[test]
fn an_old_policy_keeps_what_is_the_operators_own() {
    let after = fixed(&document(cases::PRIVATE_TFE), &Options::default(), Safety::Review).unwrap();
    assert!(after.contains("# our own secrets\npath \"secret/data/tfe/*\" {"), "{after}");
    assert!(after.contains("# renew\npath \"sys/leases/renew\" {"), "{after}");
    assert!(!after.contains("policy ="), "{after}");
    assert_eq!(findings(&after), []);
}

/// Takes every third character away in turn: a typing error anywhere.
#[test]
fn an_old_policy_is_known_without_its_renewals() {
    let rules = [
        ("transit/encrypt/atlas_*", "create update"),
        ("transit/decrypt/atlas_*", "update"),
        ("transit/encrypt/archivist_*", "create update"),
        ("transit/decrypt/archivist_*", "update"),
        ("transit/keys/archivist_*", "create update"),
        ("transit/datakey/plaintext/archivist_*", "update"),
        ("sys/mounts", "read"),
    ];
    let text: String = rules.iter().map(|(path, words)| cases::rule(path, words)).collect();
    let told: Vec<String> = findings(&text).into_iter().map(|(rule, _)| rule).collect();
    assert_eq!(told, ["policy-of-private-tfe", "transit-key-read-missing"]);
    assert_eq!(findings(&fix(&text)), []);
    let newer = text + &cases::rule("transit/keys/atlas_*", "create update");
    assert!(findings(&newer).iter().all(|(rule, _)| rule != "policy-of-private-tfe"));
}

/// Somebody may delete keys with that token on purpose, so that wants a look.
#[test]
fn delete_is_taken_away_after_a_look_alone() {
    for path in ["transit/*", "transit/keys/atlas_*", "*"] {
        let text = cases::rule(path, "create read update delete list");
        assert!(fix(&text).contains("delete"), "{path}");
        let after = fixed(&document(&text), &Options::default(), Safety::Review).unwrap();
        assert!(!after.contains("delete"), "{after}");
    }
}

#[test]
fn a_key_that_cannot_be_begun_is_no_key_that_cannot_be_used() {
    let text = COMPLETE.replace("\"transit/encrypt/atlas_*\"", "\"transit/encrypt/+\"")
        + "\npath \"transit/encrypt/atlas_*\" { capabilities = [\"update\"] }\n";
    let view = view(&document(&text), &Options::default());
    assert_eq!(
        view.verdict,
        "Vault accepts this policy, but TFE cannot start using a new key with it."
    );
    let rows = view.access.iter().flat_map(|group| &group.rows).filter(|row| !row.allowed);
    let denied: Vec<(&str, &str)> =
        rows.map(|row| (row.operation.as_str(), row.path.as_str())).collect();
    assert_eq!(denied, [("create", "transit/encrypt/atlas_example")]);
}

/// Leaves out each rule of the complete policy in turn, and each pair of rules.
#[test]
fn the_verdict_speaks_of_a_finding_of_the_worst() {
    let rules: Vec<String> =
        parse(COMPLETE).rules.iter().map(|r| format!("{}\n", r.span.of(COMPLETE))).collect();
    let without = |left_out: &[usize]| -> String {
        let kept = rules.iter().enumerate().filter(|(at, _)| !left_out.contains(at));
        kept.map(|(_, rule)| rule.as_str()).collect()
    };
    let mut led = 0;
    for first in 0..rules.len() {
        for second in first..rules.len() {
            let text = without(&[first, second]);
            let report = check(&[document(&text)], &Options::default());
            let found = &report.documents[0].findings;
            let view = view(&document(&text), &Options::default());
            let worst = found.iter().map(|f| f.severity).max();
            let Some((rule, start)) = view.lead else { continue };
            let lead = found.iter().find(|f| f.rule == rule && f.span.start == start);
            assert_eq!(lead.map(|f| f.severity), worst, "{rule}: {text}");
            led += 1;
        }
    }
    assert!(led > 0);
}
