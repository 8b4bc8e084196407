//! Whole manifests and what is said of them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use text::Lines;

use super::judge;
use super::ours::reason;
use crate::base::finding::{Finding, Safety};

fn findings(text: &str) -> Vec<Finding> {
    judge(text, &[]).findings
}

/// Line and rule of each finding, by line.
fn said(text: &str) -> Vec<(usize, &'static str)> {
    let lines = Lines::new(text);
    let mut all: Vec<_> = findings(text)
        .iter()
        .map(|f| (lines.position(f.primary.start).line, f.rule.name))
        .collect();
    all.sort_unstable();
    all
}

/// The text after all fixes, one after the other.
fn fixed(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..40 {
        let all = findings(&text);
        let fix = all.iter().flat_map(|f| &f.fixes).find(|f| f.safety >= Safety::Review);
        let Some(fix) = fix else { break };
        text = fix.edits.apply(&text).unwrap();
    }
    text
}

const JOB: &str = r#"apiVersion: batch/v1
kind: CronJob
metadata:
  name: vault-backup
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
                  export VAULT_TOKEN=$(vault write auth/approle/login role_id=$R secret_id=@/s -format=json | jq -r .auth.client_token)
                  vault operator raft snapshot save /data/raft.snap
              env:
                - name: VAULT_ADDR
                  vlaue: https://vault-active:8200
              volumeMounts:
                - {name: data, mountPath: /data}
            - name: send
              image: amazon/aws-cli:2.27.33
              command: ["/bin/sh", "-ec"]
              args:
                - |
                  until [ -f /data/raft.snap ]; do sleep 5; done
                  aws s3 cp /data/raft.snap s3://corp/raft.snap
              volumeMounts:
                - {name: data, mountPath: /data}
          volumes:
            - name: data
              emptyDir: {}
"#;

#[test]
fn each_fault_is_reported_at_its_line_and_the_fixes_remove_them() {
    let expected = [
        (6, "schedule-by-interval"),
        (6, "snapshot-jobs-overlap"),
        (9, "job-without-deadline"),
        (11, "restart-policy-refused"),
        (12, "image-ended"),
        (16, "exit-status-masked"),
        (16, "flag-after-arguments"),
        (16, "tool-not-in-image"),
        (20, "manifest-field-unknown"),
        (28, "upload-of-unfinished-snapshot"),
    ];
    let found = said(JOB);
    let names = |all: &[(usize, &'static str)]| all.iter().map(|(_, n)| *n).collect::<Vec<_>>();
    assert_eq!(names(&found), names(&expected), "{found:?}");
    assert_eq!(judge(JOB, &[]).accepted, Some(false));
    let after = fixed(JOB);
    assert_eq!(said(&after), [], "{after}");
    assert_eq!(judge(&after, &[]).accepted, Some(true));
}

#[test]
fn templates_are_placeholders_and_one_source_for_both_ids_is_an_error() {
    let secret = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  VAULT_ROLE_ID: {{ .Values.a.secretId | b64enc }}\n  VAULT_SECRET_ID: {{ .Values.a.secretId | b64enc }}\n";
    let template = (4, "manifest-is-template");
    assert_eq!(said(secret), [template, (6, "approle-ids-from-one-source")]);
    assert_eq!(said(&fixed(secret)), [template]);
    assert!(reason(secret).is_some());
}

/// Vault's agent fills in its own templates, and kubectl takes them.
#[test]
fn templates_in_texts_are_not_helms() {
    let text = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: vault-snapshot\nstringData:\n  VAULT_A: |\n    {{- with secret \"a\" -}}\n    b={{ .Data.b }}\n    {{- end -}}\n  VAULT_B: \"{{ .Data.b }}\"\n";
    assert_eq!((said(text), judge(text, &[]).accepted), (Vec::new(), Some(true)));
    let outside = text.replace("  VAULT_B: \"{{ .Data.b }}\"", "  VAULT_B: {{ .Data.b }}");
    assert_eq!(said(&outside), [(10, "manifest-is-template")]);
}

#[test]
fn values_of_secrets_are_base64_and_never_repeated() {
    let text = "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  VAULT_TOKEN: hvs.Zq81x!\nstringData:\n  VAULT_TOKEN: b\n";
    assert_eq!(said(text), [(5, "secret-data-not-base64"), (5, "secret-key-in-both")]);
    for finding in findings(text) {
        let message = format!("{:?}", finding.message);
        assert!(!message.contains("Zq81x"), "{message}");
    }
}

#[test]
fn manifests_of_other_programs_are_not_ours() {
    for text in [
        "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {b: c}\n",
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: db-backup}\nspec: {schedule: x}\n",
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: vault}\nspec: {}\n",
        "kind: x\napiVersion: y\n",
        "",
    ] {
        assert_eq!(reason(text), None, "{text}");
    }
}

#[test]
fn any_text_is_checked() {
    for at in (0..JOB.len()).filter(|at| JOB.is_char_boundary(*at)) {
        let _ = judge(&JOB[..at], &[]);
        let _ = judge(&JOB[at..], &[]);
    }
}

#[test]
fn an_indentation_that_yaml_does_not_know_is_one_finding() {
    let text = JOB.replace("\n  ", "\n\u{a0}\u{a0}").replace("\u{a0}  ", "\u{a0}\u{a0}\u{a0}");
    assert_eq!(said(&text), [(4, "manifest-not-yaml")]);
}
