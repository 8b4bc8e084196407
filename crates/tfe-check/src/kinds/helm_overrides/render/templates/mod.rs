//! What the chart's templates make of values, one function a file of the chart.
//!
//! Facts: templates of the chart terraform-enterprise 1.6.8 at b94a984; what older charts do otherwise
//! is in `knowledge/chart-history.yaml`.

mod access;
mod config_map;
mod containers;
mod deployment;
mod objects;
mod preupgrade;
mod secret;
mod service;

use super::out::Out;
use super::scope::{Outcome, Scope};

/// A file of the chart and the manifest it gave.
pub(super) struct Rendered {
    pub(super) template: &'static str,
    pub(super) text: String,
}

type Template = fn(&Scope<'_>, &mut Out) -> Outcome<()>;

/// In the order in which Helm runs them: the first fault is the one it tells.
const TEMPLATES: [(&str, Template); 12] = [
    ("service.yaml", service::services),
    ("service-account.yaml", access::service_account),
    ("secretproviderclass.yaml", objects::secret_provider_class),
    ("secret.yaml", secret::secrets),
    ("rbac.yaml", access::rbac),
    ("preupgrade-check-secret.yaml", preupgrade::secret),
    ("preupgrade-check-job.yaml", preupgrade::job),
    ("pdb.yaml", objects::disruption_budget),
    ("ingress.yaml", objects::ingress),
    ("deployment.yaml", deployment::deployment),
    ("config-map.yaml", config_map::config_map),
    ("agents-namespace.yaml", access::agents_namespace),
];

/// Runs all templates.
pub(super) fn render(scope: Scope<'_>) -> Outcome<Vec<Rendered>> {
    let mut all = Vec::new();
    for (template, run) in TEMPLATES {
        let mut out = Out::default();
        run(&scope.at(template), &mut out)?;
        // What Go prints for nothing Helm takes out, in a value's own text too.
        all.push(Rendered { template, text: out.text.replace("<no value>", "") });
    }
    Ok(all)
}

/// Whether the release itself is rendered, not only its check before an upgrade.
fn is_release(s: &Scope<'_>) -> Outcome<bool> {
    Ok(!s.on("preupgradeCheck.enabled")?)
}

/// Whether settings and account are rendered: with the release, and with a check in a namespace of
/// its own.
fn has_settings(s: &Scope<'_>) -> Outcome<bool> {
    Ok(is_release(s)? || !s.on("preupgradeCheck.tfeNamespace")?)
}

/// `annotations` or `labels` of a block, left out when empty.
fn meta(s: &Scope<'_>, o: &mut Out, block: &str, name: &str) -> Outcome<()> {
    let value = s.get(&format!("{block}.{name}"))?;
    if value.is_some_and(helm_values::Value::truthy) {
        o.line(2, &format!("{name}:"));
        o.yaml(4, value);
    }
    Ok(())
}

/// Where agents run.
fn agent_namespace(s: &Scope<'_>) -> Outcome<String> {
    let own = format!("{}-agents", super::NAMESPACE);
    s.print_or("agents.namespace.name", &own)
}

/// The account that TFE runs as.
fn account(s: &Scope<'_>) -> Outcome<String> {
    s.print_or("serviceAccount.name", super::NAMESPACE)
}

/// The secondary certificate is mounted when it is given or named.
fn has_secondary_certificate(s: &Scope<'_>) -> Outcome<bool> {
    Ok(s.all(&["tlsSecondary.certData", "tlsSecondary.keyData"])?
        || s.on("tlsSecondary.certificateSecret")?)
}

/// A block of Redis certificates counts when it has all three.
fn has_redis_certificates(s: &Scope<'_>, block: &str) -> Outcome<bool> {
    let path = |name: &str| format!("{block}.{name}");
    s.all(&[&path("certData"), &path("keyData"), &path("caCertData")])
}

fn ca_path(s: &Scope<'_>) -> Outcome<String> {
    Ok(format!("{}/{}", s.print("tls.caCertBaseDir")?, s.print("tls.caCertFileName")?))
}
