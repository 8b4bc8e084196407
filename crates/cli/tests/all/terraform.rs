//! Terraform files: what works stays silent, what does not is reported and fixed at its own place.

use crate::support;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use support::{WHOLE, files, folder, report_in, run, run_in, told, with, without};

fn works() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all/terraform/works")
}

#[test]
fn files_that_work_are_silent() {
    let mut names: Vec<String> = fs::read_dir(works())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 25);
    let mut wrong = Vec::new();
    for name in &names {
        let report = report_in(&works(), &[name]);
        assert_eq!(report["documents"][0]["kind"], "terraform", "{name}");
        let summary = &report["summary"];
        if summary["error"] != 0 || summary["warning"] != 0 {
            wrong.extend(told(&report));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The policy as it was before the article, in each form that Terraform has.
fn before_the_article(form: &str) -> String {
    let policy = without(&["backup"]).replace("[\"read\", \"create\"", "[\"create\"");
    let indented: String = policy.lines().map(|l| format!("    {l}\n")).collect();
    let rule = |line: &str| {
        let (path, list) = (line.split('"').nth(1).unwrap(), line.find('[').unwrap());
        let list = &line[list..=line.find(']').unwrap()];
        format!(
            "  rule {{\n    path         = \"{path}\"\n    capabilities = {list} # kept\n  }}\n"
        )
    };
    let blocks: String = policy.lines().map(rule).collect();
    let quoted = policy.replace('"', "\\\"").replace('\n', "\\n");
    let resource = |policy: &str| {
        format!("resource \"vault_policy\" \"tfe\" {{\n  name = \"tfe\"\n{policy}}}\n")
    };
    match form {
        "heredoc" => resource(&format!("  policy = <<EOT\n{policy}EOT\n")),
        "indented" => resource(&format!("  policy = <<-EOT\n{indented}  EOT\n")),
        "quoted" => resource(&format!("  policy = \"{quoted}\"\n")),
        "local" => format!(
            "locals {{\n  text = <<-EOT\n{indented}  EOT\n}}\n{}",
            resource("  policy = local.text\n")
        ),
        "document" => format!("data \"vault_policy_document\" \"tfe\" {{\n{blocks}}}\n"),
        _ => panic!("{form}"),
    }
}

#[test]
fn what_is_missing_is_reported_and_added_in_the_form_of_the_file() {
    for form in ["heredoc", "indented", "quoted", "local", "document"] {
        let text = before_the_article(form);
        let folder = files("form", &[("main.tf", &text)]);
        let report = report_in(&folder, &["main.tf"]);
        let expected = [
            "main.tf: transit-backup-missing",
            "main.tf: transit-backup-missing",
            "main.tf: transit-key-read-missing",
            "main.tf: transit-key-read-missing",
        ];
        assert_eq!(told(&report), expected, "{form}");
        for finding in report["documents"][0]["findings"].as_array().unwrap() {
            let span = &finding["span"];
            let at = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
            let marked = &text[at("start")..at("end")];
            assert!(marked.contains("create") || marked.contains("transit/"), "{form}: {marked}");
        }
        let (code, _, _) = run_in(&folder, &["check", "--fix", "main.tf"], "");
        let fixed = fs::read_to_string(folder.join("main.tf")).unwrap();
        assert_eq!(code, 0, "{form}\n{fixed}");
        assert!(told(&report_in(&folder, &["main.tf"])).is_empty(), "{form}\n{fixed}");
        assert_eq!(fixed.matches("# kept").count(), text.matches("# kept").count());
    }
}

#[test]
fn a_missing_rule_is_added_as_a_rule_block() {
    let folder = files("block", &[("main.tf", &before_the_article("document"))]);
    run_in(&folder, &["check", "--fix", "main.tf"], "");
    let fixed = fs::read_to_string(folder.join("main.tf")).unwrap();
    let block = "  }\n\n  rule {\n    path         = \"transit/backup/atlas_*\"\n    capabilities = [\"read\"]\n    description  = \"To export the keys of variables and settings into a backup.\"\n  }\n";
    assert!(fixed.contains(block), "{fixed}");
    assert!(fixed.contains("[\"create\", \"update\", \"read\"] # kept"), "{fixed}");
}

#[test]
fn problems_of_an_embedded_policy_stand_at_their_place() {
    let text = "resource \"vault_policy\" \"a\" {\n  name = \"a\"\n  policy = <<-EOT\n    path \"kv/$${a}/*\" {\n      capabilities = [\"raed\"]\n    }\n  EOT\n}\n";
    let folder = files("place", &[("a.tf", text)]);
    let report = report_in(&folder, &["a.tf"]);
    assert_eq!(told(&report), ["a.tf: unknown-capability"]);
    let finding = &report["documents"][0]["findings"][0];
    assert_eq!((&finding["span"]["line"], &finding["span"]["column"]), (&json!(5), &json!(23)));
    assert_eq!(report["documents"][0]["accepted"], false);
    let fixed = report["documents"][0]["fixed"].as_str().unwrap();
    assert_eq!(fixed, text.replace("raed", "read"));
}

#[test]
fn two_policies_of_a_file_are_asked_together() {
    let (transit, system) = (with(&["transit"]), without(&["transit", "sys/mounts"]));
    let policy = |name: &str, text: &str| {
        format!("resource \"vault_policy\" \"{name}\" {{\n  policy = <<EOT\n{text}EOT\n}}\n")
    };
    let text = policy("transit", &transit) + &policy("system", &system);
    let folder = files("two", &[("main.tf", &text)]);
    assert_eq!(told(&report_in(&folder, &["main.tf"])), ["main.tf: mounts-read-missing"]);
}

#[test]
fn what_terraform_fills_in_gives_no_alarm_and_what_it_cannot_touch_is_checked() {
    let resource = |policy: &str| {
        format!("resource \"vault_policy\" \"a\" {{\n  policy = <<EOT\n{policy}EOT\n}}\n")
    };
    let lacking = without(&["backup/atlas"]);
    let elsewhere = "path \"secret/data/${var.team}/*\" { capabilities = [\"read\"] }\n";
    let anywhere = "path \"${var.mount}/backup/*\" { capabilities = [\"read\"] }\n";
    let folder = files(
        "filled",
        &[
            ("judged.tf", &resource(&(lacking.clone() + elsewhere))),
            ("open.tf", &resource(&(lacking + anywhere))),
            ("list.tf", &resource("path \"kv/a\" { capabilities = [\"${var.c}\", \"raed\"] }\n")),
        ],
    );
    assert_eq!(told(&report_in(&folder, &["judged.tf"])), ["judged.tf: transit-backup-missing"]);
    assert_eq!(told(&report_in(&folder, &["open.tf"])), ["open.tf: terraform-policy-filled-in"]);
    assert_eq!(told(&report_in(&folder, &["list.tf"])), ["list.tf: unknown-capability"]);
}

const RELEASE: &str = r#"resource "helm_release" "tfe" {
  name  = "terraform-enterprise"
  chart = "terraform-enterprise"
"#;

#[test]
fn values_of_the_chart_are_checked_where_they_stand() {
    let values = "  values = [<<-EOT\n    serviceAcount:\n      enabled: true\n    env:\n      secretRefs:\n        - name: tfe\n      variables:\n        TFE_HOSTNAME: ${var.fqdn}\n        TFE_CAPACITY_MEMORY: 1048576\n  EOT\n  ]\n}\n";
    let text = format!("{RELEASE}{values}");
    let folder = files("values", &[("main.tf", &text)]);
    let report = report_in(&folder, &["main.tf"]);
    let told = told(&report);
    for rule in ["unknown-chart-key", "number-rewritten"] {
        assert!(told.contains(&format!("main.tf: {rule}")), "{told:?}");
    }
    let fixed = report["documents"][0]["fixed"].as_str().unwrap();
    assert!(fixed.contains("        TFE_CAPACITY_MEMORY: \"1048576\"\n"), "{fixed}");
}

#[test]
fn keys_of_yamlencode_and_set_are_checked() {
    let text = format!(
        "{RELEASE}  values = [yamlencode({{ replicaCounts = 3, openshift = {{ enabled = \"false\" }} }}), file(\"x.yaml\")]\n  set {{\n    name  = \"env.variables.TFE_HOSTNAEM\"\n    value = \"x\"\n  }}\n  set_sensitive = [{{ name = \"env.secrets.TFE_LICENSSE\", value = \"hunter2hunter2\" }}]\n}}\n"
    );
    let folder = files("set", &[("main.tf", &text), ("x.yaml", "replicaCount: 1\n")]);
    let expected = [
        "main.tf: boolean-in-quotes",
        "main.tf: setting-misspelt",
        "main.tf: setting-misspelt",
        "main.tf: terraform-text-elsewhere",
        "main.tf: unknown-chart-key",
    ];
    let report = report_in(&folder, &["main.tf"]);
    assert_eq!(told(&report), expected);
    let misspelt = &report["documents"][0]["findings"][3];
    assert_eq!(misspelt["span"]["line"], 6, "{misspelt}");
    let (_, out, _) = run_in(&folder, &["check", "main.tf"], "");
    assert!(!out.contains("hunter2"), "{out}");
    let both = told(&report_in(&folder, &["main.tf", "x.yaml"]));
    assert!(!both.iter().any(|t| t.contains("elsewhere")), "{both:?}");
}

#[test]
fn the_content_decides_and_the_name_breaks_ties() {
    let values = "env:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n";
    let all = [
        ("a.tf", "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n", "vault-policy"),
        ("b.tf", values, "helm-overrides"),
        ("c.tf", "moved {\n  from = a.b\n  to   = a.c\n}\n", "terraform"),
        ("d.tfvars", "name = \"a\"\n", "terraform"),
    ];
    let folder = files("name", &all.map(|(name, text, _)| (name, text)));
    for (name, _, kind) in all {
        assert_eq!(report_in(&folder, &[name])["documents"][0]["kind"], kind, "{name}");
    }
}

#[test]
fn explain_and_can_read_the_policies_of_a_file() {
    let text = before_the_article("indented");
    let folder = files("ask", &[("main.tf", &text), ("works.tf", &with_policy(WHOLE))]);
    let (code, out, _) = run_in(&folder, &["explain", "main.tf"], "");
    assert_eq!(code, 0);
    assert!(out.starts_with("main.tf:4 vault_policy.tfe\n"), "{out}");
    assert!(out.contains("line 10: transit/keys/archivist_*"), "{out}");
    let (_, out, _) = run_in(&folder, &["explain", "--format", "json", "main.tf"], "");
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["parts"][0]["profile"], "tfe-external-vault");
    let ask =
        |file| run_in(&folder, &["can", "--policy", file, "read", "transit/backup/atlas_x"], "");
    assert_eq!(
        ask("main.tf").1,
        "denied: read transit/backup/atlas_x\n  no rule matches this path\n"
    );
    let (code, out, _) = ask("works.tf");
    assert_eq!(code, 0);
    assert!(out.contains("by works.tf:16 \"transit/backup/atlas_*\""), "{out}");
}

fn with_policy(policy: &str) -> String {
    format!("resource \"vault_policy\" \"tfe\" {{\n  policy = <<EOT\n{policy}EOT\n}}\n")
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = folder("unread");
    fs::write(folder.join("a.tf"), "resource \"x\" \"y\" {\n  a = = 1\n}\n").unwrap();
    let (code, _, message) = run_in(&folder, &["can", "--policy", "a.tf", "read", "a"], "");
    assert!(code == 2 && message.contains("line 2"), "{message}");
    let (code, _, message) = run(
        &["can", "read", "a"],
        &before_the_article("document").replace("\"transit/sign/atlas_*\"", "var.p"),
    );
    assert!(code == 2 && message.contains("filled in later"), "{message}");
}
