//! What a policy is for, and what is not taken for its purpose: nothing is checked for it that it keeps away on purpose,
//! and what is wrong with a damaged one is not reported again as missing.

use crate::policies as cases;

use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Document, Options, Safety, Severity, check, fixed};

fn judge(name: &str, text: &str) -> DocumentReport {
    check(&[Document::new(name, text)], &Options::default()).documents.remove(0)
}

fn loud(report: &DocumentReport) -> Vec<&FindingReport> {
    report.findings.iter().filter(|f| f.severity > Severity::Info).collect()
}

fn rules(report: &DocumentReport) -> Vec<&str> {
    loud(report).iter().map(|f| f.rule.as_str()).collect()
}

fn all_rules(report: &DocumentReport) -> Vec<&str> {
    report.findings.iter().map(|f| f.rule.as_str()).collect()
}

const SNAPSHOT: &str = "sys/storage/raft/snapshot";
const FORCE: &str = "sys/storage/raft/snapshot-force";

/// To read `sys/storage/raft/snapshot` is all that a snapshot agent needs.
#[test]
fn a_forced_restore_that_is_kept_away_is_not_needed() {
    for saves in ["read", "read update"] {
        for (forces, told) in [
            ("deny", &[][..]),
            ("list", &[]),
            ("", &["rule-grants-nothing"]),
            ("create", &["snapshot-create-without-effect"]),
        ] {
            let text = cases::rule(SNAPSHOT, saves) + &cases::rule(FORCE, forces);
            let report = judge("agent.hcl", &text);
            assert_eq!(rules(&report), told, "{text}");
            assert_eq!(
                fixed(&document("agent.hcl", &text), &Options::default(), Safety::Safe),
                None
            );
        }
    }
    let text = cases::rule(SNAPSHOT, "read") + &cases::rule(FORCE, "deny");
    assert_eq!(fixed(&document("agent.hcl", &text), &Options::default(), Safety::Review), None);
}

fn document(name: &str, text: &str) -> Document {
    Document::new(name, text)
}

#[test]
fn a_snapshot_path_that_is_not_there_is_reported() {
    for path in [
        "sys/storage/raft/snapshot/",
        "sys/storage/raft/snapshot/*",
        "sys/storage/raft/snapshot/save",
        "sys/storage/snapshot",
        "sys/raft/snapshot",
        "storage/raft/snapshot",
        "sys/raft/storage/snapshot",
    ] {
        let text = cases::rule(path, "read");
        let report = judge("agent.hcl", &text);
        assert_eq!(rules(&report), ["misspelt-path"], "{path}");
        assert!(
            report.findings[0].message.action.contains("`sys/storage/raft/snapshot`"),
            "{path}"
        );
        assert_eq!(fixed(&document("agent.hcl", &text), &Options::default(), Safety::Safe), None);
    }
    let text = cases::rule("sys/storage/raft/snapshot*", "read") + &cases::rule(SNAPSHOT, "list");
    assert_eq!(rules(&judge("agent.hcl", &text)), ["snapshot-read-missing"]);
    for path in ["storage/data/snapshot", "sys/storage/raft/configuration", "kv/raft/snapshot"] {
        assert!(judge("a.hcl", &cases::rule(path, "read")).findings.is_empty(), "{path}");
    }
}

/// The key is put right together with what is in its list, and nothing is inserted next to it.
#[test]
fn a_misspelt_key_is_no_reason_to_add_a_rule() {
    let complete = cases::whole();
    for (right, wrong) in [
        ("capabilities = [\"read\"]", "capabilties = [\"raed\"]"),
        ("capabilities = [\"read\"]", "Capabilities = [\"READ\"]"),
        ("path \"sys/mounts\"", "Path \"sys/mounts\""),
        ("path \"sys/mounts\"", "pat \"sys/mounts\""),
    ] {
        let at = complete.rfind(right).unwrap();
        let broken = complete[..at].to_owned() + wrong + &complete[at + right.len()..];
        let report = judge("tfe.hcl", &broken);
        let told = rules(&report);
        let of_words = |rule: &&str| ["unknown-policy-key", "unknown-capability"].contains(rule);
        assert!(told.iter().all(of_words), "{wrong}: {told:?}");
        assert_eq!(report.fixed.as_deref(), Some(complete.as_str()), "{wrong}");
    }
}

/// A text that begins in the middle of a rule lacks what was before it; nobody knows what that was.
#[test]
fn a_cut_off_beginning_is_one_finding() {
    let complete = cases::whole();
    let lines: Vec<&str> = complete.split_inclusive('\n').collect();
    let start = lines.iter().position(|line| line.contains("transit/keys/archivist_*\"")).unwrap();
    let rest = lines[start + 1..].concat();
    let head = lines[start].split_once("sit/").unwrap().1;
    let brace = rest.split_once('\n').unwrap().1;
    for text in [format!("sit/{head}{rest}"), rest.clone(), brace.to_owned()] {
        let report = judge("tfe.hcl", &text);
        assert_eq!(rules(&report), ["rule-head-missing"], "{}", &text[..40]);
        assert!(report.fixed.is_none(), "{:?}", report.fixed);
    }
    let lost = complete.replacen(lines[start], "", 1);
    assert_eq!(rules(&judge("tfe.hcl", &lost)), ["rule-head-missing"]);
}

/// Vault ends a comment at the first `*/`, and the documented policy has one in two of its paths.
#[test]
fn a_comment_that_a_path_ends_is_one_finding() {
    let complete = cases::whole();
    for text in [
        format!(
            "/* old\npath \"transit/keys/atlas_*/config\" {{\n  capabilities = [\"read\"]\n}}\n*/\n{complete}"
        ),
        format!("/*\n{}\n{complete}*/\n", cases::rule("transit/keys/atlas_*/config", "read")),
        format!("/* tfe\n{}\n{complete}", cases::rule("transit/keys/atlas_*/config", "read")),
    ] {
        let report = judge("tfe.hcl", &text);
        assert_eq!(rules(&report), ["comment-ends-in-path"], "{text}");
        assert_eq!(report.fixed, None);
    }
}

/// What a damage hides is no reason to add anything either.
#[test]
fn a_fault_within_another_is_not_missing_too() {
    let complete = cases::whole();
    let quotes = |text: &str| {
        let mut open = false;
        let typographic = |c| match c {
            '"' => {
                open = !open;
                if open { '\u{201c}' } else { '\u{201d}' }
            }
            c => c,
        };
        text.chars().map(typographic).collect::<String>()
    };
    let next = "}\npath \"transit/backup/archivist";
    let slip =
        complete.replacen(&format!("\"update\"]\n{next}"), &format!("\"upadte\"]\n{next}"), 1);
    let address = complete.replacen("path \"sys/mounts", "path \"v1/sys/mounts", 1);
    for text in [slip, address] {
        assert_ne!(text, complete);
        let report = judge("tfe.hcl", &quotes(&text));
        assert!(
            !rules(&report).iter().any(|rule| rule.ends_with("-missing")),
            "{:?}",
            rules(&report)
        );
        assert_eq!(report.fixed.as_deref(), Some(complete.as_str()));
    }
}

/// The default policy has rules for exactly these paths: joined with a deny they grant nothing.
#[test]
fn a_deny_overrides_the_default_policy() {
    let complete = cases::whole();
    let denied = |path: &str| {
        let head = format!("path \"{path}\" {{\n  capabilities = ");
        let at = complete.find(&head).unwrap() + head.len();
        let end = complete[at..].find('\n').unwrap() + at;
        complete[..at].to_owned() + "[\"deny\"]" + &complete[end..]
    };
    for (path, severity) in
        [("auth/token/renew-self", Severity::Error), ("sys/leases/renew", Severity::Warning)]
    {
        let report = judge("tfe.hcl", &denied(path));
        let [found] = loud(&report)[..] else { panic!("{path}: {:?}", rules(&report)) };
        assert_eq!((found.rule.as_str(), found.severity), ("deny-blocks-need", severity));
        assert!(!found.message.why.contains("grants it too"), "{}", found.message.why);
    }
}

/// The same where the deny is in another policy of the token.
#[test]
fn a_deny_of_another_policy_overrides_the_default_policy() {
    let deny = "path \"auth/token/renew-self\" {\n  capabilities = [\"deny\"]\n}\n";
    let whole = cases::whole();
    let files = [Document::new("tfe.hcl", &whole), Document::new("limits.hcl", deny)];
    let report = check(&files, &Options::default()).documents.remove(0);
    let found = report.findings.iter().find(|f| f.rule == "token-renewal-missing").unwrap();
    assert_eq!(found.severity, Severity::Error);
    assert!(found.message.why.contains("overrides"), "{}", found.message.why);
}

/// Only Terraform reads a file of variables, and a heredoc in it is no shell's.
#[test]
fn a_policy_in_a_file_of_variables_is_terraforms() {
    let heredoc = format!("policy = <<EOT\n{}EOT\n", cases::rule(SNAPSHOT, "read"));
    for (name, text) in [
        ("a.tfvars", heredoc.clone()),
        ("a.auto.tfvars", format!("# policies\n{heredoc}")),
        ("a.tfvars", format!("{heredoc}name = \"snap\"\n")),
        ("a.tfvars", format!("region = \"eu\"\n\n{heredoc}")),
    ] {
        let report = judge(name, &text);
        assert_eq!(all_rules(&report), Vec::<&str>::new(), "{text}");
    }
}
