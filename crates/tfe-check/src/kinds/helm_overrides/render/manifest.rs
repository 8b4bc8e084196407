use std::cell::RefCell;
use std::collections::HashMap;

use helm_values::{Data, Document, Helm, Map, Value, parse};

use super::fault::{Fault, FaultKind};
use super::scope::Outcome;
use super::templates::Rendered;

/// A Kubernetes object of the release.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    /// The chart's file that it comes from.
    pub template: &'static str,
    /// `Deployment`, ...
    pub kind: String,
    /// Its name.
    pub name: String,
    /// All of it.
    pub value: Value,
    /// Keys that stand twice in `data`; the last one counts.
    pub twice: Vec<String>,
}

/// Longer manifests (bytes) are not remembered: what makes them long is what is being changed.
const REMEMBERED: usize = 64 * 1024;

thread_local! {
    /// The last manifest of each of the chart's files, with its objects: a key that somebody presses,
    /// and a fix that is tried, change one or two of them.
    static LAST: RefCell<HashMap<&'static str, (String, Vec<Object>)>> = RefCell::default();
}

/// The objects of one file's manifest, read as Helm reads it before it sends anything.
pub(super) fn objects(rendered: &Rendered) -> Outcome<Vec<Object>> {
    let Rendered { template, text, .. } = rendered;
    let known = LAST.with_borrow(|last| {
        let (_, objects) = last.get(template).filter(|(known, _)| known == text)?;
        Some(objects.clone())
    });
    if let Some(objects) = known {
        return Ok(objects);
    }
    let objects = read(rendered)?;
    if text.len() <= REMEMBERED {
        LAST.with_borrow_mut(|last| last.insert(template, (text.clone(), objects.clone())));
    }
    Ok(objects)
}

fn read(rendered: &Rendered) -> Outcome<Vec<Object>> {
    let document = parse(&trimmed(&rendered.text));
    let broken = |said: String| {
        Box::new(Fault {
            template: rendered.template,
            kind: FaultKind::BrokenManifest(said),
            path: Vec::new(),
            span: None,
            at: String::new(),
        })
    };
    let problem =
        document.problems().iter().find(|problem| problem.fatal && problem.only != Some(Helm::V4));
    if let Some(problem) = problem {
        let said = problem.said.as_deref().unwrap_or_default();
        return Err(broken(format!("error converting YAML to JSON: {}", without_line(said))));
    }
    let mut objects = Vec::new();
    for piece in document.pieces() {
        let Data::Map(map) = &piece.value.data else { continue };
        check_head(map).map_err(broken)?;
        objects.push(object(rendered.template, &document, &piece.value, piece.root));
    }
    Ok(objects)
}

/// Helm cuts the blanks at the end of each manifest, those of Unicode too (`SplitManifests` in
/// pkg/release/v1/util): a value that ends in one loses it.
fn trimmed(text: &str) -> String {
    let manifests: Vec<&str> = text.split("\n---").map(str::trim_end).collect();
    manifests.join("\n---")
}

/// The line is one of the manifest, which nobody sees.
fn without_line(said: &str) -> String {
    match said.strip_prefix("yaml: line ").and_then(|rest| rest.split_once(": ")) {
        Some((_, rest)) => format!("yaml: {rest}"),
        None => said.to_owned(),
    }
}

fn object(
    template: &'static str,
    document: &Document,
    value: &Value,
    root: Option<helm_values::NodeId>,
) -> Object {
    let text = |path: &[&str]| {
        let value = value.at(path);
        value.map(super::scope::print).unwrap_or_default()
    };
    let data =
        root.and_then(|root| document.find_in(root, &["data"])).map(|found| found.entry.value);
    let duplicates = document.duplicates();
    let twice = duplicates
        .iter()
        .filter(|twice| Some(twice.mapping) == data)
        .filter_map(|twice| twice.path.last().cloned());
    Object {
        template,
        kind: text(&["kind"]),
        name: text(&["metadata", "name"]),
        value: value.bare(),
        twice: twice.collect(),
    }
}

/// Helm reads name and annotations of every object; numbers and booleans it takes for text there.
fn check_head(object: &Map) -> Result<(), String> {
    let Some(metadata) = object.get("metadata") else { return Ok(()) };
    let refused = |value: &Value, field: &str, form: &str| {
        let said = "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal";
        format!("{said} {} into Go struct field .metadata{field} of type {form}", json_type(value))
    };
    if !is_scalar(metadata.get("name")) {
        return Err(metadata
            .get("name")
            .map(|name| refused(name, ".name", "string"))
            .unwrap_or_default());
    }
    let Some(annotations) = metadata.get("annotations").filter(|value| !value.is_null()) else {
        return Ok(());
    };
    let Data::Map(annotations) = &annotations.data else {
        return Err(refused(annotations, ".annotations", "map[string]string"));
    };
    match annotations.values().find(|value| !is_scalar(Some(value))) {
        Some(value) => Err(refused(value, ".annotations", "string")),
        None => Ok(()),
    }
}

fn is_scalar(value: Option<&Value>) -> bool {
    !matches!(value.map(|value| &value.data), Some(Data::List(_) | Data::Map(_)))
}

pub(super) const fn json_type(value: &Value) -> &'static str {
    match value.data {
        Data::Null => "null",
        Data::Bool(_) => "bool",
        Data::Number(_) => "number",
        Data::String(_) => "string",
        Data::List(_) => "array",
        Data::Map(_) => "object",
    }
}
