//! Secrets that the CSI driver makes and nothing uses.

use helm_values::Value;

use super::place;
use crate::base::finding::Finding;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::CSI_SECRET_UNUSED;

pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    if facts.is_on("csi.enabled") && facts.key("csi.enabled").is_some() {
        let list = facts.key("csi.secretObjects");
        found.extend(list.and_then(|list| unused(facts, list)));
    }
    found
}

fn unused(facts: &Facts<'_>, list: &Value) -> Option<Finding> {
    let mut used: Vec<&str> = Vec::new();
    for key in ["env.secretRefs", "imagePullSecrets"] {
        let items = facts.key(key).and_then(Value::as_list).unwrap_or_default();
        used.extend(items.iter().filter_map(|v| v.get("name")?.as_str()));
    }
    let refs = facts.key("env.secretKeyRefs").and_then(Value::as_list).unwrap_or_default();
    used.extend(refs.iter().filter_map(|v| v.get("secretName")?.as_str()));
    used.extend(facts.key("tls.certificateSecret").and_then(Value::as_str));
    let name = |v: &Value| v.get("secretName").and_then(Value::as_str).map(str::to_owned);
    let items = list.as_list().unwrap_or_default();
    let wrong = items
        .iter()
        .find(|v| name(v).is_some_and(|n| !n.is_empty() && !used.contains(&n.as_str())))?;
    let at = wrong.get("secretName").unwrap_or(wrong);
    Some(CSI_SECRET_UNUSED.at(place::value(at)).say(
        "Nothing in this file uses the Secret created here.",
        "Its values most likely never reach TFE.",
        "Name it in `env.secretRefs`.",
    ))
}
