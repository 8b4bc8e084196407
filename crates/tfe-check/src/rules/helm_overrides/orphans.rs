//! Lines that lost their indentation below a header that is now empty.

use helm_values::{Entry, Helm, parse};
use text::{Edit, EditSet, Span};

use crate::knowledge;
use crate::overrides::facts::Facts;

/// The entries that follow an empty header in its own map and belong below it: the chart knows them
/// there, and not where they stand.
pub(super) fn below<'a>(facts: &Facts<'a>, path: &str) -> Vec<&'a Entry> {
    let keys: Vec<&str> = facts.prefix.iter().copied().chain(path.split('.')).collect();
    let Some(found) = facts.document.find(&keys) else { return Vec::new() };
    let map = facts.document.node(found.mapping).and_then(|n| n.as_mapping());
    let Some(map) = map.filter(|m| !m.flow) else { return Vec::new() };
    let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent);
    let belongs = |entry: &&Entry| {
        let Some(name) = entry.name.as_deref() else { return false };
        let here = if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") };
        let below = knowledge::chart_key(&format!("{path}.{name}")).is_some();
        let setting = name.starts_with("TFE_") && matches!(path, "env.variables" | "env.secrets");
        knowledge::chart_key(&here).is_none() && (below || setting)
    };
    let after = map.entries.iter().filter(|e| e.span.start > found.entry.span.start);
    after.take_while(belongs).collect()
}

/// The entries that stand where they do because the header above them lost its lines, in the order
/// of the text.
pub(super) fn all(facts: &Facts<'_>) -> Vec<Span> {
    let blocks = knowledge::chart_keys().iter().filter(|k| {
        k.form == knowledge::KeyForm::Block || matches!(k.path, "env.variables" | "env.secrets")
    });
    let empty = blocks.filter(|k| facts.key(k.path).is_some_and(|v| v.is_null()));
    let mut spans: Vec<Span> =
        empty.flat_map(|k| below(facts, k.path)).map(|entry| entry.span).collect();
    text::sort_by_key(&mut spans, |span| *span);
    spans
}

/// Whether one of these entries holds a key.
pub(super) fn hold(entries: &[Span], key: Span) -> bool {
    let after = entries.partition_point(|entry| entry.start <= key.start);
    entries.get(..after).and_then(<[Span]>::last).is_some_and(|entry| entry.contains(key))
}

/// Indents those lines; `None` unless the result is read as that.
pub(super) fn indent(facts: &Facts<'_>, path: &str) -> Option<EditSet> {
    let entries = below(facts, path);
    let (first, last) = (entries.first()?.lines?, entries.last()?.lines?);
    let mut edits = Vec::new();
    let mut at = first.start;
    for line in Span::new(first.start, last.end).of(facts.text).split_inclusive('\n') {
        if !line.trim().is_empty() {
            edits.push(Edit::insert(at, "  "));
        }
        at += line.len();
    }
    let edits = EditSet::new(edits).ok()?;
    let after = parse(&edits.apply(facts.text).ok()?);
    let values = after.values(Helm::V4);
    let keys: Vec<&str> = facts.prefix.iter().copied().chain(path.split('.')).collect();
    let there = values.at(&keys)?.as_map()?;
    let all = entries.iter().all(|e| e.name.as_deref().is_some_and(|n| there.contains_key(n)));
    (all && after.refusal(Helm::V4).is_none()).then_some(edits)
}
