//! Versions, rows of batches, and questions as people ask them.

use crate::support;

use std::time::Instant;

use serde_json::json;
use support::{WHOLE, files, rows, run, run_in, told};

const POLICY: &str = "path \"transit/keys/*\" {\n  capabilities = [\"read\", \"list\"]\n}\npath \"transit/keys/archivist_*\" {\n  capabilities = [\"update\"]\n}\n";

#[test]
fn what_is_no_version_is_refused() {
    let forms = [("--tfe", "v202309-1"), ("--chart", "1.6.8"), ("--vault", "1.21.3")];
    for (flag, form) in forms {
        for word in ["newest", "1.x", "", "1.2.3.4"] {
            let (code, _, message) = run(&["check", flag, word, "-"], POLICY);
            assert!(code == 2 && message.contains(form), "{flag} {word}: {code} {message}");
        }
        let (code, _, message) = run(&["can", flag, form, "read", "transit/keys/a"], POLICY);
        assert_eq!(code, 0, "{message}");
    }
}

#[test]
fn a_bad_row_gets_its_error_and_the_others_their_answer() {
    let lines = [
        json!({ "id": 1, "text": POLICY, "vault": "newest" }),
        json!({ "id": 2, "text": POLICY, "tfe": "v202399-1" }),
        json!({ "id": 3, "txet": POLICY }),
        json!({ "id": 4, "text": POLICY, "profil": "none" }),
        json!({ "id": 5, "text": POLICY, "accepted": true, "note": "mine" }),
        json!({ "id": 6, "text": POLICY, "name": "a.hcl", "kind": "vault-policy", "profile": "none",
            "tfe": "1.0", "chart": "1.6", "vault": "1.19" }),
    ];
    let stdin: String = lines.iter().map(|l| format!("{l}\n")).collect();
    for command in ["check", "explain"] {
        let answers = rows(&run(&[command, "--batch"], &stdin).1);
        let error = |at: usize| answers[at]["error"].as_str().unwrap_or("");
        assert!(
            error(0).starts_with("vault: \"newest\" is not a version of Vault"),
            "{}",
            error(0)
        );
        assert!(error(1).starts_with("tfe: \"v202399-1\" is not a version"), "{}", error(1));
        assert_eq!(error(2), "unknown field txet; did you mean text?");
        assert_eq!(error(3), "unknown field profil; did you mean profile?");
        assert_eq!((error(4), error(5)), ("", ""));
        assert_eq!(answers[5]["id"], 6);
    }
    let row = json!({ "id": 1, "policies": [POLICY], "path": "a", "opration": "read" });
    let answers = rows(&run(&["can", "--batch"], &format!("{row}\n")).1);
    assert_eq!(answers[0]["error"], "unknown field opration; did you mean operation?");
}

#[test]
fn an_identity_may_have_nulls_as_go_writes_them() {
    let policy = "path \"kv/{{identity.entity.id}}\" { capabilities = [\"read\"] }";
    let entity = json!({ "ID": "e1", "Metadata": null, "Aliases": null });
    let row = json!({ "id": 1, "policies": [policy], "path": "kv/e1", "operation": "read",
        "identity": { "entity": entity, "groups": null } });
    let answers = rows(&run(&["can", "--batch"], &format!("{row}\n")).1);
    assert_eq!(answers[0]["allowed"], true, "{}", answers[0]);
}

#[test]
fn a_path_is_taken_as_people_copy_it() {
    for path in [
        "v1/transit/keys/a",
        "/transit/keys/a",
        "/v1/transit/keys/a",
        "https://v:8200/v1/transit/keys/a",
    ] {
        let (code, out, _) = run(&["can", "read", path], POLICY);
        assert_eq!(code, 0, "{path}: {out}");
        assert!(out.starts_with("allowed: read transit/keys/a\n  note: "), "{out}");
    }
    let (_, out, _) =
        run(&["can", "--format", "json", "GET", "/v1/transit/keys?list=true"], POLICY);
    let answer = &rows(&out.replace('\n', ""))[0];
    assert_eq!((&answer["operation"], &answer["path"]), (&json!("list"), &json!("transit/keys/")));
    assert_eq!((&answer["allowed"], answer["notes"].as_array().unwrap().len()), (&json!(true), 2));
    for path in ["", "/", "https://vault.example.com"] {
        let (code, _, message) = run(&["can", "read", path], POLICY);
        assert!(code == 2 && message.contains("no path"), "{message}");
    }
    // A row is a request as Vault gets it.
    let row =
        json!({ "id": 1, "policies": [POLICY], "path": "v1/transit/keys/a", "operation": "read" });
    assert_eq!(rows(&run(&["can", "--batch"], &format!("{row}\n")).1)[0]["allowed"], false);
}

#[test]
fn a_refused_policy_and_a_misspelt_operation_are_said() {
    let bad = POLICY.replace("update", "upadte");
    let folder = files("refused", &[("good.hcl", POLICY), ("bad.hcl", &bad)]);
    let args = ["can", "--policy", "good.hcl", "--policy", "bad.hcl", "read", "transit/keys/a"];
    let (code, out, message) = run_in(&folder, &args, "");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(message.starts_with("tfe-check: bad.hcl:5: Vault rejects this policy"), "{message}");
    assert!(message.contains("`upadte` is not a capability"), "{message}");
    let (code, _, message) = run(&["can", "upate", "a"], POLICY);
    assert_eq!(
        (code, message.as_str()),
        (2, "tfe-check: upate is not an operation; did you mean update?\n")
    );
}

#[test]
fn a_denial_names_the_winner_and_who_lost() {
    let folder = files("lost", &[("a.hcl", POLICY)]);
    let args = ["can", "--policy", "a.hcl", "read", "transit/keys/archivist_kdf"];
    let (code, out, _) = run_in(&folder, &args, "");
    assert_eq!(code, 1);
    assert_eq!(
        out,
        "denied: read transit/keys/archivist_kdf\n  by a.hcl:4 \"transit/keys/archivist_*\": it does not grant read\n  a.hcl:1 \"transit/keys/*\" would allow it, but a.hcl:4 \"transit/keys/archivist_*\" decides, because it is the more specific one; only one rule counts\n"
    );
}

#[test]
fn a_large_policy_answers_many_questions_at_once() {
    let mut policy = String::new();
    for n in 0..10_000 {
        policy.push_str(&format!("path \"kv/data/{n}/*\" {{\n  capabilities = [\"read\"]\n}}\n"));
    }
    let folder = files("many", &[("large.hcl", &policy)]);
    let question =
        |n: usize| json!({ "id": n, "path": format!("kv/data/{n}/x"), "operation": "read" });
    let stdin: String = (0..10_000).map(|n| format!("{}\n", question(n))).collect();
    let start = Instant::now();
    let (_, out, _) = run_in(&folder, &["can", "--batch", "--policy", "large.hcl"], &stdin);
    let took = start.elapsed();
    assert_eq!(out.matches("\"allowed\":true").count(), 10_000);
    assert!(took.as_secs() < 20, "{took:?} in a debug build");
    // The same policies in each row are read once.
    let row = |n: usize| json!({ "id": n, "policies": [policy], "path": format!("kv/data/{n}/x"), "operation": "read" });
    let stdin: String = (0..30).map(|n| format!("{}\n", row(n))).collect();
    let start = Instant::now();
    let (_, out, _) = run(&["can", "--batch"], &stdin);
    assert_eq!(out.matches("\"allowed\":true").count(), 30);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let none = json!({ "id": 1, "path": "a", "operation": "read" });
    let (_, out, _) = run(&["can", "--batch"], &format!("{none}\n"));
    assert!(out.contains("a row needs policies"), "{out}");
}

#[test]
fn the_commands_of_the_role_are_looked_at() {
    let script = "#!/bin/sh\nvault auth enable approle\nvault write -namespace=admin auth/approle/role/tfe \\\n  token_policies=\"tfe\" \\\n  token_max_ttl=32h secret_id_ttl=\"24h\"\n# vault write auth/approle/role/tfe token_type=batch\nvault write auth/approle/role/ci token_num_uses=3\nvault read auth/approle/role/tfe/role-id\n";
    let (code, out, _) = run(&["check", "--format", "json", "-"], script);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (code, told(&report)),
        (
            0,
            vec![
                "stdin: approle-secret-id-ends".to_owned(),
                "stdin: approle-token-ends".to_owned()
            ]
        )
    );
    let spans: Vec<_> = report["documents"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["span"]["line"].clone())
        .collect();
    assert_eq!(spans, [5, 5]);
    let documented = "vault write auth/approle/role/tfe policies=tfe token_period=24h token_max_ttl=72h\nvault write -f auth/approle/role/tfe/secret-id\nvault write auth/approle/role/other period=1h\n";
    assert_eq!(run(&["check", "-"], documented).1, "No findings.\n");
    let both = format!("vault policy write tfe - <<'EOF'\n{}EOF\n{script}", support::WHOLE);
    let (_, out, _) = run(&["check", "-"], &both);
    assert!(out.contains("approle-token-ends"), "{out}");
}

/// What every token may do is said where the given policies do not allow it.
#[test]
fn the_default_policy_is_named_where_it_decides() {
    let note = "Vault's policy \"default\" allows it";
    for (operation, path) in [
        ("read", "auth/token/lookup-self"),
        ("update", "auth/token/renew-self"),
        ("update", "sys/leases/renew"),
    ] {
        let (code, out, _) = run(&["can", operation, path], POLICY);
        assert!(code == 1 && out.contains(note), "{out}");
    }
    for (operation, path) in [("update", "auth/token/renew"), ("read", "sys/mounts")] {
        let (code, out, _) = run(&["can", operation, path], POLICY);
        assert!(code == 1 && !out.contains(note), "{out}");
    }
    let deny = "path \"auth/token/renew-self\" { capabilities = [\"deny\"] }";
    let (_, out, _) = run(&["can", "update", "auth/token/renew-self"], deny);
    assert!(!out.contains(note), "{out}");
}

#[test]
fn what_needs_no_token_needs_no_policy() {
    for (args, allowed) in [
        (["update", "auth/approle/login"], true),
        (["create", "v1/auth/approle/login"], true),
        (["read", "sys/health"], true),
        (["read", "auth/approle/login"], false),
        (["update", "auth/approle/role/tfe"], false),
        (["read", "sys/health/a"], false),
    ] {
        let (code, out, _) = run(&["can", args[0], args[1]], POLICY);
        assert_eq!(code == 0, allowed, "{out}");
        assert_eq!(out.contains("needs no policy"), allowed, "{out}");
        let path = args[1].trim_start_matches("v1/");
        let row = json!({ "id": 1, "policies": [POLICY], "operation": args[0], "path": path });
        let answer = rows(&run(&["can", "--batch"], &format!("{row}\n")).1).remove(0);
        assert_eq!((&answer["allowed"], &answer["acl_allowed"]), (&json!(allowed), &json!(false)));
    }
}

#[test]
fn the_policy_of_runs_does_not_take_the_name_of_tfes() {
    let variables = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.example.com\nTFC_VAULT_RUN_ROLE=tfe-run\nTFC_VAULT_BACKED_AWS_AUTH=true\nTFC_VAULT_BACKED_AWS_AUTH_TYPE=iam_user\nTFC_VAULT_BACKED_AWS_RUN_VAULT_ROLE=deploy\n";
    let (code, out, messages) = run(&["export", "-"], variables);
    assert!(code == 0 && out.contains("vault policy write tfe-runs "), "{out}{messages}");
    let (_, out, _) = run(&["export", "--name", "mine", "-"], variables);
    assert!(out.contains("vault policy write mine "), "{out}");
    let (_, out, _) = run(&["export", "-"], WHOLE);
    assert!(out.contains("vault policy write tfe "), "{out}");
}

#[test]
fn a_store_that_is_not_in_the_file_does_not_pass() {
    let part = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n";
    let (_, out, _) = run(&["explain", "-"], part);
    let line = out.lines().find(|line| line.trim().starts_with("archivist")).unwrap();
    assert!(line.contains("cannot be determined from this file   Not in this file:"), "{line}");
    assert!(!out.contains("cannot be told"), "{out}");
}

#[test]
fn what_is_not_a_policy_answers_nothing() {
    let values = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n";
    let log = "2026-01-01T00:00:00.000Z [INFO]  core: post-unseal setup complete\n";
    let folder = files(
        "can-nothing",
        &[("empty.hcl", ""), ("o.yaml", values), ("v.log", log), ("b.hcl", " \n")],
    );
    let empty = "Vault rejects an empty policy: 'policy' parameter not supplied or empty";
    let can = |name: &str| {
        let (code, out, said) = run_in(&folder, &["can", "--policy", name, "read", "a"], "");
        assert!(code != 2 || out.is_empty(), "{out}");
        (code, said)
    };
    assert_eq!(can("empty.hcl"), (2, format!("tfe-check: empty.hcl:1: {empty}\n")));
    assert_eq!(can("-"), (2, format!("tfe-check: stdin:1: {empty}\n")));
    // Vault takes a blank.
    assert_eq!(can("b.hcl").0, 1);
    for (name, kind) in [("o.yaml", "Helm values"), ("v.log", "Log")] {
        let said = format!("tfe-check: {name}: this is not a policy; its kind is {kind}\n");
        assert_eq!(can(name), (2, said.clone()));
        assert_eq!(run_in(&folder, &["export", name], "").2, said);
    }
    let row = json!({ "id": 1, "policies": [POLICY, ""], "path": "a", "operation": "read" });
    let answers = rows(&run(&["can", "--batch"], &format!("{row}\n")).1);
    assert_eq!(answers[0]["error"], format!("policy 1: {empty}"));
}

#[test]
fn the_words_of_an_error_are_not_masked() {
    let row = |row: serde_json::Value, command: &str| {
        let answers = rows(&run(&[command, "--batch"], &format!("{row}\n")).1);
        answers[0]["error"].as_str().unwrap_or_default().to_owned()
    };
    for command in ["check", "explain"] {
        let both = json!({ "id": 1, "text": "a", "text_base64": "YQ==" });
        assert_eq!(row(both, command), "a row takes text or text_base64, not both");
        assert_eq!(row(json!({ "id": 1 }), command), "a row needs either text or text_base64");
        let coded = json!({ "id": 1, "text_base64": "???" });
        assert_eq!(row(coded, command), "text_base64 is not valid base64");
        let profile = json!({ "id": 1, "text": POLICY, "profile": "poem" });
        assert!(row(profile, command).contains("unknown variant"), "{command}");
    }
    let none = json!({ "id": 1, "path": "a", "operation": "read" });
    assert_eq!(row(none, "can"), "a row needs policies, or name some with --policy");
}
