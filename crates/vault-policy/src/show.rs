use serde_json::{Map, Number, Value, json};

use crate::PatternKind;
use crate::model::{ParameterValue, Policy, PolicyRule};

impl Policy {
    /// The policy as JSON: `name`, `templated` and `paths`. Durations are in nanoseconds; limits
    /// that are not set are left out.
    pub fn to_json(&self) -> Value {
        let paths: Vec<Value> = self.rules.iter().map(PolicyRule::to_json).collect();
        json!({ "name": self.name, "templated": self.templated, "paths": paths })
    }
}

impl PolicyRule {
    /// The rule as JSON, as one of the `paths` of [`Policy::to_json`].
    pub fn to_json(&self) -> Value {
        let capabilities: Vec<&str> = self.capabilities.iter().map(|c| c.word()).collect();
        let mut map = Map::new();
        let mut put = |key: &str, value: Value| map.insert(key.to_owned(), value);
        put("path", json!(self.pattern.text));
        put("prefix", json!(self.pattern.kind == PatternKind::Prefix));
        put("segment_wildcards", json!(self.pattern.kind == PatternKind::Segments));
        put("capabilities", json!(capabilities));
        let limits = self.limits();
        if limits.min_wrapping_ttl != 0 {
            put("min_wrapping_ttl_ns", json!(limits.min_wrapping_ttl));
        }
        if limits.max_wrapping_ttl != 0 {
            put("max_wrapping_ttl_ns", json!(limits.max_wrapping_ttl));
        }
        let lists = [
            ("allowed_parameters", &limits.allowed_parameters),
            ("denied_parameters", &limits.denied_parameters),
        ];
        for (key, parameters) in lists {
            if let Some(parameters) = parameters {
                let shown = parameters.iter().map(|(name, values)| (name.clone(), list(values)));
                put(key, Value::Object(shown.collect()));
            }
        }
        if !limits.required_parameters.is_empty() {
            put("required_parameters", json!(limits.required_parameters));
        }
        if let Some(methods) = &limits.mfa_methods {
            put("mfa_methods", json!(methods));
        }
        if let Some(group) = &limits.control_group {
            let names: Vec<&String> = group.factors.keys().collect();
            put("control_group", json!({ "factors": names, "ttl_ns": group.ttl }));
        }
        if !limits.subscribe_event_types.is_empty() {
            put("subscribe_event_types", json!(limits.subscribe_event_types));
        }
        Value::Object(map)
    }
}

fn list(values: &[ParameterValue]) -> Value {
    Value::Array(values.iter().map(value).collect())
}

fn value(parameter: &ParameterValue) -> Value {
    let map = |map: &std::collections::BTreeMap<String, ParameterValue>| {
        Value::Object(map.iter().map(|(k, v)| (k.clone(), value(v))).collect())
    };
    match parameter {
        ParameterValue::Text(text) => json!(text),
        ParameterValue::Integer(number) => json!(number),
        ParameterValue::Float(number) => float(*number),
        ParameterValue::Bool(truth) => json!(truth),
        ParameterValue::List(values) => list(values),
        ParameterValue::Map(inner) => map(inner),
        ParameterValue::Maps(maps) => Value::Array(maps.iter().map(map).collect()),
    }
}

/// A float without a fraction has no point in Go's JSON.
fn float(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9.2e18 {
        return json!(number as i64);
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}
