//! Manifests as people paste them: ours are recognized by what they do, those of other programs are left
//! alone, and no value of a Secret is shown.

use crate::page;
use text::{Edit, EditSet, Span};
use tfe_check::report::{DocumentReport, EditReport};
use tfe_check::{Document, Options, Safety, Severity, check, fixed, kind, view};

/// A snapshot job with a Secret, as articles show it, and the findings at their lines.
const JOB: &str = r#"apiVersion: v1
kind: Secret
metadata:
  name: vault-snapshot
stringData:
  VAULT_ROLE_ID: 7f1c9ad2-role
  VAULT_SECRET_ID: 91bb02ce-secret
---
apiVersion: batch/v1beta1
kind: CronJob
metadata:
  name: vault-snapshot
spec:
  schedule: "@every 6h"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: save
              image: vault:1.12.0
              command: ["/bin/sh", "-ec"]
              args:
                - |
                  curl -sS https://tools.example.com/jq | sh
                  export VAULT_TOKEN=$(vault write auth/approle/login role_id=$VAULT_ROLE_ID secret_id=@/run/id -format=json | jq -r .auth.client_token)
                  vault operator raft snapshot save /data/raft.snap
              envFrom:
                - secretRef: {name: vault-snapshot}
              env:
                - name: VAULT_ADDR
                  valeu: https://vault-active.vault.svc:8200
              volumeMounts:
                - {name: data, mountPath: /data}
            - name: send
              image: amazon/aws-cli:2.27.33
              command: ["/bin/sh", "-ec"]
              args:
                - |
                  until [ -f /data/raft.snap ]; do sleep 5; done
                  aws s3 cp /data/raft.snap s3://corp-vault-snapshots/raft.snap
              volumeMounts:
                - {name: data, mountPath: /data}
          restartPolicy: Onfailure
          volumes:
            - name: data
              emptyDir: {}
"#;

const EXPECTED: [(usize, &str); 13] = [
    (9, "manifest-api-version-removed"),
    (14, "schedule-by-interval"),
    (14, "snapshot-jobs-overlap"),
    (17, "job-without-deadline"),
    (21, "image-ended"),
    (25, "remote-script-piped"),
    (25, "tool-not-in-image"),
    (26, "exit-status-masked"),
    (26, "flag-after-arguments"),
    (26, "tool-not-in-image"),
    (32, "manifest-field-unknown"),
    (40, "upload-of-unfinished-snapshot"),
    (44, "restart-policy-refused"),
];

fn report(name: &str, text: &str) -> DocumentReport {
    check(&[Document::new(name, text)], &Options::default()).documents.remove(0)
}

fn said(found: &DocumentReport) -> Vec<(usize, &str)> {
    let mut all: Vec<_> = found.findings.iter().map(|f| (f.span.line, f.rule.as_str())).collect();
    all.sort_unstable();
    all
}

/// Words that the API server takes only as they are.
#[test]
fn words_of_the_api_are_case_sensitive() {
    let pod = "  restartPolicy: WORD\n  containers:\n    - name: save\n      image: hashicorp/vault:1.20.4\n      command: [vault, operator, raft, snapshot, save, /data/a.snap]\n      env:\n        - {name: VAULT_ADDR, value: https://vault-active.vault.svc:8200}\n";
    let found = |text: &str| -> Vec<usize> {
        let report = check(&[Document::new("a.yaml", text)], &Options::default());
        let all =
            report.documents[0].findings.iter().filter(|f| f.rule == "manifest-value-refused");
        all.map(|f| f.span.line).collect()
    };
    let text =
        format!("apiVersion: v1\nkind: Pod\nmetadata:\n  name: vault-snapshot\nspec:\n{pod}");
    for (good, bad) in [("Never", "never"), ("OnFailure", "Onfailure"), ("Always", "always")] {
        let line = text.lines().position(|line| line.contains("WORD")).unwrap() + 1;
        assert!(found(&text.replace("WORD", good)).is_empty(), "{text}");
        assert_eq!(found(&text.replace("WORD", bad)), [line], "{text}");
    }
}

#[test]
fn every_fault_is_reported_at_its_line_whatever_the_name() {
    for text in [JOB.to_owned(), JOB.replace('\n', "\r\n")] {
        for name in ["", "cronjob.yaml", "values.yaml", "overrides.yaml", "tfe.hcl", "a.txt"] {
            let found = report(name, &text);
            assert_eq!(found.kind, Some(kind::KUBERNETES_MANIFEST), "{name}");
            assert_eq!(said(&found), EXPECTED, "{name}");
            assert_eq!(found.accepted, Some(false));
        }
    }
}

#[test]
fn after_its_fixes_a_manifest_is_clean() {
    let document = Document::new("cronjob.yaml", JOB);
    let safe = fixed(&document, &Options::default(), Safety::Safe).unwrap();
    assert!(safe.contains("value: https") && safe.contains("restartPolicy: OnFailure"), "{safe}");
    let all = fixed(&document, &Options::default(), Safety::Review).unwrap();
    let found = report("cronjob.yaml", &all);
    assert_eq!((said(&found), found.accepted), (Vec::new(), Some(true)), "{all}");
    assert!(!all.contains("jq") && !all.contains("curl"), "{all}");
}

/// What a Secret or a secret variable holds is in no message, no view and no reason.
#[test]
fn values_of_secrets_are_not_shown() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: vault-snapshot}\ndata:\n  VAULT_ADDR: kestrel9-plain\n  note: osprey7-plain\nstringData:\n  VAULT_ADDR: merlin5-plain\n";
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: vault-backup}\nspec:\n  containers:\n    - name: a\n      image: hashicorp/vault:1.20.4\n      command: [vault, operator, raft, snapshot, save, /a.snap]\n      env:\n        - name: VAULT_TOKEN\n          valeu: x\n          value: harrier3plain\n";
    for text in [secret, pod] {
        let found = report("", text);
        assert_eq!(found.kind, Some(kind::KUBERNETES_MANIFEST), "{text}");
        assert!(found.findings.iter().any(|f| f.severity == Severity::Error), "{text}");
        let mut found = found;
        found.fixed = None;
        for finding in &mut found.findings {
            finding.fixes.clear();
        }
        let view = view(&Document::new("", text), &Options::default());
        let shown = format!("{}{}", serde_json::to_string(&found).unwrap(), view.verdict);
        for value in ["kestrel9", "osprey7", "merlin5", "harrier3"] {
            assert!(!shown.contains(value), "{value}: {shown}");
        }
    }
}

/// Other programs' objects, also those of Vault's own chart: nothing is said of them.
#[test]
fn manifests_without_a_snapshot_or_a_login_are_not_ours() {
    let texts = [
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {b: c}\n",
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: db-backup}\nspec: {schedule: x}\n",
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: vault}\nspec:\n  replicas: three\n",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: tfe}\ndata:\n  TFE_HOSTNAME: a\n  VAULT_ADDR: b\n",
        "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: vault}\n",
        "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: vault-backup}\nspec: {}\n",
    ];
    for text in texts {
        let found = report("a.yaml", text);
        assert_eq!(found.kind, None, "{text}");
        assert!(found.findings.iter().all(|f| f.severity == Severity::Info), "{text}");
    }
}

/// A policy that a ConfigMap carries next to the job is still checked.
#[test]
fn a_policy_in_a_manifest_stays_a_policy() {
    let text = format!(
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: policy}}\ndata:\n  snapshot.hcl: |\n    path \"sys/storage/raft/snapshot\" {{\n      capabilities = [\"read\"]\n    }}\n---\n{JOB}"
    );
    assert_eq!(report("a.yaml", &text).kind, Some(kind::VAULT_POLICY));
}

/// YAML as JSON; none where only YAML has such a text, as with templates.
fn as_json(text: &str) -> Option<[String; 2]> {
    let value: serde_json::Value = serde_yaml::from_str(text).ok()?;
    value.is_object().then(|| [value.to_string(), format!("{value:#}\n")])
}

/// kubectl takes JSON too, and a word without quotes is not JSON.
#[test]
fn json_stays_json_after_every_fix() {
    let of_kind = |page: &page::Page| page.front.kind == "kubernetes-manifest";
    let mut tried = 0;
    let mut wrong = Vec::new();
    for page in page::pages().iter().filter(|page| of_kind(page)) {
        let texts = page.blocks("Bad").into_iter().map(|block| page::unmark(&block).0);
        for text in texts.filter_map(|text| as_json(&text)).flatten() {
            for fix in report("manifest.json", &text).findings.iter().flat_map(|f| &f.fixes) {
                let edit =
                    |e: &EditReport| Edit::replace(Span::new(e.start, e.end), e.insert.clone());
                let edits = EditSet::new(fix.edits.iter().map(edit).collect()).unwrap();
                let after = edits.apply(&text).unwrap();
                tried += 1;
                if serde_json::from_str::<serde_json::Value>(&after).is_err() {
                    wrong.push(format!("{}: {}\n{after}", page.front.rule, fix.title));
                }
            }
            for least in [Safety::Safe, Safety::Review] {
                let after =
                    fixed(&Document::new("manifest.json", &text), &Options::default(), least);
                let after = after.unwrap_or_else(|| text.clone());
                if serde_json::from_str::<serde_json::Value>(&after).is_err() {
                    wrong.push(format!("{}: {least:?}\n{after}", page.front.rule));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 30, "{tried} fixes");
}

/// A way in which a manifest comes.
type Wrap = fn(&str) -> String;

fn indented(text: &str, by: &str) -> String {
    text.lines().map(|line| format!("{by}{line}\n")).collect()
}

/// What came with a manifest when it was copied is taken off, and what is in it is found at its line.
#[test]
fn a_manifest_is_found_in_what_came_with_it() {
    let wraps: [(&str, Wrap); 12] = [
        ("html-source", |t| t.replace('"', "&quot;")),
        ("terminal-codes", |t| t.replace("kind:", "\u{1b}[36mkind\u{1b}[0m:")),
        ("foreign-lines", |t| format!("{t}cronjob.yaml (END)\n")),
        ("foreign-lines", |t| format!("$ helm get manifest snapshots -n vault\n{t}")),
        ("foreign-lines", |t| {
            format!("[03.07.25, 10:42:11] Kim Doe: it is this one\n\n{t}\nKim\n")
        }),
        ("foreign-lines", |t| format!("2 Answers\n\nYou need the following, see the docs:\n\n{t}")),
        ("mail-encoding", |t| {
            let head = "From: kim@example.org\nContent-Transfer-Encoding: quoted-printable\n\n";
            format!("{head}{}", t.replace("- name: save", "- name=\n: save"))
        }),
        ("mail-encoding", |t| {
            let head = "Content-Transfer-Encoding: quoted-printable\n\n";
            format!("{head}{}", t.replace("- name: save", "- name=\n: save")).replace('\n', "\r\n")
        }),
        ("shell-command-around", |t| format!("$job = @'\n{t}'@\n$job | kubectl apply -f -\n")),
        ("foreign-lines", |t| format!("import subprocess\n\nJOB = \"\"\"\n{t}\"\"\"\nrun(JOB)\n")),
        ("wrapped-in-yaml", |t| {
            format!(
                "#cloud-config\nwrite_files:\n  - path: /etc/job.yaml\n    content: |\n{}",
                indented(t, "      ")
            )
        }),
        ("wrapped-in-yaml", |t| {
            format!(
                "- name: write the job\n  ansible.builtin.copy:\n    dest: /etc/job.yaml\n    content: |\n{}",
                indented(t, "      ")
            )
        }),
    ];
    let line = |text: &str, at: usize| {
        let line = text.lines().nth(at - 1).unwrap_or_default().trim();
        line.replace("&quot;", "\"").replace("\u{1b}[36m", "").replace("\u{1b}[0m", "")
    };
    let places = |text: &str, report: &DocumentReport| -> Vec<(String, String)> {
        let found = report.findings.iter().filter(|f| f.severity > Severity::Info);
        found.map(|f| (f.rule.to_string(), line(text, f.span.line))).collect()
    };
    let plain = places(JOB, &report("cronjob.yaml", JOB));
    assert!(plain.len() > 5, "{plain:#?}");
    for (rule, wrap) in wraps {
        let text = wrap(JOB);
        let report = report("notes.txt", &text);
        assert_eq!(report.kind, Some(kind::KUBERNETES_MANIFEST), "{text}");
        let (around, inside): (Vec<_>, Vec<_>) =
            places(&text, &report).into_iter().partition(|(name, _)| name == rule);
        let said = report.findings.iter().any(|f| f.rule == rule);
        assert!(said && around.len() < 2, "{rule}: {:#?}", report.findings);
        let cut = |(rule, line): (String, String)| (rule, line.replace("- name=", "- name: save"));
        assert_eq!(inside.into_iter().map(cut).collect::<Vec<_>>(), plain, "{text}");
    }
}

/// What is most often lost or changed when a file is copied is its first line.
#[test]
fn a_job_without_its_first_line_is_still_one() {
    let job = JOB.split("---\n").nth(1).expect("the job").replace("v1beta1", "v1");
    let head = "apiVersion: batch/v1\nkind: CronJob\n";
    assert!(job.starts_with(head));
    let slips = [
        ("kind: CronJob\n", "manifest-field-missing", 1),
        ("apiVersion: batch/v1\n", "manifest-field-missing", 1),
        ("Version: batch/v1\nkind: CronJob\n", "manifest-field-missing", 1),
        ("apiversion: batch/v1\nkind: CronJob\n", "manifest-field-unknown", 1),
        ("apiVersion: batch/v1\nKind: CronJob\n", "manifest-field-unknown", 2),
        ("apiVersion: batch/v1\nkind: Cron Job\n", "manifest-value-refused", 2),
        ("apiVersion: batch/v1\nkind: CronJob,\n", "manifest-value-refused", 2),
        ("apiVersion batch/v1\nkind: CronJob\n", "manifest-not-yaml", 1),
    ];
    for (first, rule, line) in slips {
        let text = job.replacen(head, first, 1);
        let report = report("cronjob.yaml", &text);
        assert_eq!(report.kind, Some(kind::KUBERNETES_MANIFEST), "{text}");
        let found = report.findings.iter().find(|f| f.rule == rule);
        assert!(found.is_some_and(|f| f.span.line == line), "{first}: {:#?}", report.findings);
    }
    let spaced = job.replacen("apiVersion:", "apiVersion :", 1);
    let rules = |text: &str| report("cronjob.yaml", text).findings.into_iter().map(|f| f.rule);
    assert!(rules(&spaced).eq(rules(&job)));
}

/// A job whose schedule has four fields, as other files hold it.
#[test]
fn manifests_in_files_of_terraform_and_ansible_are_checked() {
    let job = "apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: vault-snapshot\nspec:\n  schedule: \"0 */12 * *\"\n  concurrencyPolicy: Forbid\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: save\n              image: hashicorp/vault:1.20.4\n              command: [\"vault\", \"operator\", \"raft\", \"snapshot\", \"save\", \"/data/vault.snap\"]\n              env:\n                - {name: VAULT_ADDR, value: \"https://vault.vault.svc:8200\"}\n              volumeMounts:\n                - {name: data, mountPath: /data}\n          volumes:\n            - name: data\n              persistentVolumeClaim: {claimName: vault-snapshot}\n";
    let indented = |text: &str, by: usize| -> String {
        text.lines().map(|line| format!("{}{line}\n", " ".repeat(by))).collect()
    };
    let terraform = |value: &str| {
        format!("resource \"kubectl_manifest\" \"a\" {{\n  yaml_body = {value}\n}}\n")
    };
    let task = |module: &str, key: &str| {
        format!(
            "- hosts: localhost\n  tasks:\n    - name: job\n      {module}:\n        state: present\n        {key}:\n{}",
            indented(job, 10)
        )
    };
    let files = [
        ("a.tf", terraform(&format!("<<YAML\n{job}YAML"))),
        ("a.tf", terraform(&format!("<<-YAML\n{}  YAML", indented(job, 4)))),
        ("a.tf", terraform(&format!("yamldecode(<<YAML\n{job}YAML\n)"))),
        (
            "a.tf",
            terraform(&format!(
                "<<YAML\n{}YAML",
                job.replace("claimName: vault-snapshot", "claimName: ${var.claim}")
            )),
        ),
        (
            "a.tf",
            format!(
                "resource \"aws_instance\" \"a\" {{\n  user_data = <<-EOF\n    #!/bin/sh\n    kubectl apply -f - <<'EOM'\n{}    EOM\n  EOF\n}}\n",
                indented(job, 4)
            ),
        ),
        ("a.yml", task("kubernetes.core.k8s", "definition")),
        ("a.yml", task("k8s", "resource_definition")),
        (
            "a.yml",
            task("community.kubernetes.k8s", "definition").replace("definition:", "definition: |"),
        ),
    ];
    for (name, text) in files {
        let found = |text: &str| -> Vec<String> {
            let report = check(&[Document::new(name, text)], &Options::default());
            let all = report.documents[0].findings.iter();
            all.filter(|f| f.severity > Severity::Info).map(|f| f.rule.clone()).collect()
        };
        assert_eq!(found(&text), ["schedule-malformed"], "{text}");
        let good = text.replace("*/12 * *\"", "*/12 * * *\"");
        assert_eq!(found(&good), [""; 0], "{good}");
        assert_eq!(found(&text.replace("vault", "redis").replace("VAULT", "REDIS")), [""; 0]);
    }
    let object = "resource \"kubernetes_manifest\" \"a\" {\n  manifest = {\n    apiVersion = \"batch/v1\"\n    kind = \"CronJob\"\n    metadata = { name = \"vault-snapshot\", namespace = var.namespace }\n    spec = {\n      schedule = \"0 */12 * *\"\n      concurrencyPolicy = \"Forbid\"\n      jobTemplate = { spec = { template = { spec = {\n        restartPolicy = \"Never\"\n        containers = [{\n          name = \"save\"\n          image = var.image\n          command = [\"vault\", \"operator\", \"raft\", \"snapshot\", \"save\", \"/data/a.snap\"]\n          env = [{ name = \"VAULT_ADDR\", value = \"https://vault.vault.svc:8200\" }]\n          volumeMounts = [{ name = \"data\", mountPath = \"/data\" }]\n        }]\n        volumes = [{ name = \"data\", persistentVolumeClaim = { claimName = \"a\" } }]\n      } } } }\n    }\n  }\n}\n";
    let report = check(&[Document::new("a.tf", object)], &Options::default());
    let loud = report.documents[0].findings.iter().filter(|f| f.severity > Severity::Info);
    let found: Vec<_> = loud.map(|f| (f.rule.as_str(), f.span.line)).collect();
    assert_eq!(found, [("schedule-malformed", 7)]);
}

/// Git's marks break YAML where they are, and nothing else of the file can be read.
#[test]
fn a_conflict_in_a_manifest_is_reported_as_one() {
    let conflict =
        |line: &str, other: &str| format!("<<<<<<< HEAD\n{line}=======\n{other}>>>>>>> feature\n");
    let schedule = "  schedule: \"@every 6h\"\n";
    for text in [
        JOB.replace(schedule, &conflict(schedule, "  schedule: \"0 5 * * *\"\n")),
        JOB.replace(schedule, &conflict(schedule, "")),
        JOB.replace(
            schedule,
            &format!("<<<<<<< HEAD\n{schedule}||||||| 1a2b3c\n=======\n>>>>>>> feature\n"),
        ),
        format!("<<<<<<< HEAD\n{JOB}=======\n>>>>>>> feature\n"),
    ] {
        let report = check(&[Document::new("job.yaml", text.as_str())], &Options::default());
        let found: Vec<_> = report.documents[0].findings.iter().map(|f| f.rule.as_str()).collect();
        assert_eq!(found, ["merge-conflict-left"], "{text}");
    }
}
