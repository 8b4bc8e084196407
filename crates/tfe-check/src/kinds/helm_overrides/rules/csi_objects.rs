//! Secrets from Vault through the CSI driver.

use helm_values::Value;

use super::place;
use crate::base::finding::{Finding, Severity};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge::rules::helm_overrides::{CSI_OBJECTS_BLANK, CSI_SECRET_UNUSED};

pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    let Some(switch) = facts.key("csi.enabled").filter(|_| facts.is_on("csi.enabled")) else {
        return;
    };
    // What a later chart reads instead is reported at the keys themselves.
    let later = facts.key("csi.parameters").is_some();
    match facts.key("csi.secrets").filter(|_| !later) {
        None if later => {}
        None => out.push(blank(switch, "secrets", Severity::Error)),
        Some(list) => {
            let is_blank = |v: &&Value| {
                ["secretPath", "secretKey", "objectName"]
                    .iter()
                    .any(|k| v.get(k).is_none_or(|t| !t.truthy()))
            };
            let wrong = list.as_list().unwrap_or_default().iter().find(is_blank);
            out.extend(wrong.map(|v| blank(v, "secrets", Severity::Error)));
        }
    }
    match facts.key("csi.secretObjects") {
        None => out.push(blank(switch, "secretObjects", Severity::Warning)),
        Some(list) => out.extend(unused(facts, list)),
    }
}

fn blank(at: &Value, list: &str, severity: Severity) -> Finding {
    CSI_OBJECTS_BLANK.at(place::key(at)).severity(severity).say(
        format!("`csi.{list}` has a blank entry, either yours or the chart's default."),
        "The chart writes nulls and empty names, which the CSI driver cannot use.",
        if list == "secrets" {
            "Fill in secretPath, secretKey and objectName."
        } else {
            "Fill it in, or write `secretObjects: []`."
        },
    )
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
