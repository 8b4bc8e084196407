//! Cheap questions about lines: what speaks for a policy, for values, for Terraform.

pub(crate) mod literal;
pub(crate) mod nested;
pub(crate) mod policy;
mod rule_line;
pub(crate) mod source;
pub(crate) mod terraform;
pub(crate) mod values;
pub(crate) mod yaml_policy;

pub(crate) use policy::has_rules;
pub(crate) use rule_line::is_of_rule;
pub(crate) use terraform::is_terraform;
pub(crate) use values::has_chart_keys;

/// Whether an object of Kubernetes is in a text: both keys that each of them has are at line starts.
pub(crate) fn is_manifest(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    has("apiVersion:") && has("kind:")
}
