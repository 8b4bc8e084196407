//! A change tried in the smallest block around it, where nothing outside of it can be concerned.
//!
//! An entry of a block map is read the same way whether the rest of the file is there or not, as long
//! as it has no anchor or alias, begins at the same column, and is complete in itself. So it is
//! enough to read its own lines before and after.

use text::{Edit, EditSet, Span};

use super::{Intent, comments_kept};
use crate::document::{Document, parse};
use crate::map::Map;
use crate::shared_text::SharedText;
use crate::tree::{Entry, Kind, Mapping, NodeId};
use crate::value::Value;

/// An entry with the keys above it and its lines, the comments below them included.
#[derive(Clone)]
struct Block<'d> {
    path: Vec<&'d str>,
    entry: &'d Entry,
    lines: Span,
}

impl<'d> Block<'d> {
    /// What is to be read for some edits: the entry that they are in, or, for new lines between two
    /// entries, only those.
    fn of(chain: &[Self], edits: &EditSet, text: &str) -> Option<Self> {
        let innermost = chain.last()?;
        let [Edit { span, insert }] = edits.edits() else { return Some(innermost.clone()) };
        let own = |block: &&Self| {
            let lines = block.lines.of(text);
            block.lines.end == span.start && column(lines) == column(insert)
        };
        let above = chain.iter().find(own).filter(|_| span.is_empty());
        let between = above.map(|above| Self { lines: *span, ..above.clone() });
        Some(between.unwrap_or_else(|| innermost.clone()))
    }
}

/// Whether the edits surely do what is intended and nothing else. If not, all of the file has to be
/// read to tell.
pub(super) fn surely(document: &Document, edits: &EditSet, intent: &Intent) -> bool {
    judged(document, edits, intent).unwrap_or(false)
}

fn judged(document: &Document, edits: &EditSet, intent: &Intent) -> Option<bool> {
    let (first, last) = (edits.edits().first()?, edits.edits().last()?);
    let around = Span::new(first.span.start, last.span.end);
    if document.problems().iter().any(|problem| problem.fatal) {
        return None;
    }
    let piece = document.pieces().get(intent.piece)?;
    let text = document.text();
    let chain = chain(document, piece.root?, piece.span.end, around)?;
    let block = Block::of(&chain, edits, text)?;
    let before = block.lines.of(text);
    // Reading nearly all of it twice would take longer than reading all of it once.
    if before.len() > text.len() / 2 {
        return None;
    }
    let after = within(edits, block.lines.start).apply(before).ok()?;
    let open = !after.ends_with('\n') && block.lines.end < text.len();
    let begins = text.get(..block.lines.start)?.ends_with('\n') || after.starts_with('\n');
    let new_lines = before.is_empty();
    if open || new_lines && !begins || !new_lines && column(before) != column(&after) {
        return None;
    }
    let (old, new) = (parse(before), parse(&after));
    let count = |d: &Document| d.problems().len();
    if !is_plain(&old) || !is_plain(&new) || count(&new) > count(&old) {
        return None;
    }
    let name = block.entry.name.as_deref()?;
    let (was, is) = (only(&old)?, only(&new)?);
    let there = piece.value.at(&block.path)?.as_map()?;
    let same_reading = new_lines || was.len() == 1 && was.get(name)?.same(there.get(name)?);
    let kept = comments_kept(&old, &new, intent.comments_lost);
    let name = (!new_lines).then_some(name);
    Some(same_reading && kept && is_intended(&piece.value, &intent.value, &block.path, name, &is))
}

/// The edits for the part of the text from `start` on.
fn within(edits: &EditSet, start: usize) -> EditSet {
    let moved = |edit: &Edit| {
        let span = Span::new(edit.span.start - start, edit.span.end - start);
        Edit::replace(span, edit.insert.clone())
    };
    EditSet::new(edits.edits().iter().map(moved).collect()).unwrap_or_default()
}

/// Whether a value becomes the intended one if the entry `name` of the map at `path` gives way to `is`;
/// without a name `is` is added.
fn is_intended(old: &Value, intended: &Value, path: &[&str], name: Option<&str>, is: &Map) -> bool {
    let (Some(old), Some(intended)) = (old.as_map(), intended.as_map()) else { return false };
    let others = |but: &str, map: &Map| map.len() - usize::from(map.contains_key(but));
    let unchanged = |but: &str| {
        let same = |(key, value): (&SharedText, &Value)| {
            key == but || old.get(key).is_some_and(|before| before.same(value))
        };
        others(but, old) == others(but, intended) && intended.iter().all(same)
    };
    if let Some((key, rest)) = path.split_first() {
        let below = old.get(key).zip(intended.get(key));
        return unchanged(key)
            && below.is_some_and(|(old, intended)| is_intended(old, intended, rest, name, is));
    }
    // A map that lost its last entry is none any more.
    !intended.is_empty()
        && intended.len() + usize::from(name.is_some()) == old.len() + is.len()
        && is.keys().all(|key| Some(key.as_str()) == name || !old.contains_key(key))
        && intended.iter().all(|(key, value)| match is.get(key) {
            Some(new) => new.same(value),
            None => {
                Some(key.as_str()) != name && old.get(key).is_some_and(|before| before.same(value))
            }
        })
}

/// The entries of block maps that have a place in their lines, from outside to inside.
fn chain(document: &Document, root: NodeId, end: usize, place: Span) -> Option<Vec<Block<'_>>> {
    let mut chain: Vec<Block<'_>> = Vec::new();
    let (mut map, mut end) = (root, end);
    loop {
        let node = document.node(map)?;
        let Kind::Mapping(mapping) = &node.kind else { return Some(chain) };
        if mapping.flow || node.anchor.is_some() || node.tag.is_some() {
            return Some(chain);
        }
        let Some((entry, lines)) = entry_at(mapping, end, place) else { return Some(chain) };
        let mut path = Vec::new();
        if let Some(outer) = chain.last() {
            path.clone_from(&outer.path);
            path.push(outer.entry.name.as_deref()?);
        }
        chain.push(Block { path, entry, lines });
        (map, end) = (entry.value, lines.end);
    }
}

/// The first entry that has a place in its lines, which end where the next one's begin.
fn entry_at(mapping: &Mapping, end: usize, place: Span) -> Option<(&Entry, Span)> {
    let start = |entry: &Entry| entry.lines.map(|lines| lines.start);
    let after = mapping.entries.partition_point(|entry| entry.span.start <= place.start);
    let mut touching = (after.saturating_sub(2)..after).filter_map(|at| {
        let entry = mapping.entries.get(at)?;
        let next = match mapping.entries.get(at + 1) {
            Some(next) => start(next)?,
            None => end,
        };
        let lines = Span::new(start(entry)?, next);
        lines.contains(place).then_some((entry, lines))
    });
    touching.next()
}

/// Whether a text is one document without anything that other places may depend on.
fn is_plain(document: &Document) -> bool {
    let free = document.nodes().all(|(_, node)| {
        let merges = || node.as_mapping().is_some_and(|map| map.entries.iter().any(|e| e.merge));
        node.anchor.is_none() && !matches!(node.kind, Kind::Alias(_)) && !merges()
    });
    document.pieces().len() == 1 && free && !document.problems().iter().any(|p| p.fatal)
}

/// The entries of a text; none where it has no entry any more.
fn only(document: &Document) -> Option<Map> {
    let value = &document.pieces().first()?.value;
    if value.is_null() { Some(Map::new()) } else { value.as_map().cloned() }
}

/// Where the first line that says something begins.
fn column(text: &str) -> Option<usize> {
    let mut lines = text.lines().map(|line| (line, line.trim_start_matches(' ')));
    let (line, content) = lines.find(|(_, c)| !c.trim().is_empty() && !c.starts_with('#'))?;
    Some(line.len() - content.len())
}

#[cfg(test)]
mod tests {
    use super::surely;
    use crate::edit::{Intent, accepted, with};
    use crate::parse;
    use crate::value::Data;
    use text::{Edit, EditSet, Span};

    const TEXT: &str = "image:\n  tag: 1.0.1\nenv:\n  # all of them\n  variables:\n    A: one\n    \
        B: two # why\n\n    # the last\n    C: three\n  secrets: {}\n";

    /// What is sure of a block is true of the file.
    #[test]
    fn a_block_says_what_the_file_says() {
        let document = parse(TEXT);
        let mut sure = 0;
        for (at, _) in TEXT.char_indices() {
            for insert in [
                "",
                "x",
                "\"",
                "  ",
                "\n",
                "    D: 1\n",
                "1",
                "A: 1",
                "\n    D: 1",
                "#",
                ": ",
                "&a ",
                "{",
                "- ",
            ] {
                for length in [0, 1, 4] {
                    let span = Span::new(at, (at + length).min(TEXT.len()));
                    let edits = EditSet::from(Edit::replace(span, insert));
                    for path in [["env", "variables", "A"], ["env", "variables", "D"]] {
                        let value = &document.pieces()[0].value;
                        let one = Data::Number(1.0);
                        let value = with(value, &path, &one).unwrap();
                        let intent = Intent { piece: 0, value, comments_lost: 0 };
                        if surely(&document, &edits, &intent) {
                            sure += 1;
                            assert!(accepted(&document, &edits, &intent), "{at} {insert:?}");
                        }
                    }
                }
            }
        }
        assert!(sure > 0, "none of the changes was seen in its block");
    }

    #[test]
    fn changes_of_the_whole_file_are_left_to_the_whole_file() {
        let document = parse(&TEXT.replace("A: one", "A: &a one"));
        let at = document.text().find("one").unwrap();
        let edits = EditSet::from(Edit::replace(Span::new(at, at + 3), "1"));
        let value =
            with(&document.pieces()[0].value, &["env", "variables", "A"], &Data::Number(1.0));
        let intent = Intent { piece: 0, value: value.unwrap(), comments_lost: 0 };
        assert!(!surely(&document, &edits, &intent));
        assert!(accepted(&document, &edits, &intent));
    }
}
