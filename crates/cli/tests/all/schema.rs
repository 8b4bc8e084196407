//! The schema of overrides.yaml: what renders and is no finding passes, slips do not.

use crate::support;

use std::fs;
use std::path::PathBuf;

use helm_values::{Data, Helm};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use support::run;
use tfe_check::{Document, Options, Severity, check, detect};

/// The values of a text as Helm hands them to a schema.
fn values(text: &str) -> Value {
    json_of(&helm_values::parse(text).values(Helm::default()))
}

/// The same on top of the chart's own values: Helm checks these.
fn merged(text: &str) -> Value {
    let chart = include_str!("../../../../knowledge/chart-values.yaml");
    let read = |text: &str| helm_values::parse(text).values(Helm::default()).as_map().cloned();
    let mut values = read(text).unwrap_or_default();
    helm_values::coalesce(&mut values, &read(chart).unwrap());
    json_of(&helm_values::Value::of(Data::map(values)))
}

fn json_of(value: &helm_values::Value) -> Value {
    match &value.data {
        Data::Null => Value::Null,
        Data::Bool(bool) => json!(bool),
        Data::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            json!(format!("{number:.0}").parse::<i64>().unwrap())
        }
        Data::Number(number) => json!(number),
        Data::String(text) => json!(text.as_str()),
        Data::List(items) => items.iter().map(json_of).collect(),
        Data::Map(map) => {
            map.iter().map(|(k, v)| (k.to_string(), json_of(v))).collect::<Map<_, _>>().into()
        }
    }
}

fn schema(args: &[&str]) -> Value {
    let (code, out, messages) = run(&[&["schema"], args].concat(), "");
    assert_eq!(code, 0, "{messages}");
    serde_json::from_str(&out).unwrap()
}

fn wrong(validator: &Validator, values: &Value) -> Vec<String> {
    validator.iter_errors(values).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

/// Values files that were checked elsewhere: by Helm itself, or as examples of rules.
fn texts() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut texts = Vec::new();
    let vectors = fs::read_to_string(root.join("tests/vectors/helm-overrides.jsonl")).unwrap();
    for line in vectors.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        if row["renders"] == true {
            let text = |name: &str| row[name].as_str().unwrap().to_owned();
            texts.push((text("id"), text("overrides")));
        }
    }
    for entry in fs::read_dir(root.join("rules/helm-overrides")).unwrap() {
        let path = entry.unwrap().path();
        let page = fs::read_to_string(&path).unwrap();
        for (number, block) in page.split("```yaml\n").skip(1).enumerate() {
            let name = format!("{} {number}", path.file_stem().unwrap().to_string_lossy());
            texts.push((name, block.split("```").next().unwrap().to_owned()));
        }
    }
    texts
}

/// Whether nothing of a text is more than an information.
fn is_clean(text: &str) -> bool {
    let detected = detect("overrides.yaml", text);
    let document = Document { kind: detected.kind, ..Document::new("overrides.yaml", text) };
    let report = check(&[document], &Options::default());
    detected.kind.is_some_and(|kind| kind.charts) && report.summary.at_least(Severity::Warning) == 0
}

#[test]
fn what_renders_and_is_no_finding_passes() {
    let schema = jsonschema::draft7::new(&schema(&[])).unwrap();
    let (mut passed, mut failed) = (0, Vec::new());
    for (name, text) in texts() {
        if is_clean(&text) {
            let mut wrong = wrong(&schema, &values(&text));
            wrong.extend(self::wrong(&schema, &merged(&text)));
            if wrong.is_empty() { passed += 1 } else { failed.push(format!("{name}: {wrong:?}")) }
        }
    }
    assert!(failed.is_empty() && passed > 100, "{passed} passed\n{}", failed.join("\n"));
}

#[test]
fn slips_are_seen() {
    let schema = jsonschema::draft7::new(&schema(&[])).unwrap();
    for (text, place) in [
        ("securitycontext: {}\n", "securitycontext"),
        ("env:\n  variable:\n    TFE_HOSTNAME: a\n", "variable"),
        ("tls:\n  certData: 1\n", "certData"),
        ("openshift:\n  enabled: \"false\"\n", "enabled"),
        ("service:\n  type: Loadbalancer\n", "Loadbalancer"),
        ("replicaCount: two\n", "replicaCount"),
        ("image:\n", "image"),
        ("env:\n  variables:\n    TFE_OPERATIONAL_MODE: exernal\n", "exernal"),
        ("env:\n  variables:\n    TFE_HOSTNAME: [a]\n", "TFE_HOSTNAME"),
    ] {
        let wrong = wrong(&schema, &values(text));
        assert!(wrong.iter().any(|w| w.contains(place)), "{text}: {wrong:?}");
    }
}

#[test]
fn it_follows_the_versions() {
    let newest = schema(&[]);
    let (old, older) = (schema(&["--chart", "1.6.6"]), schema(&["--chart", "1.3.0"]));
    let key = |schema: &Value, path: &str| schema.pointer(path).cloned();
    let container = "/properties/tlsRedis";
    assert!(key(&newest, container).is_some());
    let memory =
        |schema: &Value| key(schema, "/properties/tfe/properties/readinessProbePath/default");
    assert_eq!(memory(&old), Some(json!("/_health_check")));
    assert_ne!(memory(&old), memory(&newest));
    let admin = "/properties/tfe/properties/adminHttpsPort";
    assert!(key(&newest, admin).is_some() && key(&older, admin).is_none());
    let setting = "/properties/env/properties/variables/properties/TFE_HOSTNAME/description";
    assert!(key(&newest, setting).unwrap().as_str().unwrap().contains("Since TFE"));
}

#[test]
fn the_published_schemas_are_what_the_program_prints() {
    let read = |name: &str| {
        let docs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs");
        serde_json::from_str::<Value>(&fs::read_to_string(docs.join(name)).unwrap()).unwrap()
    };
    let hint = "tfe-check schema --no-config > docs/overrides.schema.json";
    assert!(read("overrides.schema.json") == schema(&["--no-config"]), "stale: {hint}");
    assert_eq!(read("tfe-check.schema.json"), schema(&["config"]));
    assert_eq!(read("report.schema.json"), schema(&["report"]));
    for name in ["overrides.schema.json", "tfe-check.schema.json", "report.schema.json"] {
        jsonschema::meta::validate(&read(name)).unwrap();
    }
}
