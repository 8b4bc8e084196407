//! What is around a text: each is checked where it is, and nothing is said of the rest.

use tfe_check::{Document, Options, Severity, check, kind};

const POLICY: &str = "path \"sys/storage/raft/snapshot\" {\n  capabilities = [\"raed\"]\n}\n";

const VALUES: &str = "replicaCount: 2\nenv:\n  variables:\n    TFE_HOSTNAME: tfe.example.com\n    TFE_OBJECT_STORAGE_TYPE: gcs\n";

/// What is told of values that are only the beginning of a file.
const MISSING: [&str; 3] = ["secrets-not-here", "database-setting-missing", "redis-host-missing"];

/// The rules that are told of a text, but for what is only worth knowing.
fn told(name: &str, text: &str) -> Vec<String> {
    let report = check(&[Document::new(name, text)], &Options::default());
    let all = report.documents.iter().flat_map(|document| &document.findings);
    let all = all.filter(|f| f.severity > Severity::Info).map(|f| f.rule.clone());
    all.filter(|rule| !MISSING.contains(&rule.as_str())).collect()
}

fn indented(text: &str, by: usize) -> String {
    let blanks = " ".repeat(by);
    text.lines().map(|line| format!("{blanks}{line}\n")).collect()
}

#[test]
fn values_next_to_commands_that_write_roles_are_checked() {
    let role = "vault write auth/approle/role/tfe token_policies=tfe token_period=24h\n";
    for text in [
        format!("{VALUES}\n{role}"),
        format!("Hi,\n\nthe values:\n\n{VALUES}\nand what I ran:\n\n{role}\nBob\n"),
        format!("Hi,\n\nI ran this:\n\n{role}\nThe values are these:\n\n{VALUES}\nBob\n"),
        format!("$ cat overrides.yaml\n{VALUES}$ {role}"),
    ] {
        assert_eq!(told("mail.txt", &text), ["value-not-allowed"], "{text}");
    }
}

#[test]
fn a_policy_and_values_in_a_short_mail_are_two_texts() {
    let labels = [
        ("policy:", "values:"),
        ("**Policy**", "**Values**"),
        ("1. the policy", "2. the values"),
        ("tfe.hcl:", "overrides.yaml:"),
        ("# policy", "# values"),
        ("", ""),
    ];
    for (first, second) in labels {
        let text = format!("Hi,\n\n{first}\n\n{POLICY}\n{second}\n\n{VALUES}\nBob\n");
        assert_eq!(told("mail.txt", &text), ["unknown-capability", "value-not-allowed"], "{text}");
    }
}

/// Not everybody puts each text into a block: what is in none is checked as what is in one.
#[test]
fn texts_in_blocks_and_without_are_all_checked() {
    let log = "2026-03-11T08:14:02.117Z [ERROR] terraform-enterprise: upgrade: err=\"failed to meet upgrade requirements: missing required releases: v202406-1\"\n";
    let manifest = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: vault-snapshot\ndata:\n  VAULT_ADDR: https://vault.example.com:8200\n";
    let variables = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.example.org:8200\nTFC_VAULT_RUN_ROEL=tfe\n";
    let all = [
        (POLICY, "unknown-capability"),
        (VALUES, "value-not-allowed"),
        (log, "upgrade-refused"),
        (manifest, "secret-data-not-base64"),
        (variables, "run-variable-misspelt"),
    ];
    let fenced = |text: &str| format!("```\n{text}```\n");
    for (first, one) in all {
        for (second, other) in all.iter().filter(|(_, other)| *other != one) {
            for (first, second) in [
                (fenced(first), (*second).to_owned()),
                (first.to_owned(), fenced(second)),
                (fenced(first), fenced(second)),
            ] {
                let text = format!(
                    "Hi,\n\nthis is the first one:\n\n{first}\nAnd the second one:\n\n{second}\nThanks,\nAnna\n"
                );
                let told = told("mail.txt", &text);
                let both = [one, other].iter().all(|rule| told.iter().any(|own| own == rule));
                assert!(both, "{one} and {other}: {told:?}\n{text}");
            }
        }
    }
}

/// Documentation leaves out what is in a rule.
#[test]
fn a_rule_whose_content_is_left_out_is_not_judged() {
    let rule = "path \"secret/foo\" {\n  capabilities = [\"read\"]\n}\n";
    for elided in
        ["{ ... }", "{...}", "{ … }", "{\n  ...\n}", "{\n  # ...\n}", "{\n  [...]\n  # ...\n}"]
    {
        for path in ["secret/bar", "transit/encrypt/atlas_*"] {
            let text = format!("Add this:\n\n```hcl\n{rule}\npath \"{path}\" {elided}\n```\n");
            assert_eq!(told("page.md", &text), [""; 0], "{text}");
        }
    }
}

/// `git format-patch` ends its mail with the version of Git.
#[test]
fn a_patch_in_a_mail_is_read_up_to_its_signature() {
    let added: String =
        VALUES.replace("gcs", "google").lines().map(|line| format!("+{line}\n")).collect();
    let count = added.lines().count();
    for sign in ["-- \n2.40.1\n", "--\n2.40.1.windows.1\n\n", ""] {
        let text = format!(
            "From 1234567890abcdef1234567890abcdef12345678 Mon Sep 17 00:00:00 2001\nFrom: Anna <a@b.example>\nDate: Mon, 30 Nov 2026 10:00:00 +0100\nSubject: [PATCH] Add values\n\n---\ndiff --git a/overrides.yaml b/overrides.yaml\nnew file mode 100644\n--- /dev/null\n+++ b/overrides.yaml\n@@ -0,0 +1,{count} @@\n{added}{sign}"
        );
        let told = told("a.patch", &text);
        assert!(!told.contains(&"colon-missing".to_owned()), "{told:?}\n{text}");
    }
}

/// Documentation shows the same rule in both languages.
#[test]
fn a_policy_in_json_is_a_text_of_its_own() {
    let hcl = "path \"secret/foo\" {\n  capabilities = [\"read\"]\n}\n";
    let json = "{\n  \"path\": {\n    \"secret/foo\": {\n      \"capabilities\": [\"read\"]\n    }\n  }\n}\n";
    for (first, second) in [(hcl, json), (json, hcl), (json, json)] {
        for (begin, end) in [("```\n", "```\n"), ("----\n", "----\n"), ("{code}\n", "{code}\n")] {
            let text =
                format!("In HCL:\n\n{begin}{first}{end}\nAnd in JSON:\n\n{begin}{second}{end}");
            assert_eq!(told("page.md", &text), [""; 0], "{text}");
            let wrong = text.replace("[\"read\"]", "[\"raed\"]");
            assert_eq!(told("page.md", &wrong), ["unknown-capability"], "{wrong}");
        }
    }
}

#[test]
fn the_head_of_a_page_and_its_sentences_are_no_texts_of_ours() {
    for head in ["---\ntitle: Our TFE\nimage: /img/tfe.png\ntls: yes\n---\n\n", ""] {
        let text = format!(
            "{head}# Vault\n\nGive it `path \"kv/a\" {{ capabilities = [\"raed\"] }}` first.\nimage: see below.\n\n```hcl\n{POLICY}```\n"
        );
        assert_eq!(told("page.md", &text), ["unknown-capability"], "{text}");
    }
}

/// Pages whose blocks were lost when they were copied, one after the other.
#[test]
fn rules_values_and_errors_of_pages_without_blocks_are_all_found() {
    let sentences = "This page tells how it is done.\n".repeat(7);
    let policy = "The following policy is needed: path \"sys/storage/raft/snapshot\" {\n  capabilities = [\"raed\"]\n}Outcome\n";
    let values = "env:\n  variables:\n    TFE_OBJECT_STORAGE_TYPE: gcs\n    TFE_REDIS_USE_TLS: trueOutcome\n";
    let error = "transit/handler: error transmitting backup: error=\"error populating atlas data in snapshot: Error making API request.URL: GET https://v:8200/v1/transit/keys/archivist_kdfCode: 403. Errors:* 1 error occurred:* permission denied\"\n";
    let text = format!("{sentences}{error}{policy}{sentences}{values}{sentences}");
    let told = told("page.txt", &text);
    for rule in ["unknown-capability", "value-not-allowed", "backup-without-keys"] {
        assert!(told.iter().any(|own| own == rule), "{rule}: {told:?}\n{text}");
    }
}

#[test]
fn commands_in_quotes_are_a_script() {
    let policy = |marker: &str| format!("vault policy write a - <<{marker}\n{POLICY}EOF\n");
    for shell in ["ssh vault-0 ", "kubectl exec vault-0 -- sh -c ", "sudo bash -c "] {
        let text = format!("{shell}'{}'\n", policy("EOF"));
        assert_eq!(told("a.txt", &text), ["unknown-capability"], "{text}");
        let quoted = policy("EOF").replace('"', "\\\"");
        let text = format!("{shell}\"{quoted}\"\n");
        assert_eq!(told("a.txt", &text), ["unknown-capability"], "{text}");
    }
    let inside = format!("cat > o.yaml <<EOF\n{VALUES}EOF\nhelm upgrade -i tfe a/b -f o.yaml\n");
    for text in [
        format!("ssh host '\n{inside}'\n"),
        format!("ssh host bash <<'SCRIPT'\nset -e\n{inside}SCRIPT\n"),
        format!("sudo bash <<'SCRIPT'\n{inside}SCRIPT\n"),
    ] {
        assert_eq!(told("a.txt", &text), ["value-not-allowed"], "{text}");
    }
}

#[test]
fn scripts_and_files_of_terraform_are_looked_into() {
    let script =
        format!("#!/bin/bash\ncat > a.hcl <<'EOP'\n{POLICY}EOP\nvault policy write a a.hcl\n");
    let values = format!("cat > a.yaml <<'EOP'\n{VALUES}EOP\nhelm upgrade tfe a/b -f a.yaml\n");
    let resource = |text: &str| {
        let text = indented(text, 4);
        format!("resource \"aws_instance\" \"a\" {{\n  user_data = <<-EOF\n{text}  EOF\n}}\n")
    };
    assert_eq!(told("a.tf", &resource(&script)), ["unknown-capability"]);
    assert_eq!(told("a.tf", &resource(&values)), ["value-not-allowed"]);
    assert_eq!(told("a.tf", &resource(VALUES)), ["value-not-allowed"]);
    let release = format!(
        "locals {{\n  v = <<-EOF\n{}  EOF\n}}\nresource \"helm_release\" \"tfe\" {{\n  chart = \"terraform-enterprise\"\n  values = [local.v]\n}}\n",
        indented(VALUES, 4)
    );
    assert_eq!(told("a.tf", &release), ["value-not-allowed"]);
}

/// A command of a provisioner is mostly one line.
#[test]
fn commands_of_terraform_are_looked_into() {
    let resource = |command: &str| {
        format!(
            "resource \"null_resource\" \"p\" {{\n  provisioner \"local-exec\" {{\n    command = {command}\n  }}\n}}\n"
        )
    };
    let rule = |capability: &str| {
        format!("path \\\"secret/a\\\" {{ capabilities = [\\\"{capability}\\\"] }}")
    };
    let bad = rule("raed");
    for command in [
        format!("\"echo '{bad}' | vault policy write a -\""),
        format!("\"vault policy write a - <<< '{bad}'\""),
        format!("\"printf '%s' '{bad}' > a.hcl && vault policy write a a.hcl\""),
        format!("\"cd /tmp; echo '{bad}' | vault policy write ${{var.name}} -\""),
        format!("<<EOF\nset -e\necho '{}' | vault policy write a -\nEOF", bad.replace('\\', "")),
    ] {
        assert_eq!(told("a.tf", &resource(&command)), ["unknown-capability"], "{command}");
    }
    let good = format!("\"echo '{}' | vault policy write a -\"", rule("read"));
    assert_eq!(told("a.tf", &resource(&good)), [""; 0]);
}

#[test]
fn an_error_message_is_one_with_a_prompt_or_a_greeting_too() {
    let error = "Error making API request.\n\nURL: GET https://v.example.com/v1/transit/keys/archivist_kdf\nCode: 403. Errors:\n\n* 1 error occurred:\n\t* permission denied\n";
    for text in [
        format!("$ vault read transit/keys/archivist_kdf\n{error}"),
        format!("Hi,\n\n{error}\nThanks\n"),
    ] {
        assert_eq!(told("a.txt", &text), ["vault-call-denied"], "{text}");
    }
}

#[test]
fn the_head_of_a_saved_mail_is_no_part_of_its_text() {
    let head = "From: Bob <bob@example.com>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nX-Mailer: a\n";
    assert_eq!(told("a.eml", &format!("{head}\nHi Anna,\n\n{POLICY}")), ["unknown-capability"]);
    assert_eq!(told("a.eml", &format!("{head}\nHi Anna,\n\n{VALUES}")), ["value-not-allowed"]);
}

#[test]
fn resources_of_a_kustomization_are_not_those_of_the_chart() {
    let patch = format!(
        "  - target: {{kind: HelmRelease}}\n    patch: |\n      apiVersion: helm.toolkit.fluxcd.io/v2\n      kind: HelmRelease\n      metadata:\n        name: terraform-enterprise\n      spec:\n        values:\n{}",
        indented(VALUES, 10)
    );
    for head in [
        "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n",
        "kind: Kustomization\n",
    ] {
        let text = format!("{head}resources: [../base]\npatches:\n{patch}");
        assert_eq!(told("kustomization.yaml", &text), ["value-not-allowed"], "{text}");
    }
}

#[test]
fn a_jenkinsfile_is_checked_where_its_texts_are() {
    let steps = |body: &str| {
        format!(
            "pipeline {{\n  agent any\n  stages {{\n    stage('a') {{\n      steps {{\n        sh '''\n{body}'''\n      }}\n    }}\n  }}\n}}\n"
        )
    };
    let policy = format!("set -e\nvault policy write a - <<EOF\n{POLICY}EOF\n");
    let values = format!("cat > a.yaml <<'EOF'\n{VALUES}EOF\nhelm upgrade tfe a/b -f a.yaml\n");
    assert_eq!(told("Jenkinsfile", &steps(&policy)), ["unknown-capability"]);
    assert_eq!(told("Jenkinsfile", &steps(&values)), ["value-not-allowed"]);
    let page = format!("# How\n\n```groovy\n{}```\n", steps(&values));
    assert_eq!(told("a.md", &page), ["value-not-allowed"]);
}

#[test]
fn backticks_may_be_on_the_lines_of_a_text() {
    for text in [
        format!("```\n{}```\n", POLICY.trim_end()),
        format!("see ```{}``` please\n", POLICY.trim_end()),
        format!("```hcl\n{}``` is it\n", POLICY.trim_end()),
    ] {
        assert_eq!(told("a.txt", &text), ["markdown-fence", "unknown-capability"], "{text}");
    }
}

/// With what others say before and after it, the block is one of a page: nobody saves it as a file.
#[test]
fn a_block_that_ends_on_its_last_line_is_one_of_a_chat() {
    for start in ["```", "```\n"] {
        let block = format!("{start}{}```", POLICY.trim_end());
        let text =
            format!("Anna  9:12\nthis is the policy\n{block}\nBob  9:15\nlooks fine to me\n");
        assert_eq!(told("a.txt", &text), ["unknown-capability"], "{text}");
    }
}

#[test]
fn names_behind_the_times_of_a_chat_or_a_log_go_with_them() {
    for start in [
        "[24.11.26, 09:12:00] Anna: ",
        "[11/24/26, 9:12:00 AM] Anna Smith: ",
        "24/11/2026, 09:12 - Anna: ",
        "Nov 24 09:12:01 vault-0 cloud-init[1234]: ",
        "2026-11-24T09:12:01+0100 vault-0 bash[12]: ",
        "2026-11-24T09:12:01.123456+01:00 vault-0 vault: ",
    ] {
        let text: String = POLICY.lines().map(|line| format!("{start}{line}\n")).collect();
        assert_eq!(told("a.txt", &text), ["mail-quote-marks", "unknown-capability"], "{text}");
    }
}

#[test]
fn values_in_programs_and_in_the_blocks_of_other_files_are_checked() {
    for text in [
        format!("import yaml\n\nv = yaml.safe_load(\"\"\"\n{VALUES}\"\"\")\n"),
        format!("import * as k8s from \"@pulumi/kubernetes\";\nconst v = `\n{VALUES}`;\n"),
        format!("package main\n\nconst v = `\n{VALUES}`\n"),
        format!(
            "- hosts: a\n  tasks:\n    - ansible.builtin.copy:\n        dest: a.yaml\n        content: |\n{}",
            indented(VALUES, 10)
        ),
        format!(
            "services:\n  a:\n    image: b\nconfigs:\n  v:\n    content: |\n{}",
            indented(VALUES, 6)
        ),
    ] {
        assert_eq!(told("a.txt", &text), ["value-not-allowed"], "{text}");
    }
}

/// Lines of another language are reported once, and nothing is changed in them without a look.
#[test]
fn lines_of_another_language_are_reported_once() {
    let policy = POLICY.replace("raed", "read");
    for before in ["set -e\n", "Content-Type: text/plain; charset=utf-8\n\n", "p = \"\"\"\n"] {
        let text = format!("{before}{policy}");
        assert_eq!(told("a.hcl", &text), ["foreign-lines"], "{text}");
        let report = check(&[Document::new("a.hcl", text.as_str())], &Options::default());
        assert_eq!(report.documents[0].kind, Some(kind::VAULT_POLICY), "{text}");
        let fixed = report.documents[0].fixed.as_deref();
        assert!(fixed.is_none_or(|fixed| fixed == text), "{text}");
    }
}

/// Blocks of Markdown are indented, whatever is said above them.
#[test]
fn values_are_checked_below_any_words() {
    let block = indented(&VALUES.replace("tfe.example.com", "https://tfe.example.com"), 4);
    for (above, below) in [
        ("Hey all, getting 403s", "Any ideas?"),
        ("# TFE values", "Bob says the pod crashes."),
        ("Values below:", "Thanks, Bob"),
        ("Hi all", "What is wrong here"),
        ("The values that we use", ""),
    ] {
        let text = format!("{above}\n\n{block}\n{below}\n");
        assert_eq!(told("", &text), ["hostname-malformed", "value-not-allowed"], "{text}");
    }
}

/// Each shows the policy, and nothing but its own slip is told.
#[test]
fn policies_in_what_programs_show_and_write_are_checked() {
    let line = "path \"sys/storage/raft/snapshot\" { capabilities = [\"raed\"] }";
    let stamped: String =
        POLICY.lines().map(|l| format!("[2026-11-30T10:00:00.123Z] {l}\n")).collect();
    for text in [
        format!("+ cat tfe.hcl\n{POLICY}[Pipeline] // stage\n[Pipeline] }}\n"),
        format!(
            "[2026-11-30T10:00:00.123Z] + cat tfe.hcl\n{stamped}[2026-11-30T10:00:00.123Z] [Pipeline] }}\n"
        ),
        format!(
            "FROM hashicorp/vault:1.18\nRUN echo '{line}' > /policies/a.hcl\nCMD [\"vault\"]\n"
        ),
        format!("```csharp\nvar p = @\"{}\";\n```\n", line.replace('"', "\"\"")),
        format!("The page:\n\n\\`\\`\\`hcl\n{POLICY}\\`\\`\\`\n\nThat is all of it.\n"),
        format!("id,policy\n1,\"{}\"\n2,none\n", POLICY.replace('"', "\"\"")),
        format!("id;policy\r\n1;\"{}\"\r\n", POLICY.replace('"', "\"\"").replace('\n', "\r\n")),
    ] {
        let mut told = told("", &text);
        told.retain(|rule| {
            !["foreign-lines", "mail-quote-marks", "markdown-fence"].contains(&rule.as_str())
        });
        assert_eq!(told, ["unknown-capability"], "{text}");
    }
}

/// What looks like ours in files of other programs.
#[test]
fn nothing_is_told_of_what_others_read() {
    for text in [
        "{\n  \"type\": \"object\",\n  \"properties\": {\n    \"capabilities\": { \"type\": \"object\" },\n    \"path\": { \"type\": \"string\" }\n  }\n}\n",
        "Name:         terraform-enterprise-env-config\nNamespace:    tfe\n\nData\n====\nTFE_HOSTNMAE:\n----\ntfe.example.com\n\nEvents:  <none>\n",
        "namespace \"default\" {\n  variables {\n    path \"test/*\" {\n      capabilities = [\"write\", \"destroy\"]\n    }\n  }\n}\n",
        "#!/bin/sh\ncat > p.hcl <<EOF\nnamespace \"default\" {\n  variables {\n    path \"test/*\" {\n      capabilities = [\"destroy\"]\n    }\n  }\n}\nEOF\nnomad acl policy apply p p.hcl\n",
        "package vault\n\nconst config = `\n# a namespace with the path \"level0/level1\"\nresource \"vault_namespace\" \"level1\" {\n  path = \"level1\"\n}\n`\n",
        "```console\n$ cat backend.tf\nterraform {\n  backend \"s3\" {\n    bucket = \"b\"\n  }\n}\n$ terraform init\n```\n",
        "#!/bin/bash\ncat > outputs.tf <<EOF\noutput \"${m}\" {\n  value = \"${m}\"\n}\nEOF\n",
    ] {
        let name = if text.starts_with("```") { "page.md" } else { "" };
        assert_eq!(told(name, text), [""; 0], "{text}");
    }
}
