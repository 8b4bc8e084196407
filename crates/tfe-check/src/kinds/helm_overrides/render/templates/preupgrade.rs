use helm_values::Data;

use super::super::NAMESPACE;
use super::super::fault::FaultKind;
use super::super::out::Out;
use super::super::scope::{Outcome, Scope, go_type, quote};
use super::containers::{container_security, env_from, explicit_env, image, mounts, volumes};
use super::objects::shown;
use super::release::account;

pub(super) fn secret(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    validate(s)?;
    if !s.all(&["preupgradeCheck.enabled", "preupgradeCheck.extraSecrets"])? {
        return Ok(());
    }
    o.lines(0, "---\napiVersion: v1\nkind: Secret\nmetadata:");
    o.line(2, &format!("name: {}", overrides_name(s)?));
    o.line(2, &format!("namespace: {NAMESPACE}"));
    o.line(2, "labels:");
    labels(s, o)?;
    o.lines(0, "type: Opaque\nstringData:");
    for (key, value) in s.walk("preupgradeCheck.extraSecrets")? {
        o.line(2, &format!("{key}: {}", quote(Some(value))));
    }
    Ok(())
}

pub(super) fn job(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    validate(s)?;
    if !s.on("preupgradeCheck.enabled")? {
        return Ok(());
    }
    let name = name(s)?;
    o.lines(0, "apiVersion: batch/v1\nkind: Job\nmetadata:");
    o.line(2, &format!("name: {name}"));
    o.line(2, &format!("namespace: {NAMESPACE}"));
    o.line(2, "labels:");
    labels(s, o)?;
    o.line(2, "annotations:");
    o.line(4, &format!("tfe/target-version: {}", quote(s.get("image.tag")?)));
    o.lines(0, "spec:\n  backoffLimit: 0");
    o.line(
        2,
        &format!(
            "ttlSecondsAfterFinished: {}",
            s.print("preupgradeCheck.ttlSecondsAfterFinished")?
        ),
    );
    o.lines(
        2,
        "template:\n  metadata:\n    labels:\n      app: terraform-enterprise-preupgrade-check",
    );
    o.line(8, &format!("job-name: {name}"));
    o.line(8, &format!("preupgrade-check.hashicorp.com/name: {name}"));
    if s.on("pod.annotations")? {
        o.line(6, "annotations:");
        o.yaml(8, s.get("pod.annotations")?);
    }
    pod(s, o)
}

fn pod(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    o.lines(4, "spec:\n  restartPolicy: Never");
    if s.on("imagePullSecrets")? {
        o.line(6, "imagePullSecrets:");
        o.yaml(8, s.get("imagePullSecrets")?);
    }
    if s.on("serviceAccount.enabled")? {
        o.line(6, &format!("serviceAccountName: {}", account(s)?));
    }
    o.line(6, "securityContext:");
    o.yaml(8, s.get("securityContext")?);
    volumes(s, o, 8)?;
    o.lines(6, "containers:\n  - name: preupgrade-check");
    o.line(10, &format!("image: {}", image(s)?));
    o.line(10, &format!("imagePullPolicy: {}", s.print("image.pullPolicy")?));
    o.line(10, "securityContext:");
    container_security(s, o, 12)?;
    o.line(10, "command: [\"/usr/local/bin/preupgrade-check\"]");
    env_from(s, o, 10)?;
    extra_env(s, o)?;
    o.line(10, "resources:");
    o.yaml(12, s.get("preupgradeCheck.resources")?);
    o.line(10, "volumeMounts:");
    mounts(s, o, 12)
}

fn extra_env(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    let (env, secrets) = ("preupgradeCheck.extraEnv", "preupgradeCheck.extraSecrets");
    let some = s.on(env)? || s.on(secrets)?;
    let explicit = explicit_env(s)?;
    if !some && explicit.is_empty() {
        return Ok(());
    }
    o.line(10, "env:");
    if !explicit.is_empty() {
        o.line(12, &explicit.trim_end().replace('\n', "\n            "));
    }
    for (key, value) in s.walk(env)? {
        o.line(12, &format!("- name: {key}"));
        o.line(14, &format!("value: {}", quote(Some(value))));
    }
    for (key, _) in s.walk(secrets)? {
        o.line(12, &format!("- name: {key}"));
        o.lines(14, "valueFrom:\n  secretKeyRef:");
        o.line(18, &format!("name: {}", overrides_name(s)?));
        o.line(18, &format!("key: {key}"));
    }
    Ok(())
}

fn labels(s: &Scope<'_>, o: &mut Out) -> Outcome<()> {
    o.line(4, "app: terraform-enterprise-preupgrade-check");
    o.line(4, &format!("preupgrade-check.hashicorp.com/name: {}", name(s)?));
    o.line(4, &format!("helm.sh/chart: terraform-enterprise-{}", s.chart.version()));
    let own = s.get("nameOverride")?.filter(|value| value.truthy());
    if let Some(value) = own
        && value.as_str().is_none()
    {
        let kind = FaultKind::WrongType { expected: "string", got: go_type(own) };
        return Err(s.at("_helpers.tpl").blame(kind, "nameOverride", own));
    }
    let own = if own.is_some() { cut(&shown(own)) } else { "terraform-enterprise".to_owned() };
    o.line(4, &format!("app.kubernetes.io/name: {own}"));
    o.lines(
        4,
        "app.kubernetes.io/instance: terraform-enterprise\napp.kubernetes.io/managed-by: Helm",
    );
    Ok(())
}

/// At most 63 bytes, without a dash at the end.
fn cut(text: &str) -> String {
    let end = text.floor_char_boundary(63);
    let text = text.get(..end).unwrap_or(text);
    text.strip_suffix('-').unwrap_or(text).to_owned()
}

fn name(s: &Scope<'_>) -> Outcome<String> {
    s.print_or("preupgradeCheck.jobName", "terraform-enterprise-preupgrade-check")
}

fn overrides_name(s: &Scope<'_>) -> Outcome<String> {
    Ok(cut(&format!("{}-overrides", name(s)?)))
}

/// What the chart checks itself.
fn validate(s: &Scope<'_>) -> Outcome<()> {
    if !s.on("preupgradeCheck.enabled")? {
        return Ok(());
    }
    let (namespace, job) = ("preupgradeCheck.tfeNamespace", "preupgradeCheck.jobName");
    let own = s.get(namespace)?;
    if own.and_then(helm_values::Value::as_bool).is_none() {
        let kind = FaultKind::Refused("preupgradeCheck.tfeNamespace must be a boolean");
        return Err(s.blame(kind, namespace, own));
    }
    let Some(value) = s.get(job)?.filter(|value| value.truthy()) else {
        return Ok(());
    };
    let kind = match &value.data {
        Data::String(name) if name.len() > 63 => {
            FaultKind::Refused("preupgradeCheck.jobName must be 63 characters or fewer")
        }
        Data::String(name) if is_label(name) => return Ok(()),
        Data::String(_) => FaultKind::Refused(
            "preupgradeCheck.jobName must be a valid Kubernetes DNS label (lowercase alphanumeric and '-')",
        ),
        Data::Bool(_) | Data::Number(_) | Data::Null => {
            FaultKind::NoLength { got: go_type(Some(value)) }
        }
        Data::List(_) | Data::Map(_) => {
            FaultKind::WrongType { expected: "string", got: go_type(Some(value)) }
        }
    };
    Err(s.blame(kind, job, Some(value)))
}

fn is_label(name: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    name.bytes().all(inner) && !name.starts_with('-') && !name.ends_with('-')
}
