//! What the tree still lacks after reading: names of keys, extents of entries, places of dashes.

use text::{Span, line_start};

use crate::number::go_key_number;
use crate::problem::{Problem, ProblemKind};
use crate::scalar::Plain;
use crate::shared_text::SharedText;
use crate::tree::{Entry, Item, Kind, Node, NodeId};

/// Completes the nodes from `first` on; tells the keys that Helm refuses.
pub(crate) fn complete(text: &str, nodes: &mut [Node], first: usize) -> Vec<Problem> {
    let mut problems = Vec::new();
    for index in first..nodes.len() {
        let done = match nodes.get(index).map(|node| (&node.kind, node.span)) {
            Some((Kind::Mapping(mapping), _)) => {
                let finished =
                    |entry: &Entry| finish_entry(text, nodes, entry, mapping.flow, &mut problems);
                Kind::Mapping(crate::tree::Mapping {
                    entries: mapping.entries.iter().map(finished).collect(),
                    flow: mapping.flow,
                })
            }
            Some((Kind::Sequence(sequence), span)) if !sequence.flow => {
                let items = dashes(text, nodes, &sequence.items, span);
                Kind::Sequence(crate::tree::Sequence { items, flow: false })
            }
            _ => continue,
        };
        if let Some(node) = nodes.get_mut(index) {
            node.kind = done;
        }
    }
    problems
}

fn finish_entry(
    text: &str,
    nodes: &[Node],
    entry: &Entry,
    flow: bool,
    problems: &mut Vec<Problem>,
) -> Entry {
    let mut done = entry.clone();
    let span = |id: NodeId| nodes.get(id.0 as usize).map_or(Span::default(), Node::full_span);
    let (key, value) = (span(entry.key), span(entry.value));
    done.span = Span::new(key.start, value.end.max(key.end));
    done.lines = if flow { None } else { whole_lines(text, done.span) };
    match nodes.get(entry.key.0 as usize).map(|node| key_name(nodes, node)) {
        Some(Ok(name)) => done.name = Some(name),
        Some(Err(None)) => done.merge = true,
        Some(Err(Some((kind, said)))) => {
            let outer = nodes.get(entry.key.0 as usize).and_then(|node| node.parent).map(span);
            let braces = outer.filter(|outer| outer.of(text).starts_with("{{"));
            let problem = match braces {
                Some(outer) if kind == ProblemKind::ComplexKey => {
                    Problem::fatal(ProblemKind::GoTemplate, outer)
                }
                _ => Problem::fatal(kind, key),
            };
            problems.push(problem.saying(&said, None));
        }
        None => {}
    }
    done
}

/// A key as Helm makes a string of it; `Err(None)` for the merge key.
fn key_name(nodes: &[Node], key: &Node) -> Result<SharedText, Option<(ProblemKind, String)>> {
    let key = match &key.kind {
        Kind::Alias(alias) => match alias.target.and_then(|id| nodes.get(id.0 as usize)) {
            Some(target) => target,
            // Told as an undefined alias.
            None => return Ok(SharedText::default()),
        },
        _ => key,
    };
    let scalar = match &key.kind {
        Kind::Scalar(scalar) => scalar,
        _ => {
            let said = format!("invalid map key: {}", go_syntax(nodes, key));
            return Err(Some((ProblemKind::ComplexKey, said)));
        }
    };
    let untagged = key.tag.is_none() && scalar.style == crate::tree::Style::Plain;
    let merge_tag = key.tag.as_ref().is_some_and(|tag| tag.name == "tag:yaml.org,2002:merge");
    if scalar.text == "<<" && (untagged || merge_tag) {
        return Err(None);
    }
    match &scalar.value {
        Plain::Text(text) => Ok(text.clone()),
        Plain::Bool(bool) => Ok(bool.to_string().into()),
        Plain::Float(float) => Ok(go_key_number(*float).into()),
        Plain::Int(int) if int.is_signed() => Ok(int.to_string().into()),
        Plain::Int(int) => Err(Some((
            ProblemKind::HugeKey,
            format!("unsupported map key of type: uint64, key: {:#x}", int.get()),
        ))),
        Plain::Null => Err(Some((
            ProblemKind::NullKey,
            "unsupported map key of type: %!s(<nil>), key: <nil>".to_owned(),
        ))),
        // Told where values are resolved.
        Plain::Mismatch => Ok(scalar.text.clone()),
    }
}

/// A node as Go's `%#v` prints it.
fn go_syntax(nodes: &[Node], node: &Node) -> String {
    let of =
        |id: NodeId| nodes.get(id.0 as usize).map_or_else(String::new, |n| go_syntax(nodes, n));
    match &node.kind {
        Kind::Scalar(scalar) => match &scalar.value {
            Plain::Null => "interface {}(nil)".to_owned(),
            Plain::Bool(bool) => bool.to_string(),
            Plain::Int(int) => int.to_string(),
            Plain::Float(float) => crate::go_number(*float),
            Plain::Text(text) => format!("{text:?}"),
            Plain::Mismatch => String::new(),
        },
        Kind::Mapping(mapping) => {
            let entries = mapping.entries.iter().map(|e| format!("{}:{}", of(e.key), of(e.value)));
            let entries: Vec<_> = entries.collect();
            format!("map[interface {{}}]interface {{}}{{{}}}", entries.join(", "))
        }
        Kind::Sequence(sequence) => {
            let items: Vec<_> = sequence.items.iter().map(|item| of(item.value)).collect();
            format!("[]interface {{}}{{{}}}", items.join(", "))
        }
        // Aliases may go in circles.
        Kind::Alias(alias) => format!("*{}", alias.name),
    }
}

/// The lines of `span`, line ends included, if nothing else stands on them but a comment at the end.
pub(crate) fn whole_lines(text: &str, span: Span) -> Option<Span> {
    let start = line_start(text, span.start);
    let end = line_end(text, span.end);
    let before = text.get(start..span.start)?;
    let after = text.get(span.end..end)?;
    let comment = after.starts_with([' ', '\t']) && after.trim_start().starts_with('#');
    let clean = before.trim_start_matches('\u{feff}').bytes().all(|b| b == b' ')
        && (after.trim().is_empty() || comment);
    clean.then_some(Span::new(start + bom(text, start), end))
}

fn bom(text: &str, start: usize) -> usize {
    if start == 0 && text.starts_with('\u{feff}') { 3 } else { 0 }
}

/// Just after the line's `\n`, or the end of the text.
pub(crate) fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |i| at + i + 1)
}

/// Puts each item's span back to its dash: in its column, on the first line of the gap before it.
fn dashes(text: &str, nodes: &[Node], items: &[Item], sequence: Span) -> Vec<Item> {
    let column = sequence.start - line_start(text, sequence.start);
    let mut from = sequence.start;
    items
        .iter()
        .map(|item| {
            let value = nodes.get(item.value.0 as usize).map_or(item.span, Node::full_span);
            let dash = find_dash(text, from, value.start, column).unwrap_or(value.start);
            from = value.end;
            Item { value: item.value, span: Span::new(dash, value.end.max(dash + 1)) }
        })
        .collect()
}

fn find_dash(text: &str, from: usize, to: usize, column: usize) -> Option<usize> {
    if text.as_bytes().get(from) == Some(&b'-')
        && from - line_start(text, from) == column
        && from < to
    {
        return Some(from);
    }
    let mut line = line_end(text, from);
    while line <= to && line < text.len() {
        let at = line + column;
        let indent = text.get(line..at)?;
        if at < to && indent.bytes().all(|b| b == b' ') && text.as_bytes().get(at) == Some(&b'-') {
            return Some(at);
        }
        line = line_end(text, line);
    }
    None
}
