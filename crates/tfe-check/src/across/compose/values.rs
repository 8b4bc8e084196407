//! A draft as YAML.

use std::fmt::Write;

use super::answers::{Answers, Cloud, Mode, Pod};
use super::draft::{Draft, Variable};
use crate::base::versions::TfeVersion;
use crate::knowledge;

/// The Secret with TFE's secrets.
const SECRET: &str = "terraform-enterprise-secrets";
/// The service account, which a role has to name.
const ACCOUNT: &str = "terraform-enterprise";

/// The groups of settings, in the order in which they are written, and what is said above each.
const GROUPS: [(&str, &str); 6] = [
    ("application", "The installation"),
    ("database", "PostgreSQL"),
    ("redis", "Redis, which the pods share"),
    ("object-storage", "The object storage"),
    ("vault", "The external Vault; its policy is tfe.hcl"),
    ("driver-kubernetes", "Runs"),
];

/// The values with their comments.
pub(super) fn write(answers: &Answers, draft: &Draft) -> String {
    let mut out = head(answers);
    release(answers, &mut out);
    account(answers, draft, &mut out);
    pod(answers, draft, &mut out);
    secrets(draft, &mut out);
    variables(draft, &mut out);
    out
}

fn head(answers: &Answers) -> String {
    let storage = match (answers.cloud, answers.uses_role()) {
        (Cloud::Other, _) => "an S3-compatible store",
        (_, true) => "a role for the object storage",
        (_, false) => "keys for the object storage",
    };
    let vault = if answers.vault.is_some() { "external Vault" } else { "internal Vault" };
    let cloud = match answers.cloud {
        Cloud::Other => "another cloud",
        cloud => cloud.title(),
    };
    let pod = match answers.pod {
        Pod::Default => "pod as the image is built",
        Pod::NonRoot => "pod without root",
        Pod::OpenShift => "OpenShift",
    };
    format!(
        "# Values for the Helm chart hashicorp/terraform-enterprise.\n\
         # Answers: {cloud}, {storage}, {}, {vault}, {pod}.\n\
         # Lines that end in `# example` have an example: write your own value there.\n\
         \n\
         # Before the installation, create these Secrets in the namespace of the release:\n\
         #   kubectl create secret docker-registry terraform-enterprise --docker-server=images.releases.hashicorp.com \
         --docker-username=terraform --docker-password=\"$(cat FILE)\"\n\
         #   kubectl create secret tls terraform-enterprise-certificates --cert=FILE --key=FILE\n\
         #   kubectl create secret generic {SECRET} --from-env-file=FILE\n",
        answers.mode.value(),
    )
}

fn release(answers: &Answers, out: &mut String) {
    let active = answers.mode == Mode::ActiveActive;
    let path = match TfeVersion::read(&answers.release) {
        Some(version) if version < TfeVersion::Semantic(1, 1, 0) => "/_health_check",
        _ => "/api/v1/health/readiness",
    };
    let _ = write!(
        out,
        "imagePullSecrets:\n  - name: terraform-enterprise\n\
         image:\n  tag: \"{}\"\n\
         replicaCount: {}\n\
         tls:\n  certificateSecret: terraform-enterprise-certificates\n\
         tfe:\n  # Where this release answers the chart's probe; some charts assume another path.\n  \
         readinessProbePath: {path}\n",
        answers.release,
        if active { 3 } else { 1 },
    );
}

/// The service account, which is what a role is given to.
fn account(answers: &Answers, draft: &Draft, out: &mut String) {
    let trust = match answers.cloud {
        _ if draft.annotations.is_empty() => return,
        Cloud::Azure => "federated credential has the subject",
        Cloud::Gcp => "Google account allows workload identity for",
        _ => "role trusts",
    };
    let _ = write!(
        out,
        "\n# The identity with which TFE reaches the object storage. Its {trust}\n\
         # system:serviceaccount:NAMESPACE:{ACCOUNT}, with the namespace of the release.\n\
         serviceAccount:\n  name: {ACCOUNT}\n  annotations:\n"
    );
    for (key, value) in &draft.annotations {
        let _ = writeln!(out, "    {key}: {value} # example");
    }
    if !draft.labels.is_empty() {
        out.push_str("pod:\n  labels:\n");
    }
    for (key, value) in &draft.labels {
        let _ = writeln!(out, "    {key}: \"{value}\"");
    }
}

/// The user of the pod.
fn pod(answers: &Answers, draft: &Draft, out: &mut String) {
    if answers.pod == Pod::NonRoot {
        out.push_str(
            "\n# Without root: the IDs are the documented ones.\n\
             securityContext:\n  runAsNonRoot: true\n  runAsUser: 1000\n  fsGroup: 1012\n",
        );
    }
    if !answers.openshift() {
        return;
    }
    out.push_str(match answers.pod {
        Pod::OpenShift if draft.annotations.is_empty() => "\n# OpenShift assigns the user.\n",
        Pod::OpenShift => "\n# OpenShift assigns the user; this switch also allows that user to read the identity token.\n",
        _ => "# Not only for OpenShift: without root, TFE can read the token of its AWS role only with this.\n",
    });
    out.push_str("openshift:\n  enabled: true\n");
}

fn secrets(draft: &Draft, out: &mut String) {
    let _ = write!(out, "\nenv:\n  # The Secret has to have these keys:\n");
    for name in &draft.secrets {
        let _ = writeln!(out, "  #   {name}: {}", meaning(name));
    }
    let _ = write!(out, "  secretRefs:\n    - name: {SECRET}\n  variables:\n");
}

fn variables(draft: &Draft, out: &mut String) {
    let mut first = true;
    for (group, title) in GROUPS {
        let is_own = |v: &&Variable| knowledge::setting(v.name).is_some_and(|s| s.group == group);
        let mut own = draft.variables.iter().filter(is_own).peekable();
        if own.peek().is_none() {
            continue;
        }
        let gap = if first { "" } else { "\n" };
        let _ = writeln!(out, "{gap}    # --- {title} ---");
        first = false;
        for variable in own {
            let mark = if variable.example { " # example" } else { "" };
            let _ = writeln!(out, "    # {}", meaning(variable.name));
            let _ = writeln!(out, "    {}: {}{mark}", variable.name, quoted(&variable.value));
        }
    }
}

fn meaning(name: &str) -> &'static str {
    knowledge::setting(name).map_or("", |setting| setting.meaning)
}

/// A string that YAML reads as it is: JSON's quotes are YAML's too.
fn quoted(value: &str) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
