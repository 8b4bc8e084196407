use std::sync::Arc;

use helm_values::{Data, Map, Value};

use super::super::NAMESPACE;
use super::super::fault::FaultKind;
use super::super::out::Out;
use super::super::scope::{Outcome, Scope, go_type, json, quote};
use super::certificates::{ca_path, has_redis_certificates, has_secondary_certificate};
use super::release::{agent_namespace, has_settings};
use crate::knowledge::Trait;
use text::base64::encode;

pub(super) fn config_map(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if !has_settings(s)? {
        return Ok(());
    }
    o.lines(
        0,
        "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: terraform-enterprise-env-config",
    );
    o.line(2, &format!("namespace: {NAMESPACE}"));
    o.line(0, "data:");
    let mut variables = s.at("_helpers.tpl").walk("env.variables")?;
    if let Some(mark) = o.held.settings(&mut variables) {
        o.line(2, &format!("{mark}: held"));
    }
    for (key, value) in variables {
        o.line(2, &format!("{key}: {}", quote(Some(value))).replace('\n', "\n  "));
    }
    o.line(2, "TFE_RUN_PIPELINE_DRIVER: kubernetes");
    o.line(2, &format!("TFE_RUN_PIPELINE_KUBERNETES_NAMESPACE: {}", agent_namespace(s)?));
    if s.on("agentWorkerPodTemplate")? || s.on("openshift.enabled")? {
        o.line(2, &format!("TFE_RUN_PIPELINE_KUBERNETES_POD_TEMPLATE: {}", agent_template(s)?));
    }
    if s.does(Trait::OpenShiftSwitch) && s.on("openshift.enabled")? {
        o.line(2, "TFE_RUN_PIPELINE_KUBERNETES_OPEN_SHIFT_ENABLED: \"true\"");
    }
    o.line(2, "TFE_VAULT_DISABLE_MLOCK: \"true\"");
    set(
        s,
        o,
        &[("TFE_HTTP_PORT", "tfe.privateHttpPort"), ("TFE_HTTPS_PORT", "tfe.privateHttpsPort")],
    )?;
    if s.does(Trait::AdminPort) {
        set(s, o, &[("TFE_ADMIN_HTTPS_PORT", "tfe.adminHttpsPort")])?;
    }
    // Charts before 2.0.4 do not get to see the block, and nothing is assumed for it.
    if s.on("tfe.adminConsole")? && s.on("tfe.adminConsole.accessMode")? {
        set(s, o, &[("TFE_ADMIN_CONSOLE_ACCESS_MODE", "tfe.adminConsole.accessMode")])?;
    }
    certificates(s, o)?;
    if s.on("tfe.metrics.enable")? {
        set(
            s,
            o,
            &[
                ("TFE_METRICS_ENABLE", "tfe.metrics.enable"),
                ("TFE_METRICS_HTTP_PORT", "tfe.metrics.httpPort"),
                ("TFE_METRICS_HTTPS_PORT", "tfe.metrics.httpsPort"),
            ],
        )?;
    }
    Ok(())
}

fn certificates(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if has_secondary_certificate(s)? {
        set(
            s,
            o,
            &[
                ("TFE_TLS_CERT_FILE_SECONDARY", "tlsSecondary.certMountPath"),
                ("TFE_TLS_KEY_FILE_SECONDARY", "tlsSecondary.keyMountPath"),
            ],
        )?;
    }
    set(
        s,
        o,
        &[("TFE_TLS_CERT_FILE", "tls.certMountPath"), ("TFE_TLS_KEY_FILE", "tls.keyMountPath")],
    )?;
    if s.on("tls.caCertData")? {
        o.line(2, &format!("TFE_TLS_CA_BUNDLE_FILE: {}", ca_path(s)?));
    }
    if has_redis_certificates(s, "tlsRedis")? {
        set(
            s,
            o,
            &[
                ("TFE_REDIS_CLIENT_CERT_PATH", "tlsRedis.certMountPath"),
                ("TFE_REDIS_CLIENT_KEY_PATH", "tlsRedis.keyMountPath"),
                ("TFE_REDIS_CA_CERT_PATH", "tlsRedis.caCertMountPath"),
            ],
        )?;
    }
    if has_redis_certificates(s, "tlsRedisSidekiq")? {
        set(
            s,
            o,
            &[
                ("TFE_REDIS_SIDEKIQ_CLIENT_KEY_PATH", "tlsRedisSidekiq.keyMountPath"),
                ("TFE_REDIS_SIDEKIQ_CLIENT_CERT_PATH", "tlsRedisSidekiq.certMountPath"),
                ("TFE_REDIS_SIDEKIQ_CA_CERT_PATH", "tlsRedisSidekiq.caCertMountPath"),
            ],
        )?;
    }
    Ok(())
}

/// Settings that a chart key gives, printed between quotes without any escaping.
fn set(s: &Scope<'_>, o: &mut Out, settings: &[(&str, &str)]) -> Outcome<()> {
    for (name, key) in settings {
        o.line(2, &format!("{name}: \"{}\"", s.print(key)?));
    }
    Ok(())
}

/// The agents' pod template as base64 of JSON. With OpenShift it gets a security context next to its
/// `spec`, unless it has one there.
fn agent_template(s: &Scope<'_>) -> Outcome<String> {
    let template = s.get("agentWorkerPodTemplate")?;
    if !s.on("openshift.enabled")? {
        return Ok(encode(&template.map_or_else(|| "null".to_owned(), json)));
    }
    let Some(Data::Map(map)) = template.map(|template| &template.data) else {
        let kind =
            FaultKind::WrongType { expected: "map[string]interface {}", got: go_type(template) };
        return Err(s.at("_helpers.tpl").blame(kind, "agentWorkerPodTemplate", template));
    };
    let mut map = map.clone();
    Arc::make_mut(&mut map).or_insert_with("securityContext", restricted);
    Ok(encode(&json(&Value::of(Data::Map(map)))))
}

fn restricted() -> Value {
    let text = |text: &str| Value::of(Data::String(text.into()));
    let map = |entries: &[(&str, Value)]| {
        let mut map = Map::new();
        map.extend(entries.iter().map(|(key, value)| ((*key).into(), value.clone())));
        Value::of(Data::map(map))
    };
    map(&[
        ("allowPrivilegeEscalation", Value::of(Data::Bool(false))),
        ("capabilities", map(&[("drop", Value::of(Data::list(vec![text("ALL")])))])),
        ("runAsNonRoot", Value::of(Data::Bool(true))),
        ("seccompProfile", map(&[("type", text("RuntimeDefault"))])),
    ])
}
