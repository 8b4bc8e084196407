//! The secrets that the tree of a values file shows: what stands under a key `secrets`, and the values
//! of secret settings as Helm reads them.

use std::collections::HashSet;

use helm_values::{Document, Entry};
use text::Masker;

use crate::secrets::{is_open, is_secret_name};

/// Every value under a key `secrets`, and every value of a setting that is secret.
pub(crate) fn of(document: &Document) -> Masker {
    let mut masker = Masker::default();
    let mut in_secrets = HashSet::new();
    for (id, mapping) in document.mappings() {
        let secrets = in_secrets.contains(&id);
        for entry in &mapping.entries {
            let name = entry.name.as_deref().unwrap_or("");
            if matches!(name, "secrets" | "extraSecrets" | "secretes" | "secret") {
                in_secrets.insert(entry.value);
            }
            if secrets || is_secret_name(name) {
                add(document, entry, &mut masker);
            }
        }
    }
    masker
}

fn add(document: &Document, entry: &Entry, masker: &mut Masker) {
    let Some(node) = document.target(entry.value) else { return };
    let Some(scalar) = node.as_scalar() else { return };
    let value = scalar.text.trim();
    if is_open(value) {
        return;
    }
    masker.add(node.span, value);
    // As it is written, for texts that quote the file.
    masker.add_value(node.span.of(document.text()).trim_matches(['"', '\'']));
}
