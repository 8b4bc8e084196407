//! What the Deployment and the check before an upgrade have in common.

use super::super::fault::Fault;
use super::super::fault::FaultKind;
use super::super::out::Out;
use super::super::scope::{Outcome, Scope, print};
use super::certificates::{ca_path, has_redis_certificates, has_secondary_certificate};
use helm_values::Value;

/// A security context below its key; the chart's own for OpenShift unless the file has one.
pub(super) fn container_security(s: &Scope<'_>, o: &mut Out, indent: usize) -> Outcome<()> {
    if s.on("openshift.enabled")? && !s.on("container.securityContext")? {
        o.lines(indent, "seccompProfile: {type: RuntimeDefault}\nallowPrivilegeEscalation: false");
        o.lines(indent, "capabilities: {drop: [ALL]}\nrunAsNonRoot: true");
    } else {
        o.yaml(indent, s.get("container.securityContext")?);
    }
    Ok(())
}

pub(super) fn image(s: &Scope<'_>) -> Outcome<String> {
    let (host, name) = (s.print("image.repository")?, s.print("image.name")?);
    Ok(format!("{host}/{name}:{}", s.print("image.tag")?))
}

/// Where all settings come from, the later ones over the earlier.
pub(super) fn env_from(s: &Scope<'_>, o: &mut Out, indent: usize) -> Outcome<()> {
    o.line(indent, "envFrom:");
    for (form, own, refs) in [
        ("configMapRef", "terraform-enterprise-env-config", "env.configMapRefs"),
        ("secretRef", "terraform-enterprise-env-secrets", "env.secretRefs"),
    ] {
        let mut reference = |name: &str| {
            o.line(indent + 2, &format!("- {form}:"));
            o.line(indent + 6, &format!("name: {name}"));
        };
        reference(own);
        if s.on(refs)? {
            for (key, entry) in s.walk(refs)? {
                reference(&item_field(s, refs, &key, entry, ".", "name")?);
            }
        }
    }
    Ok(())
}

/// The settings that single references give, as lines below `env`.
pub(super) fn explicit_env(s: &Scope<'_>) -> Outcome<String> {
    let helpers = s.at("_helpers.tpl");
    let mut out = Out::default();
    for (list, form, object) in [
        ("env.secretKeyRefs", "secretKeyRef", "secretName"),
        ("env.configMapKeyRefs", "configMapKeyRef", "configMapName"),
    ] {
        for (key, entry) in helpers.walk(list)? {
            let field = |name: &str| item_field(&helpers, list, &key, entry, "$val.", name);
            out.line(0, &format!("- name: {}", field("name")?));
            out.line(2, "valueFrom:");
            out.line(4, &format!("{form}:"));
            out.line(6, &format!("name: {}", field(object)?));
            out.line(6, &format!("key: {}", field("key")?));
        }
    }
    Ok(out.text)
}

/// `.FIELD` of an item of a list.
pub(super) fn item_field(
    s: &Scope<'_>,
    list: &str,
    key: &str,
    item: &Value,
    prefix: &str,
    field: &str,
) -> Outcome<String> {
    let path: Vec<String> = list.split('.').chain([key]).map(str::to_owned).collect();
    let value = s.field(Some(item), field, &path, || format!("{prefix}{field}"))?;
    Ok(value.map(print).unwrap_or_default())
}

/// A list inside an item.
pub(super) fn item_list<'v>(
    s: &Scope<'v>,
    list: &str,
    key: &str,
    item: &'v Value,
    field: &str,
) -> Outcome<Vec<(String, &'v Value)>> {
    let path: Vec<String> = list.split('.').chain([key]).map(str::to_owned).collect();
    let at = || format!(".{field}");
    let value = s.field(Some(item), field, &path, at)?;
    let blame =
        |shown| -> Box<Fault> { s.fault(FaultKind::NotAList { shown }, path.clone(), value, at()) };
    s.items(value).map_err(blame)
}

pub(super) fn volumes(s: &Scope<'_>, o: &mut Out, indent: usize) -> Outcome<()> {
    let secret = |o: &mut Out, name: &str, secret: &str| {
        o.line(indent, &format!("- name: {name}"));
        o.lines(indent + 2, "secret:");
        o.line(indent + 4, &format!("secretName: {secret}"));
    };
    o.line(indent - 2, "volumes:");
    secret(o, "certificates", &s.print("tls.certificateSecret")?);
    if has_secondary_certificate(s)? {
        let name = "terraform-enterprise-certificates-secondary";
        secret(o, "certificates-secondary", &s.print_or("tlsSecondary.certificateSecret", name)?);
    }
    if s.on("tls.caCertData")? {
        secret(o, "ca-certificates", "terraform-enterprise-ca-certificates");
    }
    for (block, volume) in REDIS {
        if has_redis_certificates(s, block)? {
            let name = format!("terraform-enterprise-{volume}");
            secret(o, volume, &s.print_or(&format!("{block}.certificateSecret"), &name)?);
        }
    }
    if s.on("csi.enabled")? {
        o.lines(indent, "- name: secrets-store\n  csi:\n    driver: secrets-store.csi.k8s.io\n    readOnly: true");
        o.line(indent + 4, "volumeAttributes:");
        o.line(
            indent + 6,
            &format!("secretProviderClass: \"{}\"", s.print("csi.secretProviderClass")?),
        );
    }
    if s.on("extraVolumes")? {
        o.yaml(indent, s.get("extraVolumes")?);
    }
    Ok(())
}

const REDIS: [(&str, &str); 2] =
    [("tlsRedis", "certificates-redis"), ("tlsRedisSidekiq", "certificates-redis-sidekiq")];

pub(super) fn mounts(s: &Scope<'_>, o: &mut Out, indent: usize) -> Outcome<()> {
    let mount = |o: &mut Out, volume: &str, path: &str, file: &str| {
        o.line(indent, &format!("- name: {volume}"));
        o.line(indent + 2, &format!("mountPath: {path}"));
        o.line(indent + 2, &format!("subPath: {file}"));
    };
    if has_secondary_certificate(s)? {
        mount(o, "certificates-secondary", &s.print("tlsSecondary.certMountPath")?, "tls.crt");
        mount(o, "certificates-secondary", &s.print("tlsSecondary.keyMountPath")?, "tls.key");
    }
    mount(o, "certificates", &s.print("tls.certMountPath")?, "tls.crt");
    mount(o, "certificates", &s.print("tls.keyMountPath")?, "tls.key");
    if s.on("tls.caCertData")? {
        mount(o, "ca-certificates", &ca_path(s)?, &s.print("tls.caCertFileName")?);
    }
    for (block, volume) in REDIS {
        if has_redis_certificates(s, block)? {
            for (key, file) in [
                ("certMountPath", "tls.crt"),
                ("keyMountPath", "tls.key"),
                ("caCertMountPath", "tls.ca"),
            ] {
                mount(o, volume, &s.print(&format!("{block}.{key}"))?, file);
            }
        }
    }
    if s.on("csi.enabled")? {
        o.line(indent, "- name: secrets-store");
        o.line(indent + 2, &format!("mountPath: \"{}\"", s.print("csi.mountPath")?));
        o.line(indent + 2, "readOnly: true");
    }
    if s.on("extraVolumeMounts")? {
        o.yaml(indent, s.get("extraVolumeMounts")?);
    }
    Ok(())
}
