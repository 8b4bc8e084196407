use super::super::NAMESPACE;
use super::super::held::LONG;
use super::super::out::Out;
use super::super::scope::{Outcome, Scope};
use super::containers::{container_security, env_from, explicit_env, image, mounts, volumes};
use super::release::{account, is_release};
use crate::knowledge::Trait;

pub(super) fn deployment(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    if !is_release(s)? {
        return Ok(());
    }
    o.lines(0, "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: terraform-enterprise");
    o.line(2, &format!("namespace: {NAMESPACE}"));
    o.lines(2, "labels:\n  app: terraform-enterprise");
    if s.on("deployment.labels")? {
        o.yaml(4, s.get("deployment.labels")?);
    }
    if s.on("deployment.annotations")? {
        o.line(2, "annotations:");
        o.yaml(4, s.get("deployment.annotations")?);
    }
    o.line(0, "spec:");
    o.line(2, &format!("replicas: {}", s.print("replicaCount")?));
    o.lines(2, "selector:\n  matchLabels:\n    app: terraform-enterprise");
    if s.on("strategy")? {
        o.line(2, "strategy:");
        o.yaml(4, s.get("strategy")?);
    }
    o.lines(2, "template:\n  metadata:");
    pod_metadata(s, o)?;
    o.line(4, "spec:");
    pod(s, o)?;
    container(s, o)
}

fn pod_metadata(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    o.line(6, "annotations:");
    if s.does(Trait::Checksums) {
        // The chart puts the sums of both files here, so it renders them once more: their faults
        // come under the Deployment's name.
        let mut unread = Out::holding(LONG);
        super::config_map::config_map(&s.at("config-map.yaml"), &mut unread)?;
        super::secret::secrets(&s.at("secret.yaml"), &mut unread)?;
        o.lines(8, "checksum/env-config: sum\nchecksum/secrets: sum");
    }
    if s.on("pod.annotations")? {
        let first = if s.does(Trait::PodAnnotationsMoved) { " ".repeat(8) } else { String::new() };
        o.text.push_str(&first);
        o.yaml(8, s.get("pod.annotations")?);
    }
    if s.on("tfe.metrics.enable")? {
        o.line(8, "prometheus.io/path: \"/metrics\"");
        o.line(8, &format!("prometheus.io/port: \"{}\"", s.print("tfe.metrics.httpPort")?));
        o.line(8, "prometheus.io/scrape: \"true\"");
    }
    o.lines(6, "labels:\n  app: terraform-enterprise");
    if s.on("pod.labels")? {
        o.yaml(8, s.get("pod.labels")?);
    }
    Ok(())
}

fn pod(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    let mut block = |key: &str, only_if_set: bool| -> Outcome<()> {
        if !only_if_set || s.on(key)? {
            o.line(6, &format!("{key}:"));
            o.yaml(8, s.get(key)?);
        }
        Ok(())
    };
    block("nodeSelector", false)?;
    block("affinity", false)?;
    block("topologySpreadConstraints", true)?;
    block("tolerations", false)?;
    block("securityContext", false)?;
    volumes(s, o, 8)?;
    if s.on("imagePullSecrets")? {
        o.line(6, "imagePullSecrets:");
        o.yaml(8, s.get("imagePullSecrets")?);
    }
    if s.on("serviceAccount.enabled")? {
        o.line(6, &format!("serviceAccountName: {}", account(s)?));
    }
    o.line(6, "initContainers:");
    o.yaml(8, s.get("initContainers")?);
    Ok(())
}

fn container(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    o.lines(6, "containers:\n- name: terraform-enterprise");
    o.line(8, &format!("image: {}", image(s)?));
    o.line(8, &format!("imagePullPolicy: {}", s.print("image.pullPolicy")?));
    if s.does(Trait::ContainerSecurity) {
        o.line(8, "securityContext:");
        container_security(s, o, 10)?;
    }
    let explicit = explicit_env(s)?;
    if !explicit.is_empty() {
        o.line(8, "env:");
        o.line(10, &explicit.trim_end().replace('\n', "\n          "));
    }
    env_from(s, o, 8)?;
    probe(s, o)?;
    o.line(8, "resources:");
    o.yaml(12, s.get("resources")?);
    o.line(8, "volumeMounts:");
    mounts(s, o, 10)?;
    o.line(8, "ports:");
    let admin = s.does(Trait::AdminPort).then_some("tfe.adminHttpsPort");
    for port in ["tfe.privateHttpPort", "tfe.privateHttpsPort"].into_iter().chain(admin) {
        o.line(8, &format!("- containerPort: {}", s.print(port)?));
    }
    if s.on("tfe.metrics.enable")? {
        for port in ["tfe.metrics.httpPort", "tfe.metrics.httpsPort"] {
            o.line(8, &format!("- containerPort: {}", s.print(port)?));
        }
    }
    Ok(())
}

fn probe(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    let default = s.chart.default("tfe.readinessProbePath").unwrap_or_default();
    let path = s.print_or("tfe.readinessProbePath", default)?;
    o.lines(8, "readinessProbe:\n  httpGet:");
    o.line(12, &format!("path: {path}"));
    o.line(12, &format!("port: {}", s.print("tfe.privateHttpPort")?));
    o.line(12, &format!("scheme: {}", s.print_or("tfe.readinessProbeScheme", "HTTP")?));
    for (key, field) in [
        ("tfe.readinessProbeInitialDelaySeconds", "initialDelaySeconds"),
        ("tfe.readinessProbePeriodSeconds", "periodSeconds"),
        ("tfe.readinessProbeFailureThreshold", "failureThreshold"),
        ("tfe.readinessProbeTimeoutSeconds", "timeoutSeconds"),
    ] {
        if s.on(key)? {
            o.line(10, &format!("{field}: {}", s.print(key)?));
        }
    }
    Ok(())
}
