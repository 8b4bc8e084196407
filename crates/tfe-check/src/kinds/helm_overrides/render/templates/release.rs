//! What the release has: which part of it is rendered, its labels, its account, its agents.

use super::super::NAMESPACE;
use super::super::out::Out;
use super::super::scope::{Outcome, Scope};

/// Whether the release itself is rendered, not only its check before an upgrade.
pub(super) fn is_release(s: &Scope<'_>) -> Outcome<bool> {
    Ok(!s.on("preupgradeCheck.enabled")?)
}

/// Whether settings and account are rendered: with the release, and with a check in a namespace of
/// its own.
pub(super) fn has_settings(s: &Scope<'_>) -> Outcome<bool> {
    Ok(is_release(s)? || !s.on("preupgradeCheck.tfeNamespace")?)
}

/// `annotations` or `labels` of a block, left out when empty.
pub(super) fn meta(s: &Scope<'_>, o: &mut Out, block: &str, name: &str) -> Outcome<()> {
    let value = s.get(&format!("{block}.{name}"))?;
    if value.is_some_and(helm_values::Value::truthy) {
        o.line(2, &format!("{name}:"));
        o.yaml(4, value);
    }
    Ok(())
}

/// Where agents run.
pub(super) fn agent_namespace(s: &Scope<'_>) -> Outcome<String> {
    let own = format!("{}-agents", NAMESPACE);
    s.print_or("agents.namespace.name", &own)
}

/// The account that TFE runs as.
pub(super) fn account(s: &Scope<'_>) -> Outcome<String> {
    s.print_or("serviceAccount.name", NAMESPACE)
}
