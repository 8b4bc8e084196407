//! A pod that does not run as root cannot read its AWS token unless `openshift.enabled` is on.

use helm_values::{Data, Value};
use text::Span;

use super::change;
use crate::base::finding::{Evidence, Finding, Fix, Severity};
use crate::kinds::helm_overrides::facts::{Facts, Known};
use crate::knowledge::rules::helm_overrides::NONROOT_WITHOUT_OPENSHIFT;

const ARTICLE: &str = "support.hashicorp.com article 40425935163155";

const TOKEN: &str = "`WebIdentityErr … serviceaccount/token: permission denied`";

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    // For a chart without this switch, that is reported instead.
    let unknown = facts.lost && facts.key("openshift.enabled").is_none();
    if unknown || facts.ignores("openshift.enabled") {
        return Vec::new();
    }
    let Some(nonroot) = nonroot(facts) else { return Vec::new() };
    let Some(aws) = aws(facts) else { return Vec::new() };
    let found = match facts.key("openshift.enabled") {
        Some(on) if facts.is_on("openshift.enabled") => match (on.as_bool(), defeated(facts)) {
            (_, Some(context)) => Some(say_defeated(facts, context)),
            (None, None) if is_off(on) => Some(say_quoted(facts, on)),
            _ => None,
        },
        _ => Some(say(facts, &nonroot, &aws)),
    };
    found.into_iter().collect()
}

/// The line that keeps root out.
struct NonRoot {
    span: Span,
    by_flag: bool,
}

/// The fields of the container count before those of the pod.
fn nonroot(facts: &Facts<'_>) -> Option<NonRoot> {
    let field = |name: &str| {
        let own = facts.key(&format!("container.securityContext.{name}")).filter(|v| !v.is_null());
        own.or_else(|| facts.key(&format!("securityContext.{name}"))).filter(|v| !v.is_null())
    };
    let user = field("runAsUser");
    let entry = |v: &Value| v.origin.map(|o| o.entry).unwrap_or_default();
    if let Some(flag) = field("runAsNonRoot").filter(|v| v.as_bool() == Some(true)) {
        return Some(NonRoot { span: entry(flag), by_flag: true });
    }
    let user = user.filter(|v| v.as_number().is_some_and(|n| n != 0.0))?;
    Some(NonRoot { span: entry(user), by_flag: false })
}

/// What makes TFE read the token of its AWS role.
struct Aws {
    span: Option<Span>,
    storage: bool,
}

fn aws(facts: &Facts<'_>) -> Option<Aws> {
    let is =
        |name: &str, value: &str| matches!(facts.known(name), Known::Text(t) if t.trim() == value);
    let there = |name: &str| matches!(facts.known(name), Known::Text(t) if !t.trim().is_empty());
    let span = |name: &str| facts.setting(name).and_then(|g| g.value.origin).map(|o| o.entry);
    let other_store = there("TFE_OBJECT_STORAGE_TYPE") && !is("TFE_OBJECT_STORAGE_TYPE", "s3");
    let keys = there("TFE_OBJECT_STORAGE_S3_ACCESS_KEY_ID")
        && there("TFE_OBJECT_STORAGE_S3_SECRET_ACCESS_KEY");
    let profile = "TFE_OBJECT_STORAGE_S3_USE_INSTANCE_PROFILE";
    if is(profile, "true") && !other_store && !keys {
        return Some(Aws { span: span(profile), storage: true });
    }
    let logins = [
        "TFE_DATABASE_PASSWORDLESS_AWS_USE_INSTANCE_PROFILE",
        "TFE_REDIS_PASSWORDLESS_AWS_USE_INSTANCE_PROFILE",
        "TFE_EXPLORER_DATABASE_PASSWORDLESS_AWS_USE_INSTANCE_PROFILE",
    ];
    let login = logins.into_iter().find(|name| is(name, "true"))?;
    has_role(facts).then(|| Aws { span: span(login), storage: false })
}

fn has_role(facts: &Facts<'_>) -> bool {
    ["serviceAccount", "pod"].iter().any(|block| {
        facts.key(&format!("{block}.annotations[eks.amazonaws.com/role-arn]")).is_some()
    })
}

/// `container.securityContext` that takes the place of what `openshift.enabled` adds.
fn defeated<'a>(facts: &Facts<'a>) -> Option<&'a Value> {
    let own = facts.key("container.securityContext")?;
    let map = own.as_map().filter(|m| !m.is_empty())?;
    let escalation = map.get("allowPrivilegeEscalation").and_then(Value::as_bool);
    (escalation != Some(false)).then_some(own)
}

fn say(facts: &Facts<'_>, nonroot: &NonRoot, aws: &Aws) -> Finding {
    let own = facts.key("container.securityContext.allowPrivilegeEscalation");
    let hardened = own.and_then(Value::as_bool) == Some(false)
        || matches!(facts.known("TFE_RUN_PIPELINE_KUBERNETES_OPEN_SHIFT_ENABLED"), Known::Text(t) if t == "true");
    let fragment = facts.is_fragment() && facts.key("serviceAccount").is_none();
    let severity = match nonroot.by_flag && (has_role(facts) || fragment) {
        _ if hardened => Severity::Info,
        true if aws.storage => Severity::Error,
        _ => Severity::Warning,
    };
    let why = match severity {
        Severity::Error => format!("{TOKEN}; S3 cannot be reached."),
        _ => format!("With a service account role: {TOKEN}."),
    };
    let found = NONROOT_WITHOUT_OPENSHIFT.at(nonroot.span).severity(severity).say(
        "As a non-root pod, TFE cannot read its AWS token and does not start.",
        why,
        "Add `openshift.enabled: true`; it works on EKS too.",
    );
    let found = if aws.storage { found } else { found.source(Evidence::Inferred, ARTICLE) };
    let found = match aws.span {
        Some(span) => found.related(span, "TFE uses its AWS role because of this"),
        None => found,
    };
    let mut fix = switch_on(facts, "Add `openshift.enabled: true`");
    if hardened || facts.key("openshift.enabled").is_some() {
        // Somebody chose what the switch would set, or that it is off.
        fix.iter_mut().for_each(Fix::require_review);
    }
    found.fix(fix)
}

/// Text that its reader takes for off.
fn is_off(value: &Value) -> bool {
    let text = value.as_str().unwrap_or("").trim().to_ascii_lowercase();
    matches!(text.as_str(), "false" | "no" | "off" | "n" | "0")
}

fn say_quoted(facts: &Facts<'_>, on: &Value) -> Finding {
    let text = on.as_str().unwrap_or("");
    NONROOT_WITHOUT_OPENSHIFT
        .at(super::place::value(on))
        .severity(Severity::Warning)
        .source(Evidence::ChartSource, "chart templates/deployment.yaml: any text is true")
        .say(
            format!("In quotes, {text:?} counts as true: OpenShift mode is on."),
            "A non-root pod with an AWS role needs it on; a real `false` here would stop TFE.",
            "Write `true`.",
        )
        .fix(switch_on(facts, "Write `true`"))
}

fn say_defeated(facts: &Facts<'_>, context: &Value) -> Finding {
    let path = change::key_path(facts, "container.securityContext");
    // What belongs to the pod is moved, and would be lost.
    let is_of_pod = |name: &str| super::pod_field_on_the_container::POD_ONLY.contains(&name);
    let moved = context.as_map().into_iter().flatten().any(|(name, _)| is_of_pod(name));
    let fix = if moved { None } else { change::remove(facts, &path) };
    NONROOT_WITHOUT_OPENSHIFT
        .at(super::place::key(context))
        .severity(Severity::Warning)
        .source(
            Evidence::ChartSource,
            "chart templates/deployment.yaml; support.hashicorp.com article 40425935163155",
        )
        .say(
            "This replaces what `openshift.enabled` adds for a non-root pod.",
            format!("TFE most likely cannot read its AWS token: {TOKEN}."),
            "Remove it, or repeat the four fields that the chart adds.",
        )
        .fix(fix.map(|edits| Fix::review("Remove `container.securityContext`", edits)))
}

fn switch_on(facts: &Facts<'_>, title: &'static str) -> Option<Fix> {
    let edits =
        change::put(facts, &change::key_path(facts, "openshift.enabled"), Data::Bool(true))?;
    Some(Fix::safe(title, edits))
}
