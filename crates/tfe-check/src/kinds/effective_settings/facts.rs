//! What `tfectl app config` prints: the settings that a running TFE has, as JSON.
//!
//! Its names are those of the settings, cut into objects: `database` with `host` is TFE_DATABASE_HOST. No page
//! describes the form, so that any cut is read.

use helm_values::{Document, Entry, Kind as NodeKind, NodeId, parse};
use text::Span;

use crate::knowledge::{self, Setting};

/// A setting with the value that TFE has.
pub(crate) struct Effective {
    pub setting: &'static Setting,
    pub value: String,
    /// The place of its name.
    pub key: Span,
    /// The place of its value.
    pub place: Span,
}

/// No installation's settings are that long.
const LARGE: usize = 256 * 1024;

/// Objects in objects deeper than that are no settings.
const DEEPEST: usize = 6;

/// All settings of a text that TFE knows.
pub(crate) fn settings(text: &str) -> Vec<Effective> {
    let Some(start) = begin(text).filter(|_| text.len() <= LARGE) else { return Vec::new() };
    let output = text.get(start..).unwrap_or_default();
    let end = output.rfind('}').map_or(output.len(), |at| at + 1);
    let document = parse(output.get(..end).unwrap_or(output));
    let mut found = Vec::new();
    for root in document.roots().take(1) {
        walk(&document, root, &mut Vec::new(), &mut found);
    }
    for one in &mut found {
        (one.key, one.place) = (one.key.shifted(start), one.place.shifted(start));
    }
    found
}

/// Where the object begins: at the start, or on a line after the command that prints it.
pub(super) fn begin(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    if text.get(start..).is_some_and(|rest| rest.starts_with('{')) {
        return Some(start);
    }
    let first = text.get(start..)?.lines().next()?;
    let rest = text.get(start + first.len()..)?;
    let after = text.len() - rest.trim_start().len();
    let is_command = first.contains("tfectl") && first.contains("config");
    (is_command && rest.trim_start().starts_with('{')).then_some(after)
}

fn walk(document: &Document, id: NodeId, path: &mut Vec<String>, out: &mut Vec<Effective>) {
    let Some(node) = document.target(id) else { return };
    let NodeKind::Mapping(mapping) = &node.kind else { return };
    for entry in &mapping.entries {
        let Some((name, key)) = name(document, entry.key) else { continue };
        path.push(snake(&name));
        match document.target(entry.value).map(|value| (&value.kind, value.span)) {
            Some((NodeKind::Scalar(scalar), place)) => {
                if let Some(setting) = known(path) {
                    let value = scalar.text.to_string();
                    out.push(Effective { setting, value, key, place });
                }
            }
            Some((NodeKind::Mapping(_), _)) if path.len() < DEEPEST => {
                walk(document, entry.value, path, out);
            }
            _ => {}
        }
        path.pop();
    }
}

fn name(document: &Document, id: NodeId) -> Option<(String, Span)> {
    let node = document.node(id)?;
    match &node.kind {
        NodeKind::Scalar(scalar) => Some((scalar.text.to_string(), node.span)),
        _ => None,
    }
}

/// The setting that a way of names leads to; what is around all of them may have a name of its own.
fn known(path: &[String]) -> Option<&'static Setting> {
    (0..path.len().min(2)).find_map(|from| {
        let joined = path.get(from..)?.join("_").to_ascii_uppercase();
        let joined = joined.strip_prefix("TFE_").unwrap_or(&joined);
        knowledge::setting(&format!("TFE_{joined}"))
    })
}

/// `useExternal` and `use-external` as `use_external`; a whole name in capitals has no words to part.
fn snake(name: &str) -> String {
    let mut out = String::new();
    let parts = name.contains(|c: char| c.is_ascii_lowercase());
    for c in name.chars() {
        if parts && c.is_ascii_uppercase() && out.ends_with(|l: char| l.is_ascii_lowercase()) {
            out.push('_');
        }
        out.push(if matches!(c, '-' | '.' | ' ') { '_' } else { c.to_ascii_lowercase() });
    }
    out
}

/// Settings that no other program has.
const TELLING: [&str; 9] = [
    "TFE_OBJECT_STORAGE_",
    "TFE_ENCRYPTION_PASSWORD",
    "TFE_OPERATIONAL_MODE",
    "TFE_IACT_",
    "TFE_CAPACITY_",
    "TFE_RUN_PIPELINE_",
    "TFE_VAULT_USE_EXTERNAL",
    "TFE_LICENSE_REPORTING",
    "TFE_DISK_CACHE_",
];

/// Whether a text is the settings of a running TFE. Where the settings have their whole names the text may
/// be values of the chart, unless there is nothing else in it, and no map.
pub(super) fn is_config(text: &str) -> bool {
    if text.contains("\"TFE_") {
        return is_flat(text);
    }
    let all = settings(text);
    let telling =
        all.iter().filter(|one| TELLING.iter().any(|name| one.setting.name.starts_with(name)));
    all.len() >= 4 && telling.count() >= 2
}

/// Whether a text is one object of JSON with some settings by their whole names, and nothing else.
fn is_flat(text: &str) -> bool {
    let text = text.trim();
    if !text.starts_with("{") || !text.ends_with('}') || text.len() > LARGE {
        return false;
    }
    let document = parse(text);
    let root = document.roots().next().and_then(|root| document.target(root));
    let Some(map) = root.and_then(|root| root.as_mapping()) else { return false };
    let is_setting = |entry: &Entry| {
        let is_named = entry.name.as_deref().is_some_and(|name| name.starts_with("TFE_"));
        let value = document.target(entry.value);
        is_named && value.is_some_and(|value| value.as_scalar().is_some())
    };
    map.entries.len() >= 3 && map.entries.iter().all(is_setting) && settings(text).len() >= 3
}

/// Whether a value was taken out before it was shown.
pub(crate) fn is_redacted(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    lower.contains("redacted") || !value.is_empty() && value.chars().all(|c| matches!(c, '*' | '•'))
}
