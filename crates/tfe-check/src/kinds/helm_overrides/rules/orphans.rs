//! Lines that lost their indentation below a header that is now empty.

use helm_values::{Entry, Helm, Mapping, NodeId, parse};
use text::{Edit, EditSet, Span};

use super::block_header_empty;
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge;

/// The entries that follow an empty header and belong below it: the chart knows them there, and not
/// where they stand. Settings may stand further out than the header, where nothing follows it.
pub(super) fn below<'a>(facts: &Facts<'a>, path: &str) -> Vec<&'a Entry> {
    let keys: Vec<&str> = facts.prefix.iter().copied().chain(path.split('.')).collect();
    let Some(found) = facts.document.find(&keys) else { return Vec::new() };
    let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent);
    let settings = matches!(path, "env.variables" | "env.secrets");
    let belongs = |entry: &&Entry| {
        let Some(name) = entry.name.as_deref() else { return false };
        let here = if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") };
        let below = knowledge::chart_key(&format!("{path}.{name}")).is_some();
        knowledge::chart_key(&here).is_none() && (below || settings && name.starts_with("TFE_"))
    };
    let (mut map, mut header) = (found.mapping, found.entry.span.start);
    loop {
        let Some(block) = block(facts, map) else { return Vec::new() };
        let mut after = block.entries.iter().filter(|e| e.span.start > header).peekable();
        if after.peek().is_some() || !settings {
            return after.take_while(belongs).collect();
        }
        let Some((outer, start)) = outside(facts, map) else { return Vec::new() };
        (map, header) = (outer, start);
    }
}

fn block<'a>(facts: &Facts<'a>, map: NodeId) -> Option<&'a Mapping> {
    facts.document.node(map)?.as_mapping().filter(|m| !m.flow)
}

/// The map that a map is in, and where its entry there begins.
fn outside(facts: &Facts<'_>, map: NodeId) -> Option<(NodeId, usize)> {
    let outer = facts.document.node(map)?.parent?;
    let entry = block(facts, outer)?.entries.iter().find(|e| e.value == map)?;
    Some((outer, entry.span.start))
}

/// The headers that lost their lines.
fn headers<'f>(
    facts: &'f Facts<'_>,
) -> impl Iterator<Item = &'static knowledge::ChartKey> + use<'f> {
    let blocks = knowledge::chart_keys().iter().filter(|k| {
        k.form == knowledge::KeyForm::Block || matches!(k.path, "env.variables" | "env.secrets")
    });
    blocks.filter(|k| facts.key(k.path).is_some_and(|v| v.is_null()))
}

/// The entries that stand where they do because the header above them lost its lines, in the order
/// of the text. Those are reported at the header.
pub(super) fn all(facts: &Facts<'_>) -> Vec<Span> {
    let told = headers(facts).filter(|k| block_header_empty::hurts(facts, k));
    let mut spans: Vec<Span> =
        told.flat_map(|k| below(facts, k.path)).map(|entry| entry.span).collect();
    text::sort_by_key(&mut spans, |span| *span);
    spans
}

/// The header that Helm does not mind, below which a key belongs.
pub(super) fn harmless_header(facts: &Facts<'_>, key: Span) -> Option<&'static str> {
    let mut quiet = headers(facts).filter(|k| !block_header_empty::hurts(facts, k));
    let holds = |k: &&knowledge::ChartKey| {
        below(facts, k.path).first().is_some_and(|entry| entry.span.contains(key))
    };
    quiet.find(holds).map(|k| k.path)
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
    let keys: Vec<&str> = facts.prefix.iter().copied().chain(path.split('.')).collect();
    let column = |at: usize| Some(at - facts.text.get(..at)?.rfind('\n').map_or(0, |n| n + 1));
    let header = column(facts.document.find(&keys)?.entry.span.start)?;
    let deeper = (header + 2).checked_sub(column(entries.first()?.span.start)?)?;
    let mut edits = Vec::new();
    let mut at = first.start;
    for line in Span::new(first.start, last.end).of(facts.text).split_inclusive('\n') {
        if !line.trim().is_empty() {
            edits.push(Edit::insert(at, " ".repeat(deeper)));
        }
        at += line.len();
    }
    let edits = EditSet::new(edits).ok()?;
    let after = parse(&edits.apply(facts.text).ok()?);
    let values = after.values(Helm::V4);
    let there = values.at(&keys)?.as_map()?;
    let all = entries.iter().all(|e| e.name.as_deref().is_some_and(|n| there.contains_key(n)));
    (all && after.refusal(Helm::V4).is_none()).then_some(edits)
}
