use super::*;

fn rule(path: &str, words: &str) -> String {
    let list: Vec<String> = words.split_whitespace().map(|w| format!("\"{w}\"")).collect();
    format!("path \"{path}\" {{\n  capabilities = [{}]\n}}\n", list.join(", "))
}

fn of(rules: &[(&str, &str)]) -> Purpose {
    let text: String = rules.iter().map(|(path, words)| rule(path, words)).collect();
    Purpose::of(&text, None)
}

fn reading(paths: &[&str]) -> Profile {
    let rules: Vec<(&str, &str)> = paths.iter().map(|p| (*p, "read")).collect();
    of(&rules).profile
}

const SURE_TFE: Purpose = Purpose::chosen(Profile::TfeExternalVault);
const SURE_SNAPSHOT: Purpose = Purpose::chosen(Profile::RaftSnapshot);

fn guess(profile: Profile) -> Purpose {
    Purpose { profile, ..Purpose::none() }
}

fn unclear(profile: Profile) -> Purpose {
    Purpose { unclear: Some(profile), ..Purpose::none() }
}

#[test]
fn a_policy_of_tfe_names_its_keys() {
    for paths in [
        &["transit/keys/atlas_*"][..],
        &["transite/encrypt/atlas_*", "sys/mounts"],
        &["transit/keys/archvist_*"],
        &["transit/encrypt/atlas-*"],
        &["admin/transit/decrypt/archivist_*"],
        &["${mount}/decrypt/archivist_kdf"],
        &["v1/transit/keys/atlas_*"],
        &["https://vault:8200/v1/transit/keys/atlas_*"],
        &["+/keys/atlas_*"],
    ] {
        assert_eq!(reading(paths), Profile::TfeExternalVault, "{paths:?}");
    }
    assert_eq!(of(&[("transit/keys/atlas_*", "udpate")]), SURE_TFE);
}

#[test]
fn who_does_not_use_tfes_keys_is_not_surely_tfe() {
    for rules in [
        &[("transit/keys/atlas_*", "read"), ("transit/keys/archivist_*", "read")][..],
        &[("transit/backup/atlas_*", "read"), ("transit/backup/archivist_*", "read")],
        &[
            ("transit/encrypt/archivist_docs", "update"),
            ("transit/decrypt/archivist_docs", "update"),
        ],
        &[("transit/encrypt/atlas_maps", "create update")],
        &[("transit/keys/archivist_*", "raed"), ("transit/keys", "list")],
    ] {
        assert_eq!(of(rules), guess(Profile::TfeExternalVault), "{rules:?}");
    }
    for rules in [
        &[("transit/encrypt/archivist_kdf", "update")][..],
        &[("transit/keys/atlas_*", "read"), ("transit/decrypt/atlas_*", "update")],
    ] {
        assert_eq!(of(rules), SURE_TFE, "{rules:?}");
    }
    let reads = rule("transit/keys/atlas_*", "read");
    assert_eq!(Purpose::of(&reads, Some("tfe.hcl")), SURE_TFE);
}

#[test]
fn wide_rules_are_tfes_where_they_grant_most_of_its_calls() {
    let all = "create read update";
    let mounts = ("sys/mounts", "read");
    for rules in [
        &[("transit/*", all), mounts][..],
        &[("transit/*", "create update"), mounts],
        &[("tfe/transit/*", all), ("tfe/sys/mounts", "read")],
        &[("v1/transit/*", all), mounts],
    ] {
        assert_eq!(of(rules), SURE_TFE, "{rules:?}");
    }
    // Whoever looks after the engine may have the same.
    let one_by_one = [
        ("transit/keys/*", all),
        ("transit/encrypt/*", all),
        ("transit/decrypt/*", all),
        ("transit/datakey/*", all),
        ("transit/backup/*", "read"),
    ];
    assert_eq!(of(&one_by_one), guess(Profile::TfeExternalVault));
    let spoken = "# for Terraform Enterprise\n".to_owned() + &rule("transit/*", all);
    assert_eq!(Purpose::of(&spoken, None), guess(Profile::TfeExternalVault));
    for rules in [
        &[("transit/*", "create read update delete list")][..],
        &[("transit/*", all), ("secret/data/app/*", "read")],
        &[("transit/*", all), mounts, ("secret/*", "read")],
        &[("transit/*", all), mounts, ("sys/mounts/transit", "create update")],
        &[("transit/+/*", all), ("secret/data/tfe", "read"), ("transit/datakey/plaintext/*", all)],
    ] {
        assert_eq!(of(rules), unclear(Profile::TfeExternalVault), "{rules:?}");
    }
    for rules in [
        &[("transit/keys/*", "list")][..],
        &[("transit/*", "read"), mounts],
        &[("transit/keys/*", all)],
        &[("transit/encrypt/*", "update"), ("transit/decrypt/*", "update"), mounts],
        &[("transit/keys/*", "create read update list"), ("sys/health", "read")],
    ] {
        assert_eq!(of(rules), unclear(Profile::TfeExternalVault), "{rules:?}");
    }
}

#[test]
fn a_name_makes_it_clear() {
    let encrypt = rule("transit/encrypt/*", "update") + &rule("transit/decrypt/*", "update");
    assert_eq!(Purpose::of(&encrypt, Some("tfe.hcl")), SURE_TFE);
    assert_eq!(Purpose::of(&encrypt, Some("app.hcl")), unclear(Profile::TfeExternalVault));
    let list = rule("transit/keys/*", "list");
    assert_eq!(Purpose::of(&list, Some("tfe.hcl")), unclear(Profile::TfeExternalVault));
    let other = rule("secret/data/x", "read");
    assert_eq!(Purpose::of(&other, Some("tfe.hcl")), Purpose::none());
    let empty = rule("transit/*", "");
    assert_eq!(Purpose::of(&empty, Some("tfe.hcl")), guess(Profile::TfeExternalVault));
}

#[test]
fn an_application_has_keys_of_its_own() {
    for paths in [
        &["secret/data/transit-app/*"][..],
        &["transit/encrypt/orders", "transit/decrypt/orders"],
        &["transit/encrypt/orders", "transit/keys/*"],
        &["transit/keys/app-*", "transit/encrypt/app-*"],
        &["secret/data/atlas_app", "database/creds/atlas_reader"],
        &["transit-app/config"],
        &["sys/storage/raft/configuration"],
        &["sys/storage/raft/snapshot-auto/status/*"],
        &["aws/config/root"],
        &["*"],
    ] {
        let rules: Vec<(&str, &str)> = paths.iter().map(|p| (*p, "read")).collect();
        assert_eq!(of(&rules), Purpose::none(), "{paths:?}");
    }
    let all = "create read update delete list sudo";
    let admin = ["transit/*", "secret/*", "pki/*", "identity/*", "sys/*"].map(|path| (path, all));
    assert_eq!(of(&admin).profile, Profile::None);
}

#[test]
fn a_deny_shows_no_purpose() {
    let all = "create read update";
    for rules in [
        &[("transit/keys/atlas_*", "deny")][..],
        &[("transit/+/archivist_*", "deny"), ("transit/encrypt/orders", "update")],
        &[("sys/storage/raft/snapshot*", "deny"), ("sys/policies/acl/*", "read")],
        &[("sys/storage/raft/snapshot", "read deny")],
        &[("sys/storage/raft/snapshot", "read"), ("sys/storage/raft/snapshot", "deny")],
        &[("aws/creds/admin", "deny")],
        &[("auth/token/lookup-self", "deny"), ("auth/token/revoke-self", "deny"), ("kv/x", "read")],
        &[("transit/*", all), ("transit/keys/archivist_kdf", "deny")],
        &[("transit/*", all), ("transit/+/archivist_*", "deny")],
        &[("sys/storage/raft/*", "read"), ("sys/storage/raft/snapshot", "deny")],
    ] {
        assert_eq!(of(rules).profile, Profile::None, "{rules:?}");
    }
    let more_denied = [("transit/keys/archivist_*", all), ("transit/+/archivist_kdf", "deny")];
    assert_eq!(of(&more_denied), guess(Profile::TfeExternalVault));
}

#[test]
fn an_agent_saves_or_restores_snapshots() {
    for (path, words) in [
        ("sys/storage/raft/snapshot", "read"),
        ("sys/storage/raft/snapshot", "update"),
        ("sys/storage/raft/snapshot*", "read list"),
        ("sys/storage/raft/snapshot-force", "update"),
        ("v1/sys/storage/raft/snapshot", "read"),
        ("sys/storage/raft/snapshots", "read"),
        ("sys/storage/raft/*", "read"),
        ("sys/storage/raft/snapshot-auto/config/*", "create update"),
        ("sys/storage/raft/snapshot-auto/config/*", "read sudo"),
    ] {
        assert_eq!(of(&[(path, words)]), SURE_SNAPSHOT, "{path} {words}");
    }
    assert_eq!(of(&[("sys/storage/raft/snapshot", "create")]), guess(Profile::RaftSnapshot));
    assert_eq!(of(&[("sys/storage/raft/snapshot-force", "read")]), guess(Profile::RaftSnapshot));
    assert_eq!(of(&[("admin/sys/storage/raft/snapshot", "read")]), guess(Profile::RaftSnapshot));
    for (path, words) in [
        ("sys/storage/raft/snapshot-auto/config", "list read"),
        ("sys/storage/raft/snapshot-auto/*", "read"),
        ("sys/storage/raft/*", "list"),
    ] {
        assert_eq!(of(&[(path, words)]), unclear(Profile::RaftSnapshot), "{path} {words}");
    }
}

#[test]
fn a_run_gets_credentials() {
    let run = guess(Profile::DynamicCredentials);
    assert_eq!(of(&[("aws/creds/ci", "read")]), run);
    assert_eq!(of(&[("gcp-prod/roleset/ci/token", "read")]), run);
    assert_eq!(of(&[("aws/*", "read")]), run);
    let tokens = [("auth/token/lookup-self", "read"), ("auth/token/revoke-self", "update")];
    let [lookup, revoke] = tokens;
    let sure = Purpose::chosen(Profile::DynamicCredentials);
    assert_eq!(of(&[lookup, revoke, ("secret/data/ci", "read")]), sure);
    assert_eq!(of(&[lookup, revoke]), Purpose::none());
}

#[test]
fn a_damaged_text_is_what_it_is_once_repaired() {
    let whole = rule("transit/keys/atlas_*", "update");
    for text in [
        whole.replace(" = ", " "),
        whole.replace("[\"update\"]", "[\"udpate\"]"),
        whole.replace("]", ""),
        whole.replace("path ", "pth "),
    ] {
        assert_eq!(Purpose::of(&text, None), SURE_TFE, "{text}");
    }
    let unread = "path \"transit/keys/atlas_*\" {l}\n";
    assert_eq!(Purpose::of(unread, None), guess(Profile::TfeExternalVault));
    let none = "# path \"transit/keys/atlas_*\" {\n# }\n";
    assert_eq!(Purpose::of(none, None), guess(Profile::TfeExternalVault));
    assert_eq!(Purpose::of("transit/}\npath \" {D:e", None).profile, Profile::None);
}
