//! Values of Secrets that are not encoded.

use helm_values::Entry;
use text::short;

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::knowledge::rules::kubernetes_manifest::SECRET_DATA_NOT_BASE64;
use text::base64;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for secret in facts.objects.iter().filter(|object| object.kind == "Secret") {
        found.extend(secret.entries(facts.tree, "data").iter().filter_map(|e| encoding(facts, e)));
    }
    found
}

fn encoding(facts: &Facts<'_>, entry: &Entry) -> Option<Finding> {
    let value = facts.tree.scalar(entry.value)?;
    if value.is_empty() || !facts.is_literal(entry.value) || base64::decode(value).is_some() {
        return None;
    }
    let name = entry.name.as_deref().unwrap_or("");
    let place = facts.tree.span(entry.value);
    // A block of several lines is written by hand; one line can be replaced as it is.
    let one_line = !place.of(facts.text).contains('\n');
    let fix = Fix::review("Encode the value", facts.instead(entry.value, &base64::encode(value)));
    let finding = SECRET_DATA_NOT_BASE64.at(place).say(
        format!("The value of {} is not valid base64.", short(name)),
        "The API server rejects the Secret: illegal base64 data.",
        "Encode the value, or move the key to stringData.",
    );
    Some(finding.fix(Some(fix).filter(|_| one_line)))
}
