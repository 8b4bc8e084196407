//! The values of Secrets.

use helm_values::Entry;
use text::{Edit, short};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::carry::base64;
use crate::knowledge::rules::kubernetes_manifest::{SECRET_DATA_NOT_BASE64, SECRET_KEY_IN_BOTH};

pub(super) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    for object in facts.objects.iter().filter(|object| object.kind == "Secret") {
        let of = |field| facts.tree.at(object.node, &[field]);
        let entries = |field| of(field).map(|node| facts.tree.entries(node)).unwrap_or_default();
        let plain = entries("stringData");
        for entry in entries("data") {
            out.extend(encoding(facts, entry));
            let same = plain.iter().find(|other| other.name.is_some() && other.name == entry.name);
            out.extend(same.map(|other| twice(facts, entry, other)));
        }
    }
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
    let fix = Fix::review("Encode the value", Edit::replace(place, base64::encode(value)));
    let finding = SECRET_DATA_NOT_BASE64.at(place).say(
        format!("The value of {} is not valid base64.", short(name)),
        "The API server rejects the Secret: illegal base64 data.",
        "Encode the value, or move the key to stringData.",
    );
    Some(finding.fix(Some(fix).filter(|_| one_line)))
}

fn twice(facts: &Facts<'_>, entry: &Entry, other: &Entry) -> Finding {
    let name = entry.name.as_deref().unwrap_or("");
    SECRET_KEY_IN_BOTH
        .at(facts.tree.key(entry))
        .say(
            format!("{} is in data and in stringData.", short(name)),
            "The value in stringData is used, the one in data is not.",
            "Remove one of the two.",
        )
        .related(facts.tree.key(other), "This value is used.")
}
