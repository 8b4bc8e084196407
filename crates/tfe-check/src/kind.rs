//! What a text is: its kind, and what a policy is for.

use serde::{Deserialize, Serialize};

use crate::{foreign, knowledge, paste, script};

/// What a document is judged as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An ACL policy as Vault reads it.
    VaultPolicy,
    /// Helm values for the chart terraform-enterprise.
    HelmOverrides,
    /// Terraform configuration that holds one of the others.
    Terraform,
    /// Commands or tasks that write policies and roles to Vault.
    Script,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::VaultPolicy, Self::HelmOverrides, Self::Terraform, Self::Script];

    /// Its name in reports and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::VaultPolicy => "vault-policy",
            Self::HelmOverrides => "helm-overrides",
            Self::Terraform => "terraform",
            Self::Script => "script",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// What a policy is for: which calls it has to allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Terraform Enterprise with an external Vault.
    TfeExternalVault,
    /// An agent that saves Raft snapshots.
    RaftSnapshot,
    /// Runs that get their cloud credentials from Vault.
    DynamicCredentials,
    /// Vault's own rules only.
    None,
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::TfeExternalVault, Self::RaftSnapshot, Self::DynamicCredentials, Self::None];

    /// Its name in reports and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TfeExternalVault => "tfe-external-vault",
            Self::RaftSnapshot => "raft-snapshot",
            Self::DynamicCredentials => "dynamic-credentials",
            Self::None => "none",
        }
    }

    /// The profile of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }
}

/// What a text most likely is, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// `None` where it is nothing that can be judged.
    pub kind: Option<Kind>,
    /// A few words for people.
    pub reason: String,
}

/// From this size on a text with path rules is a policy, whatever stands around them.
const LARGE: usize = 1024 * 1024;

/// Looks at name and content. The content decides; the name only where the content says little. What
/// is wrapped in something (a code block, line numbers, a shell command) is told by what is inside.
pub fn detect(name: &str, text: &str) -> Detected {
    let plain = by_content(name, text);
    if text.len() <= LARGE && script::is_script(name, text) {
        let reason = "commands or tasks that write policies".to_owned();
        return Detected { kind: Some(Kind::Script), reason };
    }
    // A script may write Terraform and a text of ours.
    let clear = !text.starts_with("#!") && (is_terraform(text) || has_chart_keys(text))
        || text.len() > LARGE && plain.kind == Some(Kind::VaultPolicy);
    let wrapped = if clear { None } else { paste::unwrap(text) };
    match wrapped {
        Some(wrapped) => wrapped.text.map_or(plain, |inside| by_content(name, &inside)),
        None if plain.kind == Some(Kind::Terraform) => plain,
        None => match foreign::name(text) {
            Some(reason) => Detected { kind: None, reason: reason.to_owned() },
            None => plain,
        },
    }
}

/// Whether a policy, values or Terraform can be recognised in a text as it stands.
pub(crate) fn is_ours(text: &str) -> bool {
    has_rules(text) || {
        let marks = Marks::of(text);
        marks.values > 0 || marks.terraform > 0
    }
}

/// Whether a `path "…"` header stands in a text.
pub(crate) fn has_rules(text: &str) -> bool {
    text.split('\n').any(|line| rules_in(line) > 0)
}

/// Whether Terraform's blocks stand in a text.
pub(crate) fn is_terraform(text: &str) -> bool {
    Marks::of(text).terraform > 0
}

/// Whether a key of the chart stands at the top of a text, not indented.
pub(crate) fn has_chart_keys(text: &str) -> bool {
    let key = |line: &str| line.split_once(':').is_some_and(|(key, _)| CHART_KEYS.contains(&key));
    text.split(['\n', '\r']).any(key)
}

fn by_content(name: &str, text: &str) -> Detected {
    let marks = Marks::of(text);
    if name.ends_with(".tf") && !text.trim().is_empty() {
        return Detected { kind: Some(Kind::Terraform), reason: "the file's name".to_owned() };
    }
    let scores = [
        // A block decides: the path rules of such a file stand in its heredocs.
        (Kind::Terraform, if marks.terraform > 0 { usize::MAX } else { 0 }, "Terraform blocks"),
        (Kind::VaultPolicy, marks.policy * 3, "path rules"),
        (Kind::HelmOverrides, marks.values * 2, "chart keys"),
    ];
    let Some((kind, score, reason)) = scores.into_iter().max_by_key(|(_, score, _)| *score) else {
        return Detected { kind: None, reason: String::new() };
    };
    if score > 0 {
        return Detected { kind: Some(kind), reason: reason.to_owned() };
    }
    if text.trim().is_empty() {
        return Detected { kind: by_name(name), reason: "the file's name".to_owned() };
    }
    let other = if marks.log > 0 {
        "it looks like a log"
    } else if marks.manifest > 1 {
        "it looks like a Kubernetes manifest"
    } else if only_chart_keys(text) {
        let reason = "all keys at its top are the chart's".to_owned();
        return Detected { kind: Some(Kind::HelmOverrides), reason };
    } else if let Some(kind) = by_name(name).filter(|kind| may_be(*kind, name, text)) {
        return Detected { kind: Some(kind), reason: "the file's name".to_owned() };
    } else {
        "neither path rules nor chart keys nor Terraform blocks are in it"
    };
    Detected { kind: None, reason: other.to_owned() }
}

/// Whether all that is not indented are keys that the chart has too, as in a part of a file with its
/// `tolerations` alone. Many charts have those, so they decide only where nothing else does.
fn only_chart_keys(text: &str) -> bool {
    let top = |line: &&str| {
        let indented = line.starts_with([' ', '\t', '#', '-']);
        !(indented || line.trim().is_empty())
    };
    let key = |line: &str| {
        let key = line.split_once(':').map(|(key, _)| key);
        key.is_some_and(|key| !key.contains('.') && knowledge::chart_key(key).is_some())
    };
    let mut lines = text.split(['\n', '\r']).filter(top).peekable();
    lines.peek().is_some() && lines.all(key)
}

fn by_name(name: &str) -> Option<Kind> {
    match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "hcl" => Some(Kind::VaultPolicy),
        "yaml" | "yml" => Some(Kind::HelmOverrides),
        "tf" | "tfvars" => Some(Kind::Terraform),
        _ => None,
    }
}

/// Whether a file that has the name for a kind may be of it: YAML with keys of others alone is not.
fn may_be(kind: Kind, name: &str, text: &str) -> bool {
    let meant = || ["override", "values"].iter().any(|word| name.to_lowercase().contains(word));
    kind != Kind::HelmOverrides || !foreign::has_other_keys_alone(text) || meant()
}

/// How often each kind's typical words stand in a text.
#[derive(Default)]
struct Marks {
    policy: usize,
    values: usize,
    terraform: usize,
    manifest: usize,
    log: usize,
}

/// The chart's top-level keys that other charts seldom have, and the usual ones.
const CHART_KEYS: [&str; 22] = [
    "agentWorkerPodTemplate",
    "agents",
    "container",
    "csi",
    "env",
    "image",
    "imagePullSecrets",
    "ingress",
    "openshift",
    "pdb",
    "pod",
    "preupgradeCheck",
    "replicaCount",
    "resources",
    "securityContext",
    "service",
    "serviceAccount",
    "tfe",
    "tls",
    "tlsRedis",
    "tlsSecondary",
    "variables",
];

const TERRAFORM_BLOCKS: [&str; 7] =
    ["resource", "data", "variable", "module", "provider", "output", "terraform"];

impl Marks {
    fn of(text: &str) -> Self {
        let mut marks = Self::default();
        for line in text.split(['\n', '\r']) {
            marks.line(line);
        }
        marks
    }

    fn line(&mut self, line: &str) {
        self.policy += rules_in(line) + usize::from(line.contains("capabilities"));
        let bare = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if bare.starts_with(['#', '/']) {
            return;
        }
        let word = bare.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("");
        let rest = bare.get(word.len()..).unwrap_or("").trim_start();
        if rest.starts_with(':') {
            let setting = word.starts_with("TFE_");
            self.values += if setting || CHART_KEYS.contains(&word) { 2 } else { 0 };
            self.manifest += usize::from(matches!(word, "apiVersion" | "kind" | "metadata"));
        }
        self.values += inline_settings(bare) + usize::from(is_json_chart_key(bare));
        let block = TERRAFORM_BLOCKS.contains(&word)
            && rest.starts_with(['"', '{'])
            && !rest.starts_with("\":");
        self.terraform += usize::from(block || (word == "locals" && rest.starts_with('{')));
        let log = ["permission denied", "Error:", "[ERROR]", "\"@level\"", "level=error"];
        self.log += usize::from(log.iter().any(|mark| line.contains(mark)));
    }
}

/// How many settings stand as keys within a line, as JSON and YAML's braces have them.
fn inline_settings(line: &str) -> usize {
    let key = |at: usize| {
        let before = line.get(..at).and_then(|l| l.chars().next_back());
        let end = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
        let rest = line.get(at..).and_then(|l| l.find(end).and_then(|n| l.get(n..))).unwrap_or("");
        let behind = rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start();
        before.is_some_and(|c| matches!(c, '{' | ',' | ' ' | '"' | '\'')) && behind.starts_with(':')
    };
    line.match_indices("TFE_").filter(|(at, _)| *at > 0 && key(*at)).count()
}

/// Whether a line of JSON begins with a key of the chart.
fn is_json_chart_key(line: &str) -> bool {
    let quoted = line.trim_start_matches(['{', ' ']).strip_prefix('"');
    let key = quoted.and_then(|l| l.split_once('"'));
    key.is_some_and(|(key, rest)| CHART_KEYS.contains(&key) && rest.trim_start().starts_with(':'))
}

/// How many `path "…"` headers stand in a line, in whatever quotes, and `"path":` members.
fn rules_in(line: &str) -> usize {
    let header = |at: usize| {
        let joined = line.get(..at).and_then(|l| l.chars().next_back());
        let after = line.get(at + "path".len()..).unwrap_or("");
        let quoted = after.trim_start().starts_with(['"', '“', '”', '„', '\'']);
        let member = after.starts_with("\":") || after.starts_with("\" :");
        (quoted && !after.starts_with(['"', '\''])) && !joined.is_some_and(|c| "/-_:".contains(c))
            || member && joined == Some('"')
    };
    line.match_indices("path").filter(|(at, _)| header(*at)).count()
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
        assert_eq!(detect("a.yml", "- a\n").kind, Some(Kind::HelmOverrides));
        assert_eq!(detect("overrides.yml", "foo: bar\n").kind, Some(Kind::HelmOverrides));
        assert_eq!(detect("a.yml", "foo: bar\n").kind, None);
        assert_eq!(detect("x", "hello").kind, None);
    }

    #[test]
    fn a_part_with_keys_of_many_charts_is_values() {
        assert_eq!(kind("tolerations:\n- key: a\n"), Some(Kind::HelmOverrides));
        assert_eq!(kind("nodeSelector:\n  disk: ssd\naffinity: {}\n"), Some(Kind::HelmOverrides));
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
