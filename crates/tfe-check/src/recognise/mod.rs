//! What a text is: its kind is told from its content.

pub(crate) mod foreign;

use crate::base::kind::{Detected, Kind};
use crate::carry::outline::Outline;
use crate::carry::paste::{self, Look};
use crate::carry::signs::{has_chart_keys, is_terraform, policy, terraform, values};
use crate::kinds::script;

/// From this size on a text with path rules is a policy, whatever stands around them.
const LARGE: usize = 1024 * 1024;

/// Looks at the content; the name decides only where the content fits several kinds. What is wrapped in
/// something (a code block, line numbers, a shell command) is told by what is inside.
pub fn detect(name: &str, text: &str) -> Detected {
    if text.trim().is_empty() {
        return Detected { kind: by_name(name), ..Detected::nothing("it is empty") };
    }
    let plain = by_content(name, text);
    if text.len() > LARGE {
        return plain;
    }
    if script::is_script(name, text) {
        return Detected::surely(Kind::Script, "commands or tasks that write policies");
    }
    // A script may write Terraform and a text of ours, and a page may show several.
    let carrier = text.starts_with("#!") || is_page(text);
    let clear = !carrier && (is_terraform(text) || has_chart_keys(text));
    let wrapped = if clear { None } else { paste::unwrap(text, Look::with(is_ours)) };
    let in_blocks = wrapped.as_ref().is_some_and(|w| w.first.wrapping == paste::Wrapping::Fence);
    if !clear && !in_blocks && paste::has_code_blocks(text) {
        if script::sets_values(text) {
            return Detected::perhaps(Kind::Script, "commands that set values of the chart");
        }
        // What is in them is not ours, whatever words of ours are in it.
        return Detected::nothing(PAGE);
    }
    let Some(wrapped) = wrapped else { return plain };
    if wrapped.is_one_of_many(text) {
        return Detected::nothing("one of its strings is checked only by itself: extract it");
    }
    let page = is_page(text) && !text.trim_start().starts_with(['`', '~']);
    match wrapped.text.map(|inside| by_content(name, &inside)) {
        // Pages about other charts show values too.
        Some(inside) if inside.guessed && page => Detected::nothing(PAGE),
        Some(inside) => inside,
        None => Detected::nothing("several texts are in it: give each by itself"),
    }
}

/// Whether a code block begins and ends at the line starts. Values may hold one, indented.
fn is_page(text: &str) -> bool {
    let fence = |line: &&str| line.starts_with("```") || line.starts_with("~~~");
    text.lines().filter(fence).nth(1).is_some()
}

/// Whether a policy, values or Terraform can be recognised in a text as it stands.
pub(crate) fn is_ours(text: &str) -> bool {
    by_content("", text).kind.is_some()
}

/// Whether a text by itself is surely values of the chart.
pub(crate) fn is_values(text: &str) -> bool {
    let found = by_content("", text);
    found.kind == Some(Kind::HelmOverrides) && !found.guessed
}

/// What a text is that is wrapped in nothing.
fn by_content(name: &str, text: &str) -> Detected {
    if let Some(other) = foreign::name(text) {
        return Detected::nothing(other);
    }
    // A block of Terraform decides: the path rules of such a file stand in its heredocs.
    if is_terraform(text) {
        return Detected::surely(Kind::Terraform, "Terraform blocks");
    }
    let outline = Outline::of(text);
    let (rules, values) = (policy::marks(text), values::marks(text, &outline));
    if rules * 3 > values.settings * 2 {
        return Detected::surely(Kind::VaultPolicy, "path rules");
    }
    if values.are_certain() {
        return Detected::surely(Kind::HelmOverrides, "chart keys");
    }
    if values.are_likely(meant_as_values(name)) {
        return Detected::perhaps(Kind::HelmOverrides, "all keys at its top are the chart's");
    }
    if by_name(name) == Some(Kind::Terraform) && terraform::parses(text) {
        return Detected::perhaps(Kind::Terraform, "the file's name");
    }
    Detected::nothing(foreign::hint(text).unwrap_or(NEITHER))
}

const PAGE: &str = "it looks like a page with code blocks";

const NEITHER: &str = "neither path rules nor chart keys nor Terraform blocks are in it";

/// What a file of that name is most often.
fn by_name(name: &str) -> Option<Kind> {
    match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "hcl" => Some(Kind::VaultPolicy),
        "yaml" | "yml" => Some(Kind::HelmOverrides),
        "tf" | "tfvars" => Some(Kind::Terraform),
        _ => None,
    }
}

/// Whether a file is called as the values of a release of TFE are. Every chart has a `values.yaml`.
fn meant_as_values(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    ["override", "tfe", "terraform-enterprise"].iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<Kind> {
        detect("untitled", text).kind
    }

    #[test]
    fn the_content_decides() {
        assert_eq!(kind("path \"a\" {\n}\n"), Some(Kind::VaultPolicy));
        assert_eq!(kind("# Add read path “transit/keys/x” { }"), Some(Kind::VaultPolicy));
        assert_eq!(kind("{\"path\": {\"a\": {\"capabilities\": []}}}"), Some(Kind::VaultPolicy));
        assert_eq!(kind("securityContext:\nrunAsUser: 1000\n"), Some(Kind::HelmOverrides));
        assert_eq!(kind("env: variables: TFE_HOSTNAME: a"), Some(Kind::HelmOverrides));
        let tf = "resource \"vault_policy\" \"tfe\" {\n policy = <<EOT\npath \"a\" {}\nEOT\n}";
        assert_eq!(kind(tf), Some(Kind::Terraform));
        assert_eq!(detect("tfe.hcl", "env:\n  variables: {}\n").kind, Some(Kind::HelmOverrides));
    }

    #[test]
    fn json_and_braces_are_values_too() {
        let json = r#"{"env":{"variables":{"TFE_HOSTNAME":"tfe.example.com"}}}"#;
        assert_eq!(kind(json), Some(Kind::HelmOverrides));
        let lines = "{\n  \"replicaCount\": 2,\n  \"image\": {\"tag\": \"1.2.3\"}\n}\n";
        assert_eq!(kind(lines), Some(Kind::HelmOverrides));
        let braces = "{env: {variables: {TFE_HOSTNAME: tfe.example.com}}}";
        assert_eq!(kind(braces), Some(Kind::HelmOverrides));
        assert_eq!(kind("TFE_HOSTNAME=tfe.example.com\nTFE_LICENSE=a"), None);
        assert_eq!(
            kind(r#"{"path":{"a/TFE_X":{"capabilities":["read"]}}}"#),
            Some(Kind::VaultPolicy)
        );
    }

    #[test]
    fn the_policies_of_a_terraform_file_do_not_outweigh_it() {
        let rules = "path \"a\" {\n capabilities = [\"read\"]\n}\n".repeat(20);
        let tf = format!("resource \"vault_policy\" \"tfe\" {{\n policy = <<EOT\n{rules}EOT\n}}\n");
        assert_eq!(kind(&tf), Some(Kind::Terraform));
    }

    #[test]
    fn the_name_decides_where_the_content_says_nothing() {
        assert_eq!(detect("tfe.hcl", "").kind, Some(Kind::VaultPolicy));
        assert_eq!(detect("a.yml", "- a\n").kind, None);
        assert_eq!(detect("overrides.yml", "foo: bar\n").kind, None);
        let one = "ingress:\n  enabled: true\nfoo: bar\n";
        assert_eq!(detect("overrides.yml", one).kind, Some(Kind::HelmOverrides));
        assert_eq!(detect("a.yml", one).kind, None);
        assert_eq!(detect("a.tfvars", "a = 1\n").kind, Some(Kind::Terraform));
        assert_eq!(detect("a.tfvars", "a: 1\n").kind, None);
        assert_eq!(
            detect("a.tf", "env:\n  variables:\n    TFE_HOSTNAME: a.b.c\n").kind,
            Some(Kind::HelmOverrides)
        );
        assert_eq!(detect("a.yml", "foo: bar\n").kind, None);
        assert_eq!(detect("x", "hello").kind, None);
    }

    #[test]
    fn a_part_with_keys_of_many_charts_is_values() {
        assert_eq!(kind("tolerations:\n- key: a\n"), Some(Kind::HelmOverrides));
        assert_eq!(kind("nodeSelector:\n  disk: ssd\naffinity: {}\n"), Some(Kind::HelmOverrides));
        assert_eq!(kind("tls:\n  caCertData: TWFu\n"), Some(Kind::HelmOverrides));
        assert_eq!(kind("tls:\n  enabled: true\n"), None);
        assert_eq!(kind("tolerations: []\npersistence: {}\n"), None);
        assert_eq!(kind("- tolerations\n"), None);
    }

    #[test]
    fn other_texts_are_named() {
        assert!(detect("x", "2026 [ERROR] permission denied").reason.contains("log"));
        let manifest = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n";
        assert!(detect("x", manifest).reason.contains("manifest"));
    }
}
