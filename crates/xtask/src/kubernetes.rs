//! Makes `knowledge/kubernetes-schema.yaml` from the OpenAPI file that each Kubernetes release publishes
//! as `api/openapi-spec/swagger.json`. The file is given as a path: nothing is downloaded.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;

use serde_json::Value;

use crate::failure::Result;

/// The objects whose fields are written, by API version and kind.
const ROOTS: [(&str, &str, &str); 13] = [
    ("batch/v1", "CronJob", "io.k8s.api.batch.v1.CronJob"),
    ("batch/v1", "Job", "io.k8s.api.batch.v1.Job"),
    ("v1", "Pod", "io.k8s.api.core.v1.Pod"),
    ("apps/v1", "Deployment", "io.k8s.api.apps.v1.Deployment"),
    ("apps/v1", "StatefulSet", "io.k8s.api.apps.v1.StatefulSet"),
    ("v1", "Secret", "io.k8s.api.core.v1.Secret"),
    ("v1", "ConfigMap", "io.k8s.api.core.v1.ConfigMap"),
    ("v1", "ServiceAccount", "io.k8s.api.core.v1.ServiceAccount"),
    ("v1", "PersistentVolumeClaim", "io.k8s.api.core.v1.PersistentVolumeClaim"),
    ("rbac.authorization.k8s.io/v1", "Role", "io.k8s.api.rbac.v1.Role"),
    ("rbac.authorization.k8s.io/v1", "ClusterRole", "io.k8s.api.rbac.v1.ClusterRole"),
    ("rbac.authorization.k8s.io/v1", "RoleBinding", "io.k8s.api.rbac.v1.RoleBinding"),
    ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "io.k8s.api.rbac.v1.ClusterRoleBinding"),
];

/// Other objects that the chart renders: only their fields are written.
const RENDERED: [&str; 4] = [
    "io.k8s.api.core.v1.Service",
    "io.k8s.api.core.v1.Namespace",
    "io.k8s.api.networking.v1.Ingress",
    "io.k8s.api.policy.v1.PodDisruptionBudget",
];

/// Where the table is kept, from the root of the repository.
const TABLE: &str = "knowledge/kubernetes-schema.yaml";

/// Reads the OpenAPI file at a path and writes the table of that release.
pub(crate) fn schema(args: &[String]) -> Result {
    let [path, release] = args else {
        return Err("cargo xtask kubernetes-schema SWAGGER.JSON RELEASE".into());
    };
    let text = fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
    let whole: Value = serde_json::from_str(&text).map_err(|e| format!("{path}: {e}"))?;
    let table = table(&whole, release)?;
    fs::write(TABLE, table).map_err(|e| format!("{TABLE}: {e}").into())
}

fn table(whole: &Value, release: &str) -> Result<String> {
    let mut types: BTreeMap<String, String> = BTreeMap::new();
    let roots = ROOTS.iter().map(|(_, _, name)| name).chain(&RENDERED);
    let mut open: BTreeSet<String> = roots.map(|name| (*name).to_owned()).collect();
    while let Some(name) = open.pop_first() {
        let row = fields(whole, &name, &mut open)?;
        types.insert(name, row);
        open.retain(|name| !types.contains_key(name));
    }
    let mut out = format!(
        "# Made by `cargo xtask kubernetes-schema`; not edited by hand.\n\
         # A field is `name:type`, `name*:type` where it is required. Types: s text, i whole number of 32\n\
         # bits, l of 64 bits, n number, b boolean, y base64, q quantity, x whole number or text, o any map, ? anything,\n\
         # or another row; [] before it is a list of it, {{}} a map to it.\n\
         release: \"{release}\"\n\
         source: kubernetes/kubernetes api/openapi-spec/swagger.json\n\
         kinds:\n"
    );
    let mut line = |text: &str| writeln!(out, "{text}").map_err(|e| e.to_string());
    for (version, kind, name) in ROOTS {
        line(&format!("  {version} {kind}: {}", short(name)))?;
    }
    line("types:")?;
    for (name, row) in &types {
        line(&format!("  {}: {row:?}", short(name)))?;
    }
    Ok(out)
}

/// The last part of a type's name. No two types in the table share it.
fn short(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// The fields of one type; the types that they name are added to `open`.
fn fields(whole: &Value, name: &str, open: &mut BTreeSet<String>) -> Result<String> {
    let definition = whole.get("definitions").and_then(|all| all.get(name));
    let definition = definition.ok_or_else(|| format!("no definition of {name}"))?;
    let required: Vec<&str> = definition
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut words = Vec::new();
    let properties = definition.get("properties").and_then(Value::as_object);
    for (field, form) in properties.into_iter().flatten() {
        // What the server writes is never part of a file that somebody applies.
        if field == "status" && definition.get("x-kubernetes-group-version-kind").is_some() {
            words.push("status:?".to_owned());
            continue;
        }
        let star = if required.contains(&field.as_str()) { "*" } else { "" };
        words.push(format!("{field}{star}:{}", form_of(whole, form, open)));
    }
    Ok(words.join(" "))
}

/// How a field's type is written in the table.
fn form_of(whole: &Value, form: &Value, open: &mut BTreeSet<String>) -> String {
    if let Some(name) = form.get("$ref").and_then(Value::as_str) {
        return named(whole, name.trim_start_matches("#/definitions/"), open);
    }
    let text = |key: &str| form.get(key).and_then(Value::as_str).unwrap_or("");
    match (text("type"), text("format")) {
        ("array", _) => inner(whole, form.get("items"), "[]", open),
        ("object", _) if form.get("additionalProperties").is_some() => {
            inner(whole, form.get("additionalProperties"), "{}", open)
        }
        ("object", _) => "o".to_owned(),
        ("string", "byte") => "y".to_owned(),
        ("string", "int-or-string") => "x".to_owned(),
        ("string", _) => "s".to_owned(),
        ("integer", "int64") => "l".to_owned(),
        ("integer", _) => "i".to_owned(),
        ("number", _) => "n".to_owned(),
        ("boolean", _) => "b".to_owned(),
        _ => "?".to_owned(),
    }
}

fn inner(whole: &Value, form: Option<&Value>, sign: &str, open: &mut BTreeSet<String>) -> String {
    let form = form.map_or_else(|| "?".to_owned(), |form| form_of(whole, form, open));
    format!("{sign}{form}")
}

/// Types of one value are written as that; of the others the row is made too.
fn named(whole: &Value, name: &str, open: &mut BTreeSet<String>) -> String {
    if name.ends_with(".Quantity") {
        return "q".to_owned();
    }
    let definition = whole.get("definitions").and_then(|all| all.get(name));
    match definition {
        Some(definition) if definition.get("properties").is_some() => {
            open.insert(name.to_owned());
            short(name).to_owned()
        }
        Some(definition) => form_of(whole, definition, open),
        None => "?".to_owned(),
    }
}
