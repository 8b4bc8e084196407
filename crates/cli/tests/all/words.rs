//! What the command line says of runs that cannot be: what is empty, what is not there, what is not a policy.

use crate::support;

use serde_json::Value;
use support::{files, report_in, run, run_in, told};

const GOOD: &str = "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n";
const BAD: &str = "path \"kv/a\" {\n  capabilities = [\"raed\"]\n}\n";
const VALUES: &str = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n";

#[test]
fn an_empty_policy_is_rejected_and_one_of_blanks_is_accepted() {
    let folder = files("empty", &[("empty.hcl", ""), ("blank.hcl", " \n"), ("empty.yaml", "")]);
    let (code, out, _) = run_in(&folder, &["check", "empty.hcl"], "");
    assert!(code == 1 && out.contains("error[text-empty]"), "{out}");
    assert!(out.contains("Vault rejects this policy.") && !out.contains("accepts"), "{out}");
    let (code, out, _) = run_in(&folder, &["check", "blank.hcl"], "");
    assert!(code == 0 && out.contains("warning[text-empty]"), "{out}");
    assert_eq!(run_in(&folder, &["explain", "empty.hcl"], "").0, 1);
    // What was found and not named is not reported.
    assert_eq!(run_in(&folder, &["check", "--allow-unknown", "."], "").0, 0);
}

#[test]
fn a_release_that_is_not_known_is_said_of_the_file() {
    let tag = |tag: &str| format!("image:\n  tag: \"{tag}\"\n");
    for (version, known) in [("2.1.0", false), ("9.9.9", false), ("2.0.99", true)] {
        let (code, out, _) = run(&["check", "--kind", "helm-overrides", "-"], &tag(version));
        assert_eq!(out.contains("info[image-tag-not-known]"), !known, "{version}: {out}");
        assert_eq!(code, 0, "{out}");
    }
    for version in ["v202508-1", "1.3.0", "1.9"] {
        let (code, _, messages) = run(&["check", "--tfe", version, "-"], GOOD);
        assert!(code == 2 && messages.contains("is not known"), "{version}: {messages}");
    }
    assert_eq!(run(&["check", "--vault", "1.99", "-"], GOOD).0, 2);
}

#[test]
fn settings_of_a_config_map_are_checked_one_by_one() {
    let map = "apiVersion: v1\ndata:\n  TFE_HOSTNAME: https://a.example.com\n  TFE_OPERATIONAL_MODE: actve\n  TFE_OBJECT_STORAGE_TYPE: s33\n  TFE_DATABASE_HOST: db.example.com:5432\n  TFE_HTTP_PORT: \"8080\"\n  TFE_RUN_PIPELINE_DRIVER: kubernetes\nkind: ConfigMap\nmetadata:\n  name: @\n";
    for name in ["terraform-enterprise-env-config", "x"] {
        let (code, out, _) = run(&["check", "--format", "json", "-"], &map.replace('@', name));
        let report: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(report["documents"][0]["kind"], "kubernetes-manifest");
        let found = report["documents"][0]["findings"].as_array().unwrap().iter();
        let found: Vec<(&str, u64)> = found
            .map(|f| (f["rule"].as_str().unwrap(), f["span"]["line"].as_u64().unwrap()))
            .collect();
        assert_eq!(
            found,
            [
                ("settings-of-a-config-map", 3),
                ("hostname-malformed", 3),
                ("value-not-allowed", 4),
                ("value-not-allowed", 5)
            ]
        );
        assert_eq!(code, 1);
    }
    let good = map
        .replace('@', "x")
        .replace("https://", "")
        .replace("actve", "active-active")
        .replace("s33", "s3");
    let (code, out, _) = run(&["check", "-"], &good);
    assert!(code == 0 && out.contains("settings-of-a-config-map"), "{out}");
    assert!(!out.contains("No findings") && out.contains("1 info"), "{out}");
}

#[test]
fn a_run_does_not_read_its_own_files() {
    let folder = files("own-files", &[("a.hcl", BAD)]);
    for args in [
        &["check", "--format", "json", "--output", "report.json", "."][..],
        &["check", "--format", "sarif", "--output", "s.json", "."],
        &["check", "--format", "gitlab", "--output", "g.json", "."],
    ] {
        let first = run_in(&folder, args, "").1;
        assert_eq!(run_in(&folder, args, "").1.contains("skipped"), first.contains("skipped"));
    }
    assert_eq!(told(&report_in(&folder, &["."])), ["a.hcl: unknown-capability"]);
    let (code, _, messages) = run_in(&folder, &["check", "s.json"], "");
    assert!(code == 2 && messages.contains("it looks like a SARIF log"), "{messages}");
    let folder = files("own-baseline", &[("a.hcl", GOOD), ("tfe-check.toml", "")]);
    let args = ["check", "--baseline", "known.json", "."];
    run_in(&folder, &args, "");
    let (_, out, _) = run_in(&folder, &args, "");
    assert!(!out.contains("skipped"), "{out}");
}

#[test]
fn standard_input_and_output_are_what_they_can_be() {
    let (code, _, messages) = run(&["check", "--watch", "-"], GOOD);
    assert_eq!(
        (code, messages.as_str()),
        (2, "tfe-check: --watch needs files, not standard input\n")
    );
    let folder = files("stdout", &[("a.hcl", BAD)]);
    let (code, out, _) =
        run_in(&folder, &["check", "--format", "json", "--output", "-", "a.hcl"], "");
    assert!(code == 1 && serde_json::from_str::<Value>(&out).is_ok(), "{out}");
    assert!(!folder.join("-").exists());
}

#[test]
fn what_is_not_searched_is_said() {
    let folder = files("hidden", &[(".gitlab-ci.yml", VALUES)]);
    let (code, _, messages) = run_in(&folder, &["check", "."], "");
    assert!(code == 2 && messages.contains("hidden, ignored and excluded files"), "{messages}");
    assert!(run(&["check", "--help"], "").1.contains("hidden files"));
}

#[test]
fn export_says_what_a_file_is_instead_and_writes_as_terraform_does() {
    let folder = files("export", &[("overrides.yaml", VALUES), ("a.hcl", GOOD)]);
    for args in [&["export", "overrides.yaml"][..], &["export", "--fixed", "overrides.yaml"]] {
        let (code, _, messages) = run_in(&folder, args, "");
        assert!(
            code == 2 && messages.contains("this is not a policy; its kind is Helm values"),
            "{messages}"
        );
    }
    let (_, out, _) = run_in(&folder, &["export", "--as", "terraform", "a.hcl"], "");
    assert!(out.contains("  name   = \"tfe\"\n  policy = <<EOT\n"), "{out}");
}

#[test]
fn lists_of_rules_are_never_silently_empty() {
    let (code, out, messages) = run(&["rules", "list", "zzzz"], "");
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(messages, "tfe-check: no rule has zzzz in its name or title\n");
    let (code, out, _) = run(&["rules", "list", "--kind", "approle"], "");
    assert!(code == 0 && out.contains("approle-token-ends"), "{out}");
    assert!(run(&["man", "check"], "").1.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_command_says_its_exit_codes() {
    for command in ["check", "explain", "can", "export", "upgrade"] {
        let (_, out, _) = run(&[command, "--help"], "");
        assert!(out.contains("Exit codes:\n  0 "), "{command}: {out}");
    }
}
