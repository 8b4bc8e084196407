use super::super::NAMESPACE;
use super::super::out::Out;
use super::super::scope::{Outcome, Scope};
use super::release::{account, agent_namespace, has_settings, is_release, meta};
use crate::knowledge::Trait;

pub(super) fn service_account(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if !(s.on("serviceAccount.enabled")? && has_settings(s)?) {
        return Ok(());
    }
    o.lines(
        0,
        "---\napiVersion: v1\nautomountServiceAccountToken: true\nkind: ServiceAccount\nmetadata:",
    );
    o.line(2, &format!("name: {}", account(s)?));
    o.line(2, &format!("namespace: {NAMESPACE}"));
    meta(s, o, "serviceAccount", "annotations")?;
    meta(s, o, "serviceAccount", "labels")
}

pub(super) fn rbac(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if !(is_release(s)? && s.on("agents.rbac.enabled")?) {
        return Ok(());
    }
    head(s, o, "Role", NAMESPACE)?;
    meta(s, o, "agents.rbac", "annotations")?;
    meta(s, o, "agents.rbac", "labels")?;
    o.lines(
        0,
        "rules:\n- apiGroups: ['', batch, app]\n  resources: [jobs, pods, configmaps, pods/log]",
    );
    o.line(2, "verbs: [list, watch, create, update, get, delete]");
    head(s, o, "RoleBinding", &agent_namespace(s)?)?;
    meta(s, o, "agents.rbac", "labels")?;
    meta(s, o, "agents.rbac", "annotations")?;
    o.lines(0, "roleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: Role");
    o.line(2, &format!("name: {NAMESPACE}"));
    o.lines(0, "subjects:\n- kind: ServiceAccount");
    let account = match s.does(Trait::BindsTheNamespaceAccount) {
        true => NAMESPACE.to_owned(),
        false => account(s)?,
    };
    o.line(2, &format!("name: {account}"));
    o.line(2, &format!("namespace: {NAMESPACE}"));
    Ok(())
}

fn head(s: &Scope<'_>, o: &mut Out, kind: &str, name: &str) -> Outcome<()> {
    o.lines(0, "---\napiVersion: rbac.authorization.k8s.io/v1");
    o.line(0, &format!("kind: {kind}"));
    o.line(0, "metadata:");
    o.line(2, &format!("name: {name}"));
    o.line(2, &format!("namespace: {}", agent_namespace(s)?));
    Ok(())
}

pub(super) fn agents_namespace(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if !(is_release(s)? && s.on("agents.namespace.enabled")?) {
        return Ok(());
    }
    o.lines(0, "---\napiVersion: v1\nkind: Namespace\nmetadata:");
    o.line(2, &format!("name: {}", agent_namespace(s)?));
    meta(s, o, "agents.namespace", "annotations")?;
    meta(s, o, "agents.namespace", "labels")
}
