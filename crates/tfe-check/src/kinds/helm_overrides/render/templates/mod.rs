//! What the chart's templates make of values, one function a file of the chart.
//!
//! Facts: templates of the chart terraform-enterprise 1.6.8 at b94a984; what older charts do otherwise
//! is in `knowledge/chart-history.yaml`.

mod access;
mod certificates;
mod config_map;
mod containers;
mod deployment;
mod objects;
mod preupgrade;
mod release;
mod secret;
mod service;

use super::held::Held;
use super::out::Out;
use super::scope::{Outcome, Scope};

/// A file of the chart and the manifest it gave.
pub(super) struct Rendered {
    pub(super) template: &'static str,
    pub(super) text: String,
    /// What the marks in it stand for.
    pub(super) held: Held,
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

/// Runs all templates; `long` says from how many items on a list or map is only marked.
pub(super) fn render(scope: Scope<'_>, long: usize) -> Outcome<Vec<Rendered>> {
    let mut all = Vec::new();
    for (template, run) in TEMPLATES {
        let mut out = Out::holding(long);
        run(&scope.at(template), &mut out)?;
        // What Go prints for nothing Helm takes out, in a value's own text too.
        let text = out.text.replace("<no value>", "");
        all.push(Rendered { template, text, held: out.held });
    }
    Ok(all)
}
