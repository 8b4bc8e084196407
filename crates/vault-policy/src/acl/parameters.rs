use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Denial;
use crate::VaultLine;
use crate::lower::lower;
use crate::model::{ParameterValue, PolicyRule};

/// What a rule's limits say to the parameters of a request.
pub(super) fn check(
    rule: &PolicyRule,
    data: Option<&Map<String, Value>>,
    line: VaultLine,
) -> Option<Denial> {
    let limits = rule.limits();
    for name in &limits.required_parameters {
        // The name is lower-cased, the request's are not.
        let name = lower(name);
        if !data.is_some_and(|data| data.contains_key(&name)) {
            return Some(Denial::ParameterMissing(name));
        }
    }
    let data = data.filter(|data| !data.is_empty())?;
    denied(limits.denied_parameters.as_ref(), data, line)
        .or_else(|| not_allowed(limits.allowed_parameters.as_ref(), data, line))
}

type Lists = BTreeMap<String, Vec<ParameterValue>>;

fn denied(lists: Option<&Lists>, data: &Map<String, Value>, line: VaultLine) -> Option<Denial> {
    let lists = lists?;
    if lists.contains_key("*") {
        return data.keys().next().cloned().map(Denial::ParameterDenied);
    }
    let hit = data.iter().find(|(name, value)| {
        let list = lists.get(&lower(name));
        list.is_some_and(|list| is_denied(&compared(name, value, line), list, line))
    });
    hit.map(|(name, _)| Denial::ParameterDenied(name.clone()))
}

fn not_allowed(
    lists: Option<&Lists>,
    data: &Map<String, Value>,
    line: VaultLine,
) -> Option<Denial> {
    let lists = lists.filter(|lists| !lists.is_empty())?;
    let any = lists.contains_key("*");
    if any && lists.len() == 1 {
        return None;
    }
    data.iter().find_map(|(name, value)| match lists.get(&lower(name)) {
        None if any => None,
        None => Some(Denial::ParameterNotAllowed(name.clone())),
        Some(list) if is_allowed(&compared(name, value, line), list, line) => None,
        Some(_) => Some(Denial::ValueNotAllowed(name.clone())),
    })
}

/// The value that is compared: since 2.1.2 names of policies in small letters, as Vault stores them
/// (vault/acl.go, `normalizePolicyParameterValue`). What the rule lists is taken as written.
fn compared<'v>(name: &str, value: &'v Value, line: VaultLine) -> Cow<'v, Value> {
    let policies = matches!(lower(name).as_str(), "policies" | "token_policies");
    if line < VaultLine::V2_1_2 || !policies {
        return Cow::Borrowed(value);
    }
    let small = |value: &Value| match value {
        Value::String(text) => Value::String(lower(text)),
        other => other.clone(),
    };
    Cow::Owned(match value {
        Value::Array(values) => Value::Array(values.iter().map(small).collect()),
        other => small(other),
    })
}

fn is_allowed(value: &Value, list: &[ParameterValue], line: VaultLine) -> bool {
    list.is_empty()
        || is_in(value, list)
        || elements(value, line).is_some_and(|values| values.iter().all(|v| is_in(v, list)))
}

fn is_denied(value: &Value, list: &[ParameterValue], line: VaultLine) -> bool {
    list.is_empty()
        || is_in(value, list)
        || elements(value, line).is_some_and(|values| values.iter().any(|v| is_in(v, list)))
}

/// Since 1.21 lists, and texts with commas, are looked at element by element.
fn elements(value: &Value, line: VaultLine) -> Option<Vec<Value>> {
    if line < VaultLine::V1_21 {
        return None;
    }
    match value {
        Value::Array(values) => Some(values.clone()),
        Value::String(text) if text.is_empty() => Some(Vec::new()),
        Value::String(text) => {
            Some(text.split(',').map(|part| Value::String(part.trim().to_owned())).collect())
        }
        _ => None,
    }
}

fn is_in(value: &Value, list: &[ParameterValue]) -> bool {
    list.iter().any(|known| match (known, value) {
        (ParameterValue::Text(pattern), Value::String(text)) => fits(pattern, text),
        _ => equal(known, value),
    })
}

/// A `*` at the start or end of a text stands for anything; a lone `*` for itself.
fn fits(pattern: &str, text: &str) -> bool {
    if pattern.len() < 2 {
        return pattern == text;
    }
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(rest), Some(_)) => text.contains(rest.strip_suffix('*').unwrap_or(rest)),
        (Some(end), None) => text.ends_with(end),
        (None, Some(start)) => text.starts_with(start),
        (None, None) => pattern == text,
    }
}

/// Vault compares with Go's `reflect.DeepEqual`; numbers of a request are of a type of their own
/// and equal none of a rule, and neither do blocks that are not in a list.
fn equal(known: &ParameterValue, value: &Value) -> bool {
    match (known, value) {
        (ParameterValue::Text(a), Value::String(b)) => a == b,
        (ParameterValue::Bool(a), Value::Bool(b)) => a == b,
        (ParameterValue::List(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b))
        }
        (ParameterValue::Map(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(k, a)| b.get(k).is_some_and(|b| equal(a, b)))
        }
        _ => false,
    }
}
