//! What Helm makes of a values file with the chart: the manifests, without templates at run time.
//!
//! The chart's files are Rust functions here that write the same manifests, which are then read as
//! Helm and Kubernetes read them. So whatever a value does to the manifest (an empty tag, a line end
//! in base64) it does here too.

mod blame;
mod env;
mod explain;
mod fault;
mod held;
mod install;
mod manifest;
mod out;
mod scope;
mod templates;
#[cfg(test)]
mod tests;
mod to_yaml;
mod warnings;

#[cfg(test)]
pub(crate) use self::explain::Json;
pub(crate) use self::{
    env::{EnvEntry, EnvSource, SecretEntry},
    fault::{Fault, FaultKind},
    install::{InstallError, Mismatch},
    manifest::Object,
};

use std::sync::Arc;

use helm_values::{Clash, Data, Document, Helm, Map, Value, coalesce};

use super::chart::{Chart, NAMESPACE};
use crate::base::versions::Versions;
use scope::{Outcome, Scope};
use text::base64::decode_text;

/// A values file laid over the chart, and what comes out.
#[derive(Debug)]
pub(crate) struct Rendering {
    /// What Helm logs next to it.
    pub warnings: Vec<String>,
    /// The release, or why there is none.
    pub outcome: Result<Release, Fault>,
}

/// The objects of a release and what matters of them.
#[derive(Debug)]
pub(crate) struct Release {
    /// In Helm's order of files.
    pub objects: Vec<Object>,
    /// The settings of the ConfigMap, by name; none where there is no ConfigMap.
    pub env: Option<Vec<EnvEntry>>,
    /// The settings of the Secret, by name.
    pub secrets: Vec<SecretEntry>,
    /// The settings that single references give.
    pub explicit: Option<Vec<EnvEntry>>,
    /// What Kubernetes would refuse.
    pub install: Vec<InstallError>,
}

/// Renders a file with the chart of a version. `prefix` leads to its values in the file of a parent
/// chart.
pub(crate) fn render(
    document: &Document,
    prefix: &[&str],
    versions: &Versions,
    helm: Helm,
) -> Rendering {
    let file = document.values(helm);
    let own = file.at(prefix).cloned().unwrap_or_else(|| Value::of(Data::map(Map::new())));
    let Data::Map(own) = own.data else {
        return unreadable("the values are no map".to_owned(), document, helm);
    };
    let mut own = Arc::unwrap_or_clone(own);
    if let Some(problem) = document.refusal(helm) {
        let said = problem.said.clone().unwrap_or_default();
        return unreadable(said, document, helm);
    }
    let chart = Chart::new(versions);
    chart.drop_newer(&mut own);
    let defaults = chart.values();
    let (values, clashes) = merged(own.clone(), &defaults);
    let warnings = warnings::warnings(&clashes);
    let outcome = release(&values, chart)
        .map_err(|fault| blame::place(*fault, &own, &defaults, chart))
        .map(|release| {
            let install = blame::install(&release, &own, &defaults, chart);
            Release { install, ..release }
        });
    Rendering { warnings, outcome }
}

/// The values as the chart's templates see them.
fn merged(mut own: Map, defaults: &Map) -> (Value, Vec<Clash>) {
    let clashes = coalesce(&mut own, defaults);
    (Value::of(Data::map(own)), clashes)
}

fn unreadable(said: String, document: &Document, helm: Helm) -> Rendering {
    let problem = document.refusal(helm);
    let fault = Fault {
        template: "",
        kind: FaultKind::Unreadable(said),
        path: Vec::new(),
        span: problem.map(|problem| problem.span),
        at: String::new(),
    };
    Rendering { warnings: Vec::new(), outcome: Err(fault) }
}

fn release(values: &Value, chart: Chart<'_>) -> Outcome<Release> {
    let scope = Scope { values, chart, template: "" };
    let objects = objects(scope, held::LONG)?;
    let secrets = env::secrets(&objects, values);
    let install = install::errors(&objects);
    let (env, explicit) = (env::config_map(&objects, values), env::explicit(&objects, values));
    Ok(Release { env, secrets, explicit, install, objects })
}

/// The objects of all files; lists and maps of at least `long` items are not written and read where they
/// come back as they are.
fn objects(scope: Scope<'_>, long: usize) -> Outcome<Vec<Object>> {
    let mut all = Vec::new();
    let rendered = templates::render(scope, long)?;
    let holds = rendered.iter().any(|rendered| !rendered.held.is_empty());
    // Helm runs the templates from the last to the first, but reads the manifests from the first on.
    for rendered in rendered.into_iter().rev() {
        let mut objects = match manifest::objects(&rendered) {
            Ok(objects) => objects,
            Err(fault) if !holds => return Err(fault),
            Err(_) => return self::objects(scope, usize::MAX),
        };
        if !rendered.held.is_empty()
            && !rendered.held.put_into(objects.iter_mut().map(|object| &mut object.value))
        {
            return self::objects(scope, usize::MAX);
        }
        all.extend(objects);
    }
    Ok(all)
}

impl Release {
    /// The Deployment, unless only the check before an upgrade is rendered.
    pub(crate) fn deployment(&self) -> Option<&Value> {
        self.objects.iter().find(|object| object.kind == "Deployment").map(|object| &object.value)
    }

    /// TFE's container.
    pub(crate) fn container(&self) -> Option<&Value> {
        let containers = self.pod()?.get("containers")?.as_list()?;
        containers.first()
    }

    /// TFE's pod.
    pub(crate) fn pod(&self) -> Option<&Value> {
        self.deployment()?.at(&["spec", "template", "spec"])
    }

    /// The image as pulled.
    pub(crate) fn image(&self) -> Option<&Value> {
        self.container()?.get("image")
    }

    /// What is written for the pod's security context; none where that is null.
    pub(crate) fn pod_security(&self) -> Option<&Value> {
        self.pod()?.get("securityContext").filter(|value| !value.is_null())
    }

    /// What is written for TFE's container; none where that is null.
    pub(crate) fn container_security(&self) -> Option<&Value> {
        self.container()?.get("securityContext").filter(|value| !value.is_null())
    }

    /// The agents' pod template as TFE decodes it.
    pub(crate) fn agent_template(&self) -> Option<Value> {
        let name = "TFE_RUN_PIPELINE_KUBERNETES_POD_TEMPLATE";
        let entry = self.env.as_ref()?.iter().find(|entry| entry.name == name)?;
        let json = decode_text(entry.value.as_str()?)?;
        Some(helm_values::parse(&json).pieces().first()?.value.bare())
    }
}
