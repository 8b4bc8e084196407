use std::collections::BTreeMap;

use helm_values::{Data, Value};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::{EnvEntry, Release, Rendering};

/// A rendering as `explain` gives it, row by row.
#[derive(Serialize)]
pub(crate) struct Explained {
    /// Whether Helm renders it.
    pub renders: bool,
    /// Why not; empty where it does.
    pub error: String,
    /// The ConfigMap's settings.
    pub rendered_env: Option<BTreeMap<String, Json>>,
    /// Names of the Secret's settings.
    pub secret_env: Option<Vec<String>>,
    /// Names that `env.variables` and the chart both set; the chart wins.
    pub duplicate_env_keys: Vec<String>,
    /// The pod's.
    pub pod_security_context: Option<Json>,
    /// TFE's container's.
    pub container_security_context: Option<Json>,
    /// As pulled.
    pub image: Option<Json>,
    /// As written.
    pub replicas: Option<Json>,
    /// The pod's account.
    pub service_account: Option<Json>,
    /// Settings of single references; null for one without a name.
    pub explicit_env: Option<Vec<Option<String>>>,
    /// `KIND/NAME` of every object, sorted.
    pub kinds: Option<Vec<String>>,
    /// What Kubernetes would refuse.
    pub install_errors: Vec<String>,
    /// What Helm logs next to it.
    pub helm_warnings: Vec<String>,
    /// The agents' pod template as TFE decodes it.
    pub agent_pod_template: Option<Json>,
    /// TFE's container's, whose defaults differ from chart to chart.
    pub readiness_probe: Option<Json>,
    /// TFE's container's requests and limits, which do so too.
    pub resources: Option<Json>,
}

/// A value as JSON: whole numbers without a point.
#[derive(Debug, PartialEq)]
pub(crate) struct Json(pub Value);

impl Rendering {
    /// The rendering as `explain` gives it.
    pub(crate) fn explain(&self) -> Explained {
        match &self.outcome {
            Ok(release) => Explained { helm_warnings: self.warnings.clone(), ..explain(release) },
            Err(fault) => Explained { error: fault.to_string(), ..nothing() },
        }
    }
}

fn nothing() -> Explained {
    Explained {
        renders: false,
        error: String::new(),
        rendered_env: None,
        secret_env: None,
        duplicate_env_keys: Vec::new(),
        pod_security_context: None,
        container_security_context: None,
        image: None,
        replicas: None,
        service_account: None,
        explicit_env: None,
        kinds: None,
        install_errors: Vec::new(),
        helm_warnings: Vec::new(),
        agent_pod_template: None,
        readiness_probe: None,
        resources: None,
    }
}

fn explain(release: &Release) -> Explained {
    let json = |value: Option<&Value>| value.filter(|v| !v.is_null()).map(|v| Json(v.bare()));
    let empty = || Json(Value::of(Data::map(helm_values::Map::new())));
    let has_pod = release.container().is_some();
    let context = |value: Option<&Value>| has_pod.then(|| json(value).unwrap_or_else(empty));
    let env = release.env.as_ref();
    let config = release.objects.iter().find(|object| object.kind == "ConfigMap");
    let mut duplicates = config.map(|object| object.twice.clone()).unwrap_or_default();
    text::sort_by(&mut duplicates, String::cmp);
    let mut kinds: Vec<String> =
        release.objects.iter().map(|object| format!("{}/{}", object.kind, object.name)).collect();
    text::sort_by(&mut kinds, String::cmp);
    Explained {
        renders: true,
        rendered_env: env
            .map(|env| env.iter().map(|e| (e.name.clone(), Json(e.value.bare()))).collect()),
        secret_env: Some(release.secrets.iter().map(|secret| secret.name.clone()).collect()),
        duplicate_env_keys: duplicates,
        agent_pod_template: json(release.agent_template().as_ref()),
        readiness_probe: json(release.container().and_then(|c| c.get("readinessProbe"))),
        resources: json(release.container().and_then(|c| c.get("resources"))),
        pod_security_context: context(release.pod_security()),
        container_security_context: context(release.container_security()),
        image: json(release.image()),
        replicas: json(release.deployment().and_then(|d| d.at(&["spec", "replicas"]))),
        service_account: json(release.pod().and_then(|pod| pod.get("serviceAccountName"))),
        explicit_env: release.explicit.as_ref().map(|all| {
            let name = |entry: &EnvEntry| Some(entry.name.clone()).filter(|name| !name.is_empty());
            all.iter().map(name).collect()
        }),
        kinds: Some(kinds),
        install_errors: release
            .install
            .iter()
            .map(|e| format!("{}/{} {}", e.kind, e.name, e.field))
            .collect(),
        ..nothing()
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(&self.0, serializer)
    }
}

struct Borrowed<'v>(&'v Value);

impl Serialize for Borrowed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(self.0, serializer)
    }
}

fn write<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
    match &value.data {
        Data::Null => serializer.serialize_unit(),
        Data::Bool(bool) => serializer.serialize_bool(*bool),
        #[expect(clippy::cast_possible_truncation, reason = "whole and small enough")]
        Data::Number(n) if n.fract() == 0.0 && n.abs() < 9e15 => {
            serializer.serialize_i64(*n as i64)
        }
        Data::Number(number) => serializer.serialize_f64(*number),
        Data::String(text) => serializer.serialize_str(text),
        Data::List(items) => {
            let mut list = serializer.serialize_seq(Some(items.len()))?;
            items.iter().try_for_each(|item| list.serialize_element(&Borrowed(item)))?;
            list.end()
        }
        Data::Map(entries) => {
            let mut map = serializer.serialize_map(Some(entries.len()))?;
            entries
                .iter()
                .try_for_each(|(key, value)| map.serialize_entry(key.as_str(), &Borrowed(value)))?;
            map.end()
        }
    }
}
