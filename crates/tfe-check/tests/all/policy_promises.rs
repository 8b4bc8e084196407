//! What "fix all" promises for every policy: it gives what the policy is for, and nothing else. No
//! deny is removed or weakened, and a policy of unknown purpose answers as before.

use crate::policies::{needed, rule};
use crate::random_policies::{self, Random};

use tfe_check::report::DocumentReport;
use tfe_check::{Document, Options, Profile, Safety, Severity, check, fixed, kind};
use vault_policy::{Acl, Denial, Operation, PathPattern, Policy, Request, VaultLine, parse};

/// So many policies of each kind; `TFE_CHECK_POLICIES` and `TFE_CHECK_SEED` ask for others.
const POLICIES: u64 = 300;

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

fn seeds() -> impl Iterator<Item = Random> {
    let first = number("TFE_CHECK_SEED", 1) << 32;
    (first..first + number("TFE_CHECK_POLICIES", POLICIES)).map(Random::new)
}

const NAMES: [&str; 5] = ["p.hcl", "app.hcl", "tfe.hcl", "vault-snapshot.hcl", "untitled"];

const OPERATIONS: [Operation; 6] = [
    Operation::Create,
    Operation::Read,
    Operation::Update,
    Operation::Delete,
    Operation::List,
    Operation::Patch,
];

/// What is asked: TFE's keys, other keys, snapshots, the system, secrets.
fn paths() -> Vec<String> {
    let mut paths: Vec<String> = [
        "sys/mounts",
        "sys/mounts/x",
        "sys/renew",
        "sys/leases/renew",
        "sys/seal",
        "sys/policies/acl/x",
        "sys/storage/raft/snapshot",
        "sys/storage/raft/snapshot-force",
        "sys/storage/raft/snapshot-auto/config/",
        "sys/storage/raft/snapshot-auto/config/x",
        "sys/storage/raft/snapshot-auto/status/x",
        "sys/storage/raft/configuration",
        "auth/token/renew",
        "auth/token/renew-self",
        "auth/token/lookup-self",
        "auth/token/revoke-self",
        "auth/token/create",
        "auth/approle/login",
        "secret/data/x",
        "aws/creds/ci",
        "aws/creds/other",
        "gcp/roleset/ci/token",
        "cubbyhole/x",
        "transit/random",
    ]
    .map(str::to_owned)
    .to_vec();
    let calls =
        ["keys", "encrypt", "decrypt", "backup", "restore", "sign", "datakey/plaintext", "export"];
    let keys =
        ["atlas_x", "atlas_prod", "archivist_kdf", "archivist_kdf/config", "orders", "x", ""];
    for mount in ["transit", "kms"] {
        for call in calls {
            paths.extend(keys.map(|key| format!("{mount}/{call}/{key}")));
        }
    }
    paths
}

/// Whether the documentation of a profile asks for a call.
fn is_needed(profile: Profile, operation: Operation, path: &str) -> bool {
    let word = operation.word();
    let fits = |pattern: &str| PathPattern::of_path(pattern).unwrap().matches(path);
    match profile {
        Profile::TfeExternalVault => needed().any(|(pattern, words)| {
            let here = fits(pattern) || fits(&pattern.replace("transit/", "kms/"));
            here && words.split(' ').any(|w| w == word)
        }),
        Profile::RaftSnapshot => match path {
            "sys/storage/raft/snapshot" => matches!(word, "read" | "update"),
            "sys/storage/raft/snapshot-force" => word == "update",
            path => path.starts_with("sys/storage/raft/snapshot-auto/config/"),
        },
        Profile::DynamicCredentials => match path {
            "auth/token/lookup-self" => word == "read",
            "auth/token/renew-self" | "auth/token/revoke-self" => word == "update",
            path => word == "read" && (path.starts_with("aws/") || path.starts_with("gcp/")),
        },
        Profile::None => false,
    }
}

fn acl(text: &str) -> Option<Acl> {
    let policy: Policy = parse(text).policy(VaultLine::V1_21)?;
    Some(Acl::new([&policy], None, VaultLine::V1_21))
}

/// The answers that are others after a change, and may not be.
fn broken(before: &Acl, after: &Acl, may: impl Fn(Operation, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for path in paths() {
        for operation in OPERATIONS {
            let request = Request::new(operation, &path);
            let (old, new) = (before.check(&request), after.check(&request));
            let denied = old.denial == Some(Denial::Deny) && new.denial != old.denial;
            let other = match (old.allowed, new.allowed) {
                (false, true) => !may(operation, &path),
                (old, new) => old != new,
            };
            if denied || other {
                let (old, new) = (old.denial, new.denial);
                found.push(format!("{operation:?} {path}: {old:?} became {new:?}"));
            }
        }
    }
    found
}

fn judge(name: &str, text: &str) -> DocumentReport {
    let document = Document { kind: Some(kind::VAULT_POLICY), ..Document::new(name, text) };
    check(&[document], &Options::default()).documents.remove(0)
}

#[test]
fn a_fixed_policy_answers_as_before_outside_of_its_need() {
    let mut changed = 0;
    for mut random in seeds() {
        let text = random_policies::policy(&mut random);
        let name = random.of(&NAMES);
        let (report, Some(before)) = (judge(name, &text), acl(&text)) else { continue };
        let Some(after) = report.fixed else { continue };
        changed += 1;
        let profile = report.profile.unwrap();
        let answers = acl(&after).unwrap_or_else(|| panic!("refused:\n{text}\nbecame\n{after}"));
        let wrong = broken(&before, &answers, |o, p| is_needed(profile, o, p));
        assert!(wrong.is_empty(), "{name}, {profile:?}: {wrong:#?}\n{text}\nbecame\n{after}");
        assert_ne!(profile, Profile::None, "{text}\nbecame\n{after}");
    }
    assert!(changed > 20, "only {changed} were changed");
}

#[test]
fn a_fixed_policy_is_for_what_it_was_and_stays_as_it_is() {
    for mut random in seeds() {
        let whole = random_policies::policy(&mut random);
        let damaged = random_policies::damaged(&mut random, &whole);
        let name = random.of(&NAMES);
        for text in [whole, damaged] {
            let first = check(&[Document::new(name, text.as_str())], &Options::default());
            let first = &first.documents[0];
            let Some(after) = &first.fixed else { continue };
            let second = check(&[Document::new(name, after.as_str())], &Options::default());
            let second = &second.documents[0];
            let same = (second.kind, second.profile) == (first.kind, first.profile);
            let (was, is) = (first.profile, second.profile);
            assert!(same, "{name}: {was:?} became {is:?}\n{text}\nbecame\n{after}");
            let again = second.fixed.as_deref().unwrap_or("");
            assert!(again.is_empty(), "{name}\n{text}\nbecame\n{after}\nthen\n{again}");
        }
    }
}

/// What is written there is restored, and nothing else is granted but what the policy is for.
#[test]
fn a_refused_policy_gets_what_is_written_in_it() {
    let mut restored = 0;
    for mut random in seeds() {
        let whole = random_policies::policy(&mut random);
        let text = random_policies::damaged(&mut random, &whole);
        let name = random.of(&NAMES);
        let (report, None, Some(meant)) = (judge(name, &text), acl(&text), acl(&whole)) else {
            continue;
        };
        let Some(answers) = report.fixed.as_deref().and_then(acl) else { continue };
        restored += 1;
        let profile = report.profile.unwrap();
        for path in paths() {
            for operation in OPERATIONS {
                let request = Request::new(operation, &path);
                let (old, new) = (meant.check(&request), answers.check(&request));
                let more = new.allowed && !old.allowed && !is_needed(profile, operation, &path);
                let weak = old.denial == Some(Denial::Deny) && new.allowed;
                let after = report.fixed.as_deref().unwrap_or("");
                assert!(!more && !weak, "{name}, {operation:?} {path}\n{text}\nbecame\n{after}");
            }
        }
    }
    assert!(restored > 20, "only {restored} were restored");
}

/// Who only looks at automated snapshots lacks sudo for their settings, and gets nothing unasked.
#[test]
fn a_health_check_is_not_an_agent() {
    let text = rule("sys/storage/raft/snapshot-auto/config", "list read")
        + &rule("sys/storage/raft/snapshot-auto/status/*", "read");
    let report = judge("p.hcl", &text);
    assert_eq!((report.profile, report.fixed), (Some(Profile::None), None));
    let sudo = report.findings.iter().find(|f| f.rule == "snapshot-sudo-missing").unwrap();
    assert_eq!((sudo.severity, sudo.span.line), (Severity::Warning, 1));
    let chosen = Document { profile: Some(Profile::RaftSnapshot), ..Document::new("p.hcl", text) };
    let report = check(&[chosen], &Options::default()).documents.remove(0);
    let after = report.fixed.unwrap();
    assert!(after.contains("[\"list\", \"read\", \"sudo\"]"), "{after}");
    assert!(!after.contains("delete"), "{after}");
    let weekly = rule("sys/storage/raft/snapshot-auto/config/weekly", "create update sudo");
    assert!(judge("p.hcl", &weekly).findings.is_empty());
}

/// Nothing is added to a policy whose purpose is a guess, whatever it is.
#[test]
fn a_guess_adds_nothing_by_itself() {
    for (name, text) in [
        ("p.hcl", "path \"transit/keys/*\" { capabilities = [\"list\"] }\n"),
        ("p.hcl", "path \"aws/creds/ci\" { capabilities = [\"read\"] }\n"),
        ("p.hcl", "path \"azure/creds/ci\" { capabilities = [\"list\"] }\n"),
        ("p.hcl", "path \"sys/storage/raft/snapshot\" { capabilities = [\"create\"] }\n"),
        ("p.hcl", "path \"sys/storage/raft/snapshot-auto/config\" { capabilities = [\"list\"] }\n"),
        ("p.hcl", "path \"v1/secret/data/x\" { capabilities = [\"read\"] }\n"),
        ("p.hcl", "path \"transit/encrypt/*\" { capabilities = [\"update\"] }\n"),
        ("tfe.hcl", "path \"transit/*\" { capabilities = [] }\n"),
        ("p.hcl", "path \"transit/keys/atlas_*\" {l}\n"),
        ("tfe.hcl", "# path \"transit/keys/atlas_*\" {\n# }\n"),
    ] {
        let document = Document::new(name, text);
        assert_eq!(fixed(&document, &Options::default(), Safety::Safe), None, "{text}");
    }
}
