use super::super::NAMESPACE;
use super::super::out::Out;
use super::super::scope::{Outcome, Scope, print, quote};
use super::containers::{item_field, item_list};
use super::release::{is_release, meta};

pub(super) fn disruption_budget(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if !(is_release(s)? && s.on("pdb.enabled")?) {
        return Ok(());
    }
    o.lines(
        0,
        "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: terraform-enterprise",
    );
    o.line(2, &format!("namespace: {NAMESPACE}"));
    meta(s, o, "pdb", "annotations")?;
    meta(s, o, "pdb", "labels")?;
    o.line(0, "spec:");
    o.line(2, &format!("minAvailable: {}", s.print("pdb.replicaCount")?));
    o.lines(2, "selector:\n  matchLabels:\n    app: terraform-enterprise");
    Ok(())
}

pub(super) fn secret_provider_class(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if !(is_release(s)? && s.on("csi.enabled")?) {
        return Ok(());
    }
    o.lines(0, "apiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\nmetadata:");
    o.line(2, &format!("name: {}", s.print("csi.secretProviderClass")?));
    o.line(2, &format!("namespace: {NAMESPACE}"));
    meta(s, o, "csi", "annotations")?;
    meta(s, o, "csi", "labels")?;
    o.lines(0, "spec:\n  provider: vault\n  parameters:");
    o.line(4, &format!("roleName: \"{}\"", s.print("csi.vaultRole")?));
    o.line(4, &format!("vaultAddress: \"{}\"", s.print("csi.vaultAddress")?));
    o.line(4, "objects: |");
    for (key, secret) in s.walk("csi.secrets")? {
        let field = |name: &str| item_field(s, "csi.secrets", &key, secret, ".", name);
        o.line(6, &format!("- objectName: \"{}\"", field("objectName")?));
        o.line(8, &format!("secretPath: \"{}\"", field("secretPath")?));
        o.line(8, &format!("secretKey: \"{}\"", field("secretKey")?));
    }
    if s.on("csi.secretObjects")? {
        secret_objects(s, o)?;
    }
    Ok(())
}

fn secret_objects(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    let list = "csi.secretObjects";
    o.line(2, "secretObjects:");
    for (key, object) in s.walk(list)? {
        o.line(2, "- data:");
        for (index, data) in item_list(s, list, &key, object, "data")? {
            let path = format!("{list}.{key}.data");
            o.line(4, &format!("- key: {}", item_field(s, &path, &index, data, ".", "key")?));
            o.line(
                6,
                &format!("objectName: {}", item_field(s, &path, &index, data, ".", "objectName")?),
            );
        }
        o.line(
            4,
            &format!("secretName: {}", item_field(s, list, &key, object, ".", "secretName")?),
        );
        o.line(4, &format!("type: {}", item_field(s, list, &key, object, ".", "type")?));
    }
    Ok(())
}

pub(super) fn ingress(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if !(is_release(s)? && s.on("ingress.enabled")?) {
        return Ok(());
    }
    o.lines(
        0,
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: terraform-enterprise",
    );
    o.line(2, &format!("namespace: {NAMESPACE}"));
    o.lines(2, "labels:\n  app: terraform-enterprise");
    meta(s, o, "ingress", "annotations")?;
    o.line(0, "spec:");
    o.line(2, &format!("ingressClassName: {}", s.print("ingress.className")?));
    if s.on("ingress.tls")? {
        o.line(2, "tls:");
        for (key, entry) in s.walk("ingress.tls")? {
            o.line(4, "- hosts:");
            for (_, host) in item_list(s, "ingress.tls", &key, entry, "hosts")? {
                o.line(8, &format!("- {}", quote(Some(host))));
            }
            let name = item_field(s, "ingress.tls", &key, entry, ".", "secretName")?;
            o.line(6, &format!("secretName: {name}"));
        }
    }
    o.line(2, "rules:");
    for (key, host) in s.walk("ingress.hosts")? {
        rule(s, o, &key, host)?;
    }
    Ok(())
}

fn rule(s: &Scope<'_>, o: &mut Out, key: &str, host: &helm_values::Value) -> Outcome<()> {
    let list = "ingress.hosts";
    let path = ["ingress", "hosts", key].map(str::to_owned);
    let name = s.field(Some(host), "host", &path, || ".host".to_owned())?;
    o.line(4, &format!("- host: {}", quote(name)));
    o.lines(6, "http:\n  paths:");
    for (index, entry) in item_list(s, list, key, host, "paths")? {
        let paths = format!("{list}.{key}.paths");
        let field = |name: &str| item_field(s, &paths, &index, entry, ".", name);
        o.line(10, &format!("- path: {}", field("path")?));
        o.line(12, &format!("pathType: {}", field("pathType")?));
        o.lines(12, "backend:\n  service:");
        o.line(16, &format!("name: {}", field("serviceName")?));
        o.line(16, "port:");
        o.line(18, &format!("number: {}", field("portNumber")?));
    }
    Ok(())
}

/// A value as printed, for labels.
pub(super) fn shown(value: Option<&helm_values::Value>) -> String {
    value.map(print).unwrap_or_default()
}
