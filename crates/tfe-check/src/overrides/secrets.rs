//! The secrets of a values file, wherever they stand.

use std::collections::HashSet;

use helm_values::{Document, Entry};
use text::{Lines, Masker, Span};

use crate::knowledge::{self, Secrecy};

/// Every value under a key `secrets`, and every value of a setting that is marked secret.
pub(crate) fn of(document: &Document) -> Masker {
    let mut masker = Masker::default();
    let mut in_secrets = HashSet::new();
    let mut compared = 0;
    for (id, mapping) in document.mappings() {
        let secrets = in_secrets.contains(&id);
        for entry in &mapping.entries {
            let name = entry.name.as_deref().unwrap_or("");
            if matches!(name, "secrets" | "extraSecrets" | "secretes" | "secret") {
                in_secrets.insert(entry.value);
            }
            let unknown = name.starts_with("TFE_") && knowledge::setting(name).is_none();
            compared += usize::from(unknown);
            if secrets || is_secret(name) || unknown && compared < MOST && misspelt(name) {
                add(document, entry, &mut masker);
            }
        }
    }
    // Where the text is damaged, the tree lacks what the lines still show.
    if !document.problems().is_empty() || document.mappings().count() < 3 {
        lines(document.text(), &mut masker);
    }
    masker
}

fn is_secret(name: &str) -> bool {
    let setting = knowledge::setting(name);
    let old = || knowledge::replicated(name).and_then(|r| knowledge::setting(r.instead?));
    setting.or_else(old).is_some_and(|s| s.secret != Secrecy::No)
        || name.starts_with("TFE_")
            && ["_PASSWORD", "_SECRET", "_TOKEN"].iter().any(|e| name.ends_with(e))
        || knowledge::wrong_name(name).is_some_and(|wrong| wrong.secret)
        || matches!(name, "keyData")
}

/// So many unknown names are compared with the known ones.
const MOST: usize = 300;

/// A setting that is secret once its name is put right.
fn misspelt(name: &str) -> bool {
    knowledge::nearest_setting(name).is_some_and(|s| s.secret == Secrecy::Yes)
}

fn add(document: &Document, entry: &Entry, masker: &mut Masker) {
    let Some(node) = document.target(entry.value) else { return };
    let Some(scalar) = node.as_scalar() else { return };
    masker.add(node.span, scalar.text.trim());
    // As it is written, for texts that quote the file.
    let written = node.span.of(document.text());
    masker.add(node.span, written.trim_matches(['"', '\'']));
}

fn lines(text: &str, masker: &mut Masker) {
    let lines = Lines::new(text);
    for number in 1..=lines.count() {
        let line = lines.span(number);
        let content = line.of(text);
        let Some((key, value)) = content.split_once(':') else { continue };
        let key = key.trim().trim_matches(['"', '\'', '-', ' ']);
        let key = key.rsplit(char::is_whitespace).next().unwrap_or(key);
        let value = value.trim();
        let bare = value.trim_matches(['"', '\'']);
        if is_secret(key) && !bare.is_empty() && !matches!(bare, "|" | ">" | "true" | "false") {
            let start = line.end - content.len() + content.rfind(value).unwrap_or(0);
            masker.add(Span::new(start, start + value.len()), bare);
        }
    }
}
