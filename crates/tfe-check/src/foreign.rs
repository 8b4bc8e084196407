//! Files of other programs, which hold words of ours: a Docker Compose file with TFE's settings, the
//! manifests that the chart renders, the configuration of a Vault server. What stands in them is
//! neither a policy nor values of the chart, and nothing is to be said of it.

use crate::kind;
use crate::knowledge;

/// What a text surely is instead, in a few words for people.
pub(crate) fn name(text: &str) -> Option<&'static str> {
    if kind::has_chart_keys(text) {
        return None;
    }
    let keys = top_keys(text);
    let has = |key: &str| keys.contains(&key);
    if has("apiVersion") && has("kind") || is_json_manifest(text) {
        return Some("it looks like a Kubernetes manifest");
    }
    if has("services") && text.contains("image:") {
        return Some("it looks like a Docker Compose file");
    }
    if has("releases") && text.contains("chart:") {
        return Some("it looks like a helmfile");
    }
    if keys.len() > 1 && keys.iter().all(|key| key.starts_with("tfe_")) {
        return Some("it looks like the variables of an Ansible role");
    }
    let other = !keys.is_empty() && !text.contains("TFE_") && !keys.iter().any(|key| is_ours(key));
    if other && keys.iter().any(|key| is_of_a_chart(key)) {
        return Some("it looks like the values of another chart");
    }
    blocks(text)
}

/// Whether no key at the top of a text is one of the chart's.
pub(crate) fn has_other_keys_alone(text: &str) -> bool {
    let keys = top_keys(text);
    !keys.is_empty() && !keys.iter().any(|key| is_ours(key))
}

/// The keys that are not indented.
fn top_keys(text: &str) -> Vec<&str> {
    let plain = |line: &&str| !line.starts_with([' ', '\t', '#', '-', '{', '"', '[', '}']);
    let key = |line: &'_ str| -> Option<usize> {
        let at = line.find(':')?;
        let rest = line.get(at + 1..)?;
        (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(at)
    };
    let lines = text.split(['\n', '\r']).filter(plain);
    lines.filter_map(|line| line.get(..key(line)?)).filter(|key| !key.contains(' ')).collect()
}

fn is_ours(key: &str) -> bool {
    matches!(key, "terraform-enterprise" | "env")
        || knowledge::chart_key(key).is_some()
        || knowledge::replicated(key).is_some()
}

/// Top-level keys of the charts that stand beside TFE.
fn is_of_a_chart(key: &str) -> bool {
    ["server", "injector", "controller", "operator", "primary", "master", "auth"].contains(&key)
}

/// `kubectl get -o json` prints objects and lists of them.
fn is_json_manifest(text: &str) -> bool {
    text.trim_start().starts_with('{')
        && text.contains("\"apiVersion\"")
        && text.contains("\"kind\"")
        && !text.contains("\"path\"")
}

/// The blocks of HashiCorp's other programs, which use the language of policies too.
fn blocks(text: &str) -> Option<&'static str> {
    if kind::has_rules(text) || text.contains("capabilities") {
        return None;
    }
    let top = text.split(['\n', '\r']).filter(|line| !line.starts_with([' ', '\t', '#', '/']));
    let begins = |line: &str, words: &[&str]| {
        words.iter().any(|word| {
            let rest = line.strip_prefix(word).map(str::trim_start);
            rest.is_some_and(|r| r.starts_with(['"', '{', '=']) && !r.is_empty())
        })
    };
    let mut found = None;
    for line in top {
        found = found.or(match line {
            line if begins(line, &["job"]) => Some("it looks like a Nomad job"),
            line if begins(line, &["auto_auth", "vault", "template"]) => {
                Some("it looks like the configuration of a Vault agent")
            }
            line if begins(line, &["storage", "listener", "seal", "api_addr", "cluster_addr"]) => {
                Some("it looks like the configuration of a Vault server")
            }
            _ => None,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_programs_files_are_named() {
        let cases = [
            (
                "services:\n  tfe:\n    image: a\n    environment:\n      TFE_HOSTNAME: a\n",
                "Compose",
            ),
            ("apiVersion: v1\nkind: ConfigMap\ndata:\n  TFE_HOSTNAME: a.b.c\n", "manifest"),
            (
                "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"data\": {\"TFE_A\": \"\"}}",
                "manifest",
            ),
            ("releases:\n  - name: tfe\n    chart: h/t\n    values: [a.yaml]\n", "helmfile"),
            ("tfe_hostname: a.b.c\ntfe_license: x\n", "Ansible"),
            ("global:\n  enabled: true\nserver:\n  image:\n    tag: \"1\"\n", "another chart"),
            (
                "job \"tfe\" {\n  group \"a\" {\n    env {\n      TFE_HOSTNAME = \"a\"\n    }\n",
                "Nomad",
            ),
            ("ui = true\nlistener \"tcp\" {\n  tls_disable = 1\n}\n", "Vault server"),
            ("auto_auth {\n  method \"kubernetes\" {\n  }\n}\n", "Vault agent"),
        ];
        for (text, word) in cases {
            assert!(name(text).is_some_and(|n| n.contains(word)), "{word}: {:?}", name(text));
        }
    }

    #[test]
    fn ours_are_not() {
        let texts = [
            "env:\n  variables:\n    TFE_HOSTNAME: a.b.c\nservices:\n  image: b\n",
            "replicaCount: 1\nserver:\n  a: 1\n",
            "terraform-enterprise:\n  env:\n    variables:\n      TFE_HOSTNAME: a.b.c\n",
            "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\nlistener \"tcp\" {\n}\n",
            "variables:\n  TFE_HOSTNAME: a.b.c\n",
            "TFE_HOSTNAME: a.b.c\nTFE_LICENSE: b\n",
            "",
        ];
        for text in texts {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
