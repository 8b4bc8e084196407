//! Policies that Vault takes and that do not do what they look like: one finding says the cause and
//! what is lost by it. Each kind is tried in several forms, next to forms that are in order.

use crate::policies as cases;

use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Document, Options, Profile, Safety, Severity, check, fixed};

fn judge(text: &str) -> DocumentReport {
    check(&[Document::new("tfe.hcl", text)], &Options::default()).documents.remove(0)
}

fn of_profile(profile: Profile, text: &str) -> DocumentReport {
    let document = Document { profile: Some(profile), ..Document::new("tfe.hcl", text) };
    check(&[document], &Options::default()).documents.remove(0)
}

fn loud(report: &DocumentReport) -> Vec<&FindingReport> {
    report.findings.iter().filter(|f| f.severity > Severity::Info).collect()
}

fn rules(report: &DocumentReport) -> Vec<&str> {
    loud(report).iter().map(|f| f.rule.as_str()).collect()
}

/// What TFE needs, by rules with a `+` for whatever it does with its keys.
fn by_plus() -> String {
    let keys = ["transit/+/atlas_*", "transit/+/archivist_*"];
    let keys: String = keys.iter().map(|path| cases::rule(path, "create read update")).collect();
    let other = cases::needed().filter(|(p, _)| !p.starts_with("transit/"));
    let other: String = other.map(|(path, words)| cases::rule(path, words)).collect();
    keys + &cases::rule("transit/datakey/plaintext/archivist_*", "update") + &other
}

#[test]
fn a_rule_that_wins_over_the_right_ones_is_reported_once() {
    assert!(loud(&judge(&by_plus())).is_empty());
    for path in [
        "transit/*",
        "transit/k*",
        "transit/e*",
        "transit/keys/*",
        "transit/encrypt/*",
        "transit/decrypt/*",
        "transit/backup/*",
        "transit/restore/*",
    ] {
        let text = cases::rule(path, "list") + &by_plus();
        let report = judge(&text);
        let [finding] = loud(&report)[..] else { panic!("{path}: {:?}", rules(&report)) };
        assert_eq!(finding.rule, "rule-shadows-grant", "{path}");
        assert_eq!(finding.severity, Severity::Error, "{path}");
        assert!(finding.message.what.contains(path), "{}", finding.message.what);
        assert!(!finding.message.why.contains("more specific"), "{}", finding.message.why);
        assert!(finding.related.iter().all(|r| r.note.contains("wildcard")), "{path}");
        let fixed = report.fixed.unwrap();
        assert!(loud(&judge(&fixed)).is_empty(), "{path}: {:?}\n{fixed}", rules(&judge(&fixed)));
        assert!(fixed.starts_with(&cases::rule(path, "list")), "{fixed}");
    }
    // These lose, as Vault compares them.
    for path in ["transit*", "+/*", "transit/+/*", "transit/+/a*", "+/keys/atlas_*"] {
        let text = cases::rule(path, "list") + &by_plus();
        assert!(loud(&judge(&text)).is_empty(), "{path}: {:?}", rules(&judge(&text)));
    }
}

#[test]
fn too_broad_is_what_the_capabilities_give() {
    let told = |path: &str, words: &str| {
        let text = cases::rule(path, words) + &cases::whole();
        judge(&text).findings.iter().any(|f| f.rule == "path-too-broad")
    };
    for (path, words) in [
        ("transit/*", "list"),
        ("transit/*", "read list"),
        ("transit/*", "deny"),
        ("sys/*", "read"),
        ("sys/*", "list"),
        ("sys/*", "deny"),
        ("auth/*", "list"),
        ("*", "list"),
        ("secret/*", "deny"),
    ] {
        assert!(!told(path, words), "{path} {words}");
    }
    for (path, words) in [
        ("transit/*", "update"),
        ("transit/*", "list delete"),
        ("sys/*", "read update"),
        ("sys/*", "sudo"),
        ("auth/*", "create"),
        ("*", "read"),
        ("secret/*", "read"),
        ("+/*", "patch"),
    ] {
        assert!(told(path, words), "{path} {words}");
    }
}

/// A rule in a comment is an error where nothing else grants what TFE needs of it.
#[test]
fn a_rule_in_a_comment_is_as_bad_as_what_it_hides() {
    for (path, words) in cases::needed().filter(|(p, _)| p.starts_with("transit/")) {
        let line = cases::rule(path, words).replace('\n', " ");
        let whole = cases::whole();
        for (text, hides) in [
            (whole.replace(&cases::rule(path, words), &format!("# allowed: {line}\n")), true),
            (format!("# allowed: {line}\n{whole}"), false),
        ] {
            let report = judge(&text);
            let [finding] = loud(&report)[..] else { panic!("{path}: {:?}", rules(&report)) };
            assert_eq!(finding.rule, "rule-in-comment", "{path}");
            let sign = path.contains("/sign/");
            let worst = if hides && !sign { Severity::Error } else { Severity::Warning };
            assert_eq!(finding.severity, worst, "{path}");
            assert_eq!(finding.message.why.contains("was lost in copying"), !hides, "{path}");
        }
    }
}

#[test]
fn a_slash_at_the_end_says_what_is_lost() {
    for (path, lost) in [
        ("transit/encrypt", "transit/encrypt/atlas_*"),
        ("transit/decrypt", "transit/decrypt/archivist_*"),
        ("transit/keys", "transit/keys/atlas_*"),
        ("transit/backup", "transit/backup/archivist_*"),
        ("transit/restore", "transit/restore/atlas_*"),
        ("transit/datakey", "transit/datakey/plaintext/archivist_*"),
        ("transit/datakey/plaintext", "transit/datakey/plaintext/archivist_*"),
    ] {
        let start = format!("{path}/");
        let rest = cases::needed().filter(|(p, _)| !p.starts_with(&start));
        let rest: String = rest.map(|(path, words)| cases::rule(path, words)).collect();
        let report = judge(&(cases::rule(&start, "create read update") + &rest));
        let [finding] = loud(&report)[..] else { panic!("{path}: {:?}", rules(&report)) };
        assert_eq!(
            (finding.rule.as_str(), finding.severity),
            ("path-ends-in-slash", Severity::Error)
        );
        assert!(finding.message.why.contains(lost), "{}", finding.message.why);
        assert_eq!(report.accepted, Some(true));
    }
    for text in [
        cases::rule("secret/metadata/app/", "list"),
        cases::rule("secret/app/", "deny"),
        cases::rule("secret/app/", "read list") + &cases::rule("secret/app/*", "read"),
        cases::rule("secret/app/", "read") + &cases::rule("secret/app/+/x", "read"),
        cases::whole() + &cases::rule("transit/keys/", "list"),
    ] {
        let report = check(&[Document::new("app.hcl", text.as_str())], &Options::default());
        assert!(loud(&report.documents[0]).is_empty(), "{text}: {:?}", rules(&report.documents[0]));
    }
}

/// A star before a suffix says what is lost by it, and that is not told again.
#[test]
fn a_star_before_a_suffix_is_as_bad_as_what_it_loses() {
    for path in [
        "transit/encrypt/atlas_*_key",
        "transit/encrypt/atlas_*x",
        "transit/encrypt/atlas_*/config",
        "transit/encrypt/*_key",
        "transit/encrypt/*atlas_",
        "transit/encrypt/atlas*_",
        "transit/encrypt/atl*s_",
        "*/encrypt/atlas_*",
    ] {
        let of = |p: &str, words| {
            cases::rule(if p == "transit/encrypt/atlas_*" { path } else { p }, words)
        };
        let text: String = cases::needed().map(|(p, words)| of(p, words)).collect();
        let report = judge(&text);
        let [finding] = loud(&report)[..] else { panic!("{path}: {:?}", rules(&report)) };
        assert_eq!(
            (finding.rule.as_str(), finding.severity),
            ("star-in-the-middle", Severity::Error)
        );
        assert!(finding.message.why.contains("cannot encrypt"), "{}", finding.message.why);
        let document = Document::new("tfe.hcl", text.as_str());
        let all = fixed(&document, &Options::default(), Safety::Review).unwrap();
        assert!(loud(&judge(&all)).is_empty(), "{path}: {:?}", rules(&judge(&all)));
    }
}

/// Wherever a line of a right policy is broken inside quotes, that is all that is reported, and the fix
/// gives back the policy.
#[test]
fn a_line_break_in_quotes_is_reported_once() {
    let whole = cases::whole();
    let quotes: Vec<usize> = whole.match_indices('"').map(|(at, _)| at).collect();
    let mut tried = 0;
    for (n, pair) in quotes.chunks(2).enumerate().filter(|(n, _)| n % 3 == 0) {
        let (start, end) = (pair[0] + 1, pair[1]);
        for at in [start, start + 1, start.midpoint(end), end] {
            let gap = ["\n", "\n    ", "\r\n", "  \n\n  "][(n / 3 + at) % 4];
            let mut text = whole.clone();
            text.insert_str(at, gap);
            let report = judge(&text);
            assert_eq!(rules(&report), ["line-break-in-quotes"], "{text}");
            assert_eq!(report.accepted, Some(false));
            assert_eq!(report.fixed.as_deref(), Some(whole.as_str()), "{text}");
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
    // A quote that is missing is something else.
    for text in [
        "path \"transit/keys/atlas_* {\n  capabilities = [\"read\"]\n}\n",
        "path \"transit/keys/atlas_*\" {\n  capabilities = [\"read]\n}\n",
        "path \"transit/keys/atlas_*\" {\n  capabilities = [\"read, \n  \"update\"]\n}\n",
    ] {
        assert!(!rules(&judge(text)).contains(&"line-break-in-quotes"), "{text}");
    }
}

#[test]
fn a_snapshot_policy_says_what_it_cannot_do() {
    let snapshot = "sys/storage/raft/snapshot";
    let force = cases::rule("sys/storage/raft/snapshot-force", "update");
    for (words, told) in [
        ("update", vec!["snapshot-restore-only"]),
        ("create update", vec!["snapshot-restore-only"]),
        ("create read", vec![]),
        ("read", vec![]),
        ("read update", vec![]),
        ("create read update", vec![]),
    ] {
        let text = cases::rule(snapshot, words);
        assert_eq!(rules(&of_profile(Profile::RaftSnapshot, &text)), told, "{words}");
    }
    let restores = cases::rule(snapshot, "update") + &force;
    assert!(loud(&of_profile(Profile::RaftSnapshot, &restores)).is_empty());
    for (comment, more, told) in [
        ("# take and restore", "", Severity::Warning),
        ("# Restores", force.as_str(), Severity::Warning),
        ("# nightly", "", Severity::Info),
    ] {
        let text = format!("{comment}\n{}{more}", cases::rule(snapshot, "create read"));
        let report = of_profile(Profile::RaftSnapshot, &text);
        let [finding] = &report.findings[..] else { panic!("{text}: {:?}", rules(&report)) };
        assert_eq!(
            (finding.rule.as_str(), finding.severity),
            ("snapshot-create-without-effect", told)
        );
    }
    // The exact rule hides the list of the broader one, and has sudo.
    let auto = cases::rule("sys/storage/raft/snapshot-auto/config/", "create update sudo")
        + &cases::rule("sys/storage/raft/snapshot-auto/*", "create read update delete list sudo");
    let report = of_profile(Profile::RaftSnapshot, &auto);
    let [finding] = loud(&report)[..] else { panic!("{:?}", rules(&report)) };
    assert!(finding.message.what.contains("list"), "{}", finding.message.what);
    assert!(!finding.message.what.contains("sudo"), "{}", finding.message.what);
    assert!(finding.related[0].note.contains("exactly this path"));
}

#[test]
fn a_policy_of_token_paths_is_reported() {
    let own = |last: &str| format!("auth/token/{last}-self");
    let all = cases::rule(&own("lookup"), "read")
        + &cases::rule(&own("renew"), "update")
        + &cases::rule(&own("revoke"), "update");
    let told = |text: &str| {
        judge(text).findings.iter().filter(|f| f.rule == "policy-of-token-paths").count()
    };
    assert_eq!(told(&all), 1);
    assert_eq!(told(&cases::rule(&own("lookup"), "read")), 1);
    assert_eq!(told(&(all.clone() + &cases::rule("sys/capabilities-self", "update"))), 1);
    assert_eq!(told(&(all.clone() + &cases::rule("secret/data/app", "read"))), 0);
    assert_eq!(told(&(all.clone() + &cases::rule("aws/creds/ci", "read"))), 0);
    assert_eq!(told(&cases::rule("auth/token/create", "update")), 0);
    assert_eq!(told(&cases::rule(&own("revoke"), "deny")), 0);
    assert_eq!(told(&cases::whole()), 0);
}

#[test]
fn a_deny_that_loses_is_reported() {
    let told = |grant: &str, deny: &str| {
        let text = cases::rule(grant, "read") + &cases::rule(deny, "deny");
        let report = of_profile(Profile::None, &text);
        report.findings.iter().filter(|f| f.rule == "deny-loses-to-grant").count()
    };
    for (grant, deny) in [
        ("secret/data/app/*", "secret/+/app/admin"),
        ("secret/data/app/*", "+/data/app/admin"),
        ("secret/data/*", "secret/+/admin"),
        ("secret/data/+/x", "secret/+/admin/x"),
        ("secret/data/a*", "secret/+/admin"),
        ("secret/data/app/*", "secret/+/app/ad*"),
        ("transit/keys/archivist_*", "transit/+/archivist_kdf"),
    ] {
        assert_eq!(told(grant, deny), 1, "{grant} {deny}");
    }
    for (grant, deny) in [
        ("secret/data/app/*", "secret/data/app/admin"),
        ("secret/data/app/public", "secret/+/app/*"),
        ("secret/data/*", "kv/+/admin"),
        ("+/data/*", "secret/+/admin"),
        ("secret/*", "secret/+/admin"),
        ("secret/data/admin", "secret/+/admin"),
    ] {
        assert_eq!(told(grant, deny), 0, "{grant} {deny}");
    }
}

/// The old word `write` becomes what the path needs.
#[test]
fn write_becomes_update_where_something_is_done() {
    let after = |path: &str| {
        let text = cases::rule(path, "write");
        fixed(&Document::new("tfe.hcl", text.as_str()), &Options::default(), Safety::Safe).unwrap()
    };
    for path in ["transit/encrypt/autounseal", "transit/decrypt/a", "pki/issue/web", "sys/mounts/x"]
    {
        assert!(after(path).contains(&cases::rule(path, "update")), "{}", after(path));
    }
    for path in ["secret/data/app", "kv/encrypted"] {
        assert!(after(path).contains(&cases::rule(path, "create update")), "{}", after(path));
    }
}
