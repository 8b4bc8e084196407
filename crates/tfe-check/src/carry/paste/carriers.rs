//! JSON and YAML documents that carry the text as one of their values: an answer of Vault's API, a
//! ConfigMap, a Helm release.

use text::Span;

use super::escapes::decoded;
use super::{Layer, Line, Look, Wrapping, dedent, lines_of, one_of};
use crate::carry::signs;

/// A string of JSON (or a YAML value in double quotes) that holds the text.
pub(super) fn json(text: &str, look: Look) -> Option<Layer> {
    if !text.contains("\\n") && !text.contains("\\\"") {
        return None;
    }
    let mut found = Vec::new();
    let mut first = None;
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|t| t.find('"')).map(|q| at + q) {
        let end = string_end(text, open + 1);
        let written = text.get(open + 1..end).unwrap_or_default();
        if is_value(text, open) && written.contains('\\') && written.len() > 12 {
            let content = decoded(written);
            if (look.is_ours)(&content) {
                first.get_or_insert(Span::new(open, open + 1));
                found.push(content);
            }
        }
        at = end + 1;
    }
    let (at, count) = (first?, found.len());
    let at = member(text, at);
    let inner = one_of(found, look)?;
    Some(Layer { wrapping: Wrapping::Json, at, count, inner, sure: false })
}

/// The members of what Vault's API and program print of a policy, and of what they are given.
const OF_VAULT: [&str; 12] = [
    "auth",
    "data",
    "lease_duration",
    "lease_id",
    "mount_type",
    "name",
    "policy",
    "renewable",
    "request_id",
    "rules",
    "warnings",
    "wrap_info",
];

/// Whether a text is a policy as Vault's API prints or takes it, and not another file that holds one.
pub(super) fn is_answer_of_vault(text: &str) -> bool {
    let read: Result<serde_json::Value, _> = serde_json::from_str(text);
    let members =
        |map: &serde_json::Map<_, _>| map.keys().all(|k: &String| OF_VAULT.contains(&k.as_str()));
    match read {
        Ok(serde_json::Value::Object(map)) => members(&map),
        Ok(_) => false,
        // A part of one was copied; another file is not told from that.
        Err(_) => text.trim_start().starts_with(['{', '"']) && text.len() < 64 * 1024,
    }
}

/// Whether the string follows a `:`, and so is not a name.
fn is_value(text: &str, open: usize) -> bool {
    text.get(..open).is_some_and(|before| before.trim_end().ends_with(':'))
}

/// The place of a string, with the name before it.
fn member(text: &str, string: Span) -> Span {
    let before = text.get(..string.start).unwrap_or_default();
    let start = before.rfind(['{', ',', '\n']).map_or(0, |at| at + 1);
    let gap = before.get(start..).unwrap_or_default();
    Span::new(start + gap.len() - gap.trim_start().len(), string.end)
}

/// The quote that closes a string, or the end of the text.
fn string_end(text: &str, from: usize) -> usize {
    let mut escaped = false;
    let rest = text.get(from..).unwrap_or_default();
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return from + at,
            _ => {}
        }
    }
    text.len()
}

/// A text block (`policy: |`) of a YAML document, or the `values:` of a Helm release.
pub(super) fn yaml(text: &str, look: Look) -> Option<Layer> {
    if ![": |", ": >", "values:", "valuesObject:"].iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let begins = |word: &str| lines.iter().any(|l| l.content.starts_with(word));
    let manifest = begins("apiVersion:") || begins("releases:");
    let mut found = Vec::new();
    let mut first = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let Some(header) = Header::of(line) else { continue };
        let inside = |l: &&Line<'_>| {
            let item = !header.block && l.content.trim_start().starts_with("- ");
            let item = item && l.indent() == header.depth;
            l.is_blank() || l.indent() > header.depth || item
        };
        let body = lines.get(at..).unwrap_or_default();
        let body: String = body.iter().take_while(inside).map(|l| l.whole).collect();
        let count = lines_of(&body).count();
        let body = item(dedent(&body));
        let ours = match header.block {
            true => (signs::has_rules(&body) || manifest) && (look.is_ours)(&body),
            false => manifest && signs::has_chart_keys(&body),
        };
        if ours {
            first.get_or_insert(Span::new(line.start + line.indent(), line.span().end));
            found.push(body);
            at += count;
        }
    }
    let (at, count) = (first?, found.len());
    let mut inner = one_of(found, look)?;
    if let Some(inner) = &mut inner {
        inner.truncate(inner.trim_end().len());
        inner.push('\n');
    }
    Some(Layer { wrapping: Wrapping::Yaml, at, count, inner, sure: manifest })
}

/// What gives the values that are in it to Helm itself, so that it may be right as it is.
pub(crate) fn deployer(text: &str) -> Option<&'static str> {
    let names = [
        ("kind: ApplicationSet", "an ApplicationSet of Argo CD"),
        ("kind: Application", "an Application of Argo CD"),
        ("kind: HelmRelease", "a HelmRelease of Flux"),
        ("kind: HelmChart", "a HelmChart of Kubernetes"),
        ("releases:", "a helmfile"),
    ];
    let is = |mark: &str| text.lines().any(|line| line.starts_with(mark));
    names.into_iter().find(|(mark, _)| is(mark)).map(|(_, name)| name)
}

/// The only item of a list without its dash, as a helmfile has its values.
fn item(body: String) -> String {
    let items = lines_of(&body).filter(|l| l.content.starts_with("- ")).count();
    match body.strip_prefix("- ") {
        Some(rest) if items == 1 => dedent(&format!("  {rest}")),
        _ => body,
    }
}

/// A key with a block below it.
struct Header {
    /// How far its line is indented.
    depth: usize,
    /// `|` or `>` begins a text; otherwise it is a map.
    block: bool,
}

impl Header {
    fn of(line: &Line<'_>) -> Option<Self> {
        let content = line.content.trim().trim_start_matches("- ");
        let (key, value) = content.split_once(':')?;
        let bare = key.trim_matches(['"', '\'']);
        let value = value.split(" #").next().unwrap_or(value).trim();
        let block = value.trim_end_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
        let named = !bare.is_empty() && !bare.contains([' ', '"', '{', '#']);
        let block = matches!(block, "|" | ">");
        let map = value.is_empty() && matches!(bare, "values" | "valuesObject");
        (named && (block || map)).then(|| Self { depth: line.indent(), block })
    }
}
