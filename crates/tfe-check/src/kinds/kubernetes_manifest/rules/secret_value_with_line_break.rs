//! Passwords and keys that were encoded with the line break after them.

use helm_values::Entry;
use text::short;

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::knowledge::rules::kubernetes_manifest::SECRET_VALUE_WITH_LINE_BREAK;
use text::base64;

/// What is compared letter by letter by whoever gets it. Files may end so.
const WORDS: [&str; 4] = ["PASSWORD", "SECRET_ACCESS_KEY", "SECRET_ID", "ROLE_ID"];

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for secret in facts.objects.iter().filter(|object| object.kind == "Secret") {
        found.extend(secret.entries(facts.tree, "data").iter().filter_map(|e| ends(facts, e)));
    }
    found
}

fn ends(facts: &Facts<'_>, entry: &Entry) -> Option<Finding> {
    let name = entry.name.as_deref()?;
    let upper = name.to_ascii_uppercase().replace('-', "_");
    let is_word = WORDS.iter().any(|word| upper.contains(word));
    if !is_word || name.contains('.') || !facts.is_literal(entry.value) {
        return None;
    }
    let decoded = String::from_utf8(base64::decode(facts.tree.scalar(entry.value)?)?).ok()?;
    let bare = decoded.trim_end_matches(['\n', '\r']);
    if bare.len() == decoded.len() || bare.is_empty() || bare.contains('\n') {
        return None;
    }
    let place = facts.tree.span(entry.value);
    let one_line = !place.of(facts.text).contains('\n');
    let fix = Fix::review(
        "Encode it without the line break",
        facts.instead(entry.value, &base64::encode(bare)),
    );
    let finding = SECRET_VALUE_WITH_LINE_BREAK.at(place).say(
        format!("The value of {} ends with a line break.", short(name)),
        "The line break is part of it: a login with it fails. Inferred from how such values are compared.",
        "Encode it without one: printf %s VALUE | base64.",
    );
    Some(finding.fix(Some(fix).filter(|_| one_line)))
}
