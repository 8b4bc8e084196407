//! Files of other programs, which hold words of ours: a Docker Compose file with TFE's settings, the
//! manifests that the chart renders, the configuration of a Vault server. What is in them is
//! neither a policy nor values of the chart, and nothing is to be said of it.

mod printed;

use crate::carry::outline::{Outline, Shape};
use crate::carry::signs::source::is_source;
use crate::carry::signs::terraform;
use crate::knowledge;

/// What a text surely is instead, in a few words for people.
pub(crate) fn name(text: &str, outline: &Outline<'_>) -> Option<&'static str> {
    if text.starts_with("#cloud-config") {
        return Some("it looks like cloud-init user data");
    }
    if is_json_manifest(text) {
        return Some(MANIFEST);
    }
    if text.trim_start().starts_with('{') && text.contains("\"$schema\"") {
        return Some(SCHEMA);
    }
    if ["Name:", "Data\n====\n", "\n----\n"].iter().all(|part| text.contains(part)) {
        return Some("it looks like what kubectl describe prints");
    }
    if is_json_schema(text) {
        return Some(SCHEMA);
    }
    if is_source(text) {
        return Some("it looks like the code of a program");
    }
    pipeline(outline).or_else(|| yaml(text, outline)).or_else(|| blocks(text))
}

/// Reports repeat the words of the files that they are about, and are none of them.
pub(super) fn report(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    let end = text.char_indices().nth(400).map_or(text.len(), |(at, _)| at);
    let mut head = text.get(..end).unwrap_or_default().to_owned();
    head.retain(|c| !c.is_whitespace());
    let log = || head.contains("\"$schema\":") && head.contains("sarif");
    let run = || head.contains("\"version\":\"2.1.0\"") && head.contains("\"runs\":[");
    if head.starts_with("{\"schema\":\"tfe-check.") {
        Some("it looks like a report or a baseline of tfe-check")
    } else if head.starts_with('{') && (log() || run()) {
        Some("it looks like a SARIF log")
    } else if head.starts_with("[{")
        && ["check_name", "fingerprint"].iter().any(|m| head.contains(m))
    {
        Some("it looks like a Code Quality report")
    } else {
        printed::is_printed(text).then_some("it looks like a report of tfe-check")
    }
}

const SCHEMA: &str = "it looks like a JSON schema, or a file that follows one";

/// Whether a text says which properties another one has.
fn is_json_schema(text: &str) -> bool {
    let squeezed =
        |word: &str| text.split(word).skip(1).any(|rest| rest.trim_start().starts_with(':'));
    text.trim_start().starts_with('{')
        && ["\"properties\"", "\"type\""].into_iter().all(squeezed)
        && text.contains("\"object\"")
        && !text.contains("\"capabilities\": [")
}

const MANIFEST: &str = "it looks like a Kubernetes manifest";

/// What a text may be that has no signs of ours.
pub(crate) fn hint(text: &str) -> Option<&'static str> {
    let logs = ["permission denied", "Error:", "[ERROR]", "\"@level\"", "level=error"];
    let variable = |line: &str| {
        let name = line.trim_start().trim_start_matches("export ").split('=').next().unwrap_or("");
        line.contains('=') && !name.is_empty() && name.chars().all(is_of_a_variable)
    };
    let mut lines = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).peekable();
    let is_log = |line: &str| logs.iter().any(|mark| line.contains(mark));
    if text.lines().any(is_log) {
        Some("it looks like a log")
    } else if lines.peek().is_some() && lines.all(variable) {
        Some("it looks like a list of environment variables")
    } else if text.lines().any(|line| line.trim_start().starts_with("- name: TFE_")) {
        Some("it looks like the environment variables of a container")
    } else if is_broken_json(text) {
        Some("it looks like JSON, but a comma, colon, quote or bracket is missing or wrong in it")
    } else {
        None
    }
}

fn is_broken_json(text: &str) -> bool {
    let object = text.trim_start().strip_prefix('{').map(str::trim_start);
    object.is_some_and(|inside| inside.starts_with('"'))
        && text.contains("\":")
        && serde_json::from_str::<serde_json::Value>(text).is_err()
}

fn is_of_a_variable(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'
}

/// Files of programs that run commands on a change: their `env:` and `variables:` are those of the commands.
fn pipeline(outline: &Outline<'_>) -> Option<&'static str> {
    let has = |key: &str| outline.has(key);
    let steps = ["stages", "before_script", "pipelines", "pool", "workflows", "phases", "steps"];
    let job = outline.keys.iter().any(|key| matches!(key.child, "script" | "stage"));
    let is = has("jobs") && !is_ours(outline) || steps.iter().any(|key| has(key)) || job;
    is.then_some("it looks like a build pipeline")
}

/// What is at the top of YAML files of other programs.
fn yaml(text: &str, outline: &Outline<'_>) -> Option<&'static str> {
    let has = |key: &str| outline.has(key);
    // Terraform may hold one, as far to the left as its own blocks.
    if has("apiVersion") && has("kind") && !terraform::begins_lines(text) {
        return Some(MANIFEST);
    }
    if has("apiVersion") && has("name") && has("version") {
        return Some("it looks like a chart's description (Chart.yaml)");
    }
    if is_ours(outline) {
        return None;
    }
    if has("services") && ["image:", "build:"].iter().any(|key| text.contains(key)) {
        return Some("it looks like a Docker Compose file");
    }
    if has("releases") && text.contains("chart:") {
        return Some("it looks like a helmfile");
    }
    let keys = || outline.keys.iter().map(|key| key.name);
    if keys().count() > 1 && keys().all(|key| key.starts_with("tfe_")) {
        return Some("it looks like an Ansible role's variables");
    }
    let known = |key: &str| {
        knowledge::chart_key(key).is_some()
            || knowledge::replicated(key).is_some_and(|old| !old.inferred)
    };
    let of_a_chart = keys().any(is_of_a_chart) && !text.contains("TFE_") && !keys().any(known);
    of_a_chart.then_some("it looks like another chart's values")
}

/// Whether the settings of the chart's `env:` are in a text, or it is a chart's that has this one as a part.
fn is_ours(outline: &Outline<'_>) -> bool {
    let env = |key: &str| matches!(key, "variables" | "secrets" | "secretRefs" | "configMapRefs");
    outline.key("env").is_some_and(|key| env(key.child))
        || outline.key("terraform-enterprise").is_some_and(|key| key.shape == Shape::Map)
}

/// Top-level keys of charts that are used with TFE.
fn is_of_a_chart(key: &str) -> bool {
    ["server", "injector", "controller", "operator", "primary", "master", "auth"].contains(&key)
}

/// `kubectl get -o json` prints objects and lists of them.
fn is_json_manifest(text: &str) -> bool {
    text.trim_start().starts_with('{')
        && text.contains("\"apiVersion\"")
        && text.contains("\"kind\"")
        && !text.contains("\"path\": {")
}

/// A block at the top of a file, and whose it is.
const BLOCKS: [(&[&str], &str); 9] = [
    (&["job"], "it looks like a Nomad job"),
    (
        &["namespace", "node", "agent", "host_volume", "quota", "operator"],
        "it looks like a Nomad ACL policy",
    ),
    (
        &["key_prefix", "service_prefix", "node_prefix", "session_prefix", "key", "service"],
        "it looks like a Consul ACL policy",
    ),
    (&["auto_auth", "vault", "template", "api_proxy"], "it looks like a Vault agent configuration"),
    (
        &["storage", "listener", "seal", "api_addr", "cluster_addr"],
        "it looks like a Vault server configuration",
    ),
    (
        &["include", "dependency", "dependencies", "inputs", "remote_state", "generate"],
        "it looks like a Terragrunt configuration",
    ),
    (
        &["component", "deployment", "identity_token", "deployment_group", "publish_output"],
        "it looks like a Terraform stack",
    ),
    (&["run", "mock_provider"], "it looks like a Terraform test"),
    (&["plugin", "rule"], "it looks like a TFLint configuration"),
];

/// The blocks of HashiCorp's other programs, which use the language of policies too.
fn blocks(text: &str) -> Option<&'static str> {
    let lines = || text.split(['\n', '\r']);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let known = |line: &str| {
        let others = || BLOCKS.iter().flat_map(|(words, _)| words.iter());
        let words = || PACKER.iter().chain(&OURS).chain(others());
        begins_with_a_word(line) && words().any(|word| begins(line, &[word]))
    };
    let named = lines().map(|line| (indent(line), line.trim_start()));
    let named: Vec<(usize, &str)> = named.filter(|(_, line)| known(line)).collect();
    if named.is_empty() {
        return None;
    }
    let base = lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let top = || named.iter().filter(|(indent, _)| *indent == base).map(|(_, line)| *line);
    if top().any(|line| begins(line, &PACKER)) && !top().any(|line| begins(line, &["path"])) {
        return Some("it looks like a Packer template");
    }
    if top().any(|line| begins(line, &OURS)) {
        return None;
    }
    let whose = |line: &str| BLOCKS.iter().find(|(words, _)| begins(line, words));
    top().find_map(whose).map(|(_, name)| *name)
}

/// Blocks of Packer's templates.
const PACKER: [&str; 3] = ["packer", "build", "source"];

/// Blocks of policies and of Terraform.
const OURS: [&str; 4] = ["path", "resource", "module", "data"];

/// Whether a line is a word and what makes it a block or an attribute. Most lines are not.
fn begins_with_a_word(line: &str) -> bool {
    let word = line.bytes().take_while(|b| b.is_ascii_lowercase() || *b == b'_').count();
    let behind = line.get(word..).unwrap_or("").trim_start();
    word > 0 && behind.starts_with(['"', '{', '='])
}

/// Whether a line begins with one of these words and what makes it a block or an attribute.
fn begins(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let rest = line.strip_prefix(word).map(str::trim_start);
        rest.is_some_and(|r| r.starts_with(['"', '{', '=']) && !r.is_empty())
    })
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
            let found = name(text, &Outline::of(text));
            assert!(found.is_some_and(|n| n.contains(word)), "{word}: {found:?}");
        }
    }

    #[test]
    fn json_that_is_broken_is_named() {
        let broken = "{\n  \"bound_audiences\": [\"a\"]\n  \"user_claim\": \"b\"\n}\n";
        assert!(hint(broken).is_some_and(|hint| hint.contains("JSON")));
        assert_eq!(hint(&broken.replace("]\n", "],\n")), None);
    }

    #[test]
    fn reports_are_named() {
        for (text, word) in [
            ("{\n  \"schema\": \"tfe-check.report/1\",\n  \"tool\": {}\n}", "report"),
            ("{\"schema\":\"tfe-check.baseline/1\",\"findings\":[]}", "baseline"),
            (
                "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n  \"runs\": []\n}",
                "SARIF",
            ),
            ("[\n  {\n    \"check_name\": \"a\"\n  }\n]", "Code Quality"),
        ] {
            assert!(report(text).is_some_and(|n| n.contains(word)), "{word}");
        }
        assert_eq!(report("{\"path\": {\"a\": {\"capabilities\": []}}}"), None);
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
            assert_eq!(name(text, &Outline::of(text)), None, "{text}");
        }
    }
}
