//! Files as they are: right ones, and ones in which every line is wrong.

use tfe_check::{Kind, kind};

/// How files of a kind are made, of about so many bytes.
pub(crate) struct File {
    pub(crate) kind: Kind,
    pub(crate) right: fn(usize) -> String,
    pub(crate) wrong: fn(usize) -> String,
}

pub(crate) const FILES: &[File] = &[
    File { kind: kind::VAULT_POLICY, right: policy, wrong: wrong_policy },
    File { kind: kind::HELM_OVERRIDES, right: values, wrong: wrong_values },
    File { kind: kind::TERRAFORM, right: terraform, wrong: wrong_terraform },
    File { kind: kind::SCRIPT, right: script, wrong: wrong_script },
];

fn repeated(bytes: usize, head: &str, piece: impl Fn(usize) -> String) -> String {
    let mut text = head.to_owned();
    let mut number = 0;
    while text.len() < bytes {
        text.push_str(&piece(number));
        number += 1;
    }
    text
}

fn policy(bytes: usize) -> String {
    repeated(bytes, "", |i| {
        let end = ["", "/*", "/+/config", "_*"][i % 4];
        format!(
            "path \"team{}/app{i:05}{end}\" {{\n  capabilities = [\"read\", \"list\"]\n}}\n",
            i % 40
        )
    })
}

fn wrong_policy(bytes: usize) -> String {
    repeated(bytes, "", |i| {
        format!(
            "path \"v1/secret*/r{i}\" {{\n  capabilities = [\"raed\", \"lsit\"]\n  capabilites = [\"read\"]\n}}\n"
        )
    })
}

const VALUES: &str = "replicaCount: 3
tls:
  certificateSecret: terraform-enterprise-certificates
image:
  repository: images.releases.hashicorp.com
  name: hashicorp/terraform-enterprise
  tag: 1.0.0
env:
  secretRefs:
    - name: terraform-enterprise
  variables:
    TFE_HOSTNAME: \"tfe.example.com\"
";

fn values(bytes: usize) -> String {
    repeated(bytes, VALUES, |i| format!("    APP_SETTING_{i:06}: \"value number {i}\" # why\n"))
}

fn wrong_values(bytes: usize) -> String {
    repeated(bytes, VALUES, |i| match i % 4 {
        0 => format!("    TFE_DATABSE_HOST_{i}: 1048576\n"),
        1 => format!("    TFE_HTTP_PROT{i}: yes\n"),
        2 => format!("    TFE_HOSTNAME: h{i}\n"),
        _ => format!("    APP_{i}: !password{i}\n"),
    })
}

fn resource(i: usize, rule: &str) -> String {
    format!(
        "resource \"vault_policy\" \"p{i}\" {{\n  name   = \"p{i}\"\n  policy = <<EOT\n{rule}EOT\n}}\n\n"
    )
}

fn terraform(bytes: usize) -> String {
    repeated(bytes, "", |i| {
        resource(
            i,
            &format!("path \"team/app{i}/*\" {{\n  capabilities = [\"read\", \"list\"]\n}}\n"),
        )
    })
}

fn wrong_terraform(bytes: usize) -> String {
    repeated(bytes, "", |i| {
        resource(i, &format!("path \"v1/team/app{i}\" {{\n  capabilities = [\"raed\"]\n}}\n"))
    })
}

fn command(i: usize, rule: &str) -> String {
    format!("vault policy write p{i} - <<'EOF'\n{rule}EOF\n")
}

fn script(bytes: usize) -> String {
    repeated(bytes, "#!/bin/sh\nset -e\n", |i| {
        command(
            i,
            &format!("path \"team/app{i}/*\" {{\n  capabilities = [\"read\", \"list\"]\n}}\n"),
        )
    })
}

fn wrong_script(bytes: usize) -> String {
    repeated(bytes, "#!/bin/sh\nset -e\n", |i| {
        command(i, &format!("path \"v1/team/app{i}\" {{\n  capabilities = [\"raed\"]\n}}\n"))
    })
}
