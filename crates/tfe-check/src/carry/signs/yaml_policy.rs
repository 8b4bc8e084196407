//! A policy that somebody wrote as YAML. Vault reads HCL and JSON.

use std::ops::Range;

/// The first line of rules that are written in the way of YAML; `None` where braces show that they are HCL or JSON.
pub(crate) fn of(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    let (mut first, mut listed, mut lines) = (None, false, text.split_inclusive('\n').peekable());
    while let Some(line) = lines.next() {
        let at = start;
        start += line.len();
        let content = line.trim();
        if content.starts_with('#') {
            continue;
        }
        if content.contains(['{', '}']) {
            return None;
        }
        let key = content.split(':').next().unwrap_or("").trim_matches(['"', '\'', ' ']);
        let is_path = content.ends_with(':') && (key == "path" || key.starts_with("path \""));
        if is_path && first.is_none() {
            let lead = line.len() - line.trim_start().len();
            first = Some(at + lead..at + lead + content.len());
        }
        let next = lines.peek().map_or("", |next| next.trim());
        let value = content.strip_prefix("capabilities:").map(str::trim);
        listed |= value.is_some_and(|value| {
            value.starts_with('[') || value.is_empty() && next.starts_with("- ")
        });
    }
    first.filter(|_| listed)
}
