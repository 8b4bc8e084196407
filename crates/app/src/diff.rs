//! Two texts compared line by line, and inside a changed line character by character.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};
use text::{Edit, EditSet, Lines, Span};

/// A line of a shown change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// What becomes of it.
    pub side: Side,
    /// Its number in the text it stands in, from 1.
    pub number: usize,
    /// The line without its end.
    pub text: String,
    /// The characters that differ from the other side, as bytes of `text`.
    pub changed: Range<usize>,
    /// The line with dots over its secrets, where it has any.
    pub masked: Option<String>,
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// It stays.
    Same,
    /// It goes.
    Old,
    /// It comes.
    New,
}

/// The changed lines with `context` lines around each change, one list a change.
pub(crate) fn rows(old: &str, new: &str, context: usize) -> Vec<Vec<Row>> {
    let (old, new) = (lines(old), lines(new));
    let mut groups: Vec<Vec<Row>> = Vec::new();
    let mut shown = 0;
    for (before, after) in hunks(&old, &new) {
        let lead = before.start.saturating_sub(context).max(shown);
        let tail = (before.end + context).min(old.len());
        let mut group = same(&old, lead..before.start);
        group.extend(changed(&old, before.clone(), &new, after));
        group.extend(same(&old, before.end..tail));
        if lead == shown
            && shown > 0
            && let Some(last) = groups.last_mut()
        {
            last.extend(group);
        } else {
            groups.push(group);
        }
        shown = tail;
    }
    groups
}

/// What edits change of a text, with `context` lines around it. Only the lines they touch are looked
/// at, however long the text is.
pub(crate) fn rows_of(text: &str, lines: &Lines<'_>, edits: &EditSet, context: usize) -> Vec<Row> {
    let (Some(first), Some(last)) = (edits.edits().first(), edits.edits().last()) else {
        return Vec::new();
    };
    let line = |offset| lines.position(offset).line;
    let from = line(first.span.start).saturating_sub(context + 1).max(1);
    let to = line(last.span.end) + context + 1;
    let end = if to >= lines.count() { text.len() } else { lines.span(to + 1).start };
    let window = Span::new(lines.span(from).start, end);
    let moved = edits.edits().iter().map(|e| {
        let span = Span::new(e.span.start - window.start, e.span.end - window.start);
        Edit::replace(span, e.insert.clone())
    });
    let old = window.of(text);
    let new = EditSet::new(moved.collect()).and_then(|edits| edits.apply(old));
    let mut rows = new.map(|new| rows(old, &new, context).concat()).unwrap_or_default();
    rows.iter_mut().for_each(|row| row.number += from - 1);
    rows
}

/// The smallest edits by lines that make `new` of `old`, each cut down to the characters that differ.
pub(crate) fn edits(old: &str, new: &str) -> EditSet {
    let (a, b) = (lines(old), lines(new));
    let start = |lines: &[&str], at: usize| lines.iter().take(at).map(|l| l.len()).sum::<usize>();
    let mut edits = Vec::new();
    for (before, after) in hunks(&a, &b) {
        let gone = Span::new(start(&a, before.start), start(&a, before.end));
        let come = Span::new(start(&b, after.start), start(&b, after.end));
        let (head, tail) = alike(gone.of(old), come.of(new));
        let span = Span::new(gone.start + head, gone.end - tail);
        let insert = Span::new(come.start + head, come.end - tail).of(new);
        edits.push(Edit::replace(span, insert));
    }
    EditSet::new(edits).unwrap_or_else(|_| Edit::replace(Span::new(0, old.len()), new).into())
}

fn hunks(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut input = InternedInput::default();
    input.update_before(old.iter().copied());
    input.update_after(new.iter().copied());
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_no_heuristic(&input);
    let wide = |r: Range<u32>| r.start as usize..r.end as usize;
    diff.hunks().map(|h| (wide(h.before), wide(h.after))).collect()
}

/// The lines of a text with their ends: LF, CRLF or a lone CR.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    let ends = Lines::new(text);
    let start = |line: usize| ends.span(line).start;
    let count = ends.count();
    let ranges = (1..=count).map(|line| {
        let end = if line == count { text.len() } else { start(line + 1) };
        Span::new(start(line), end).of(text)
    });
    ranges.filter(|l| !l.is_empty()).collect()
}

fn same(old: &[&str], range: Range<usize>) -> Vec<Row> {
    range.filter_map(|at| Some(row(Side::Same, at, old.get(at)?))).collect()
}

fn changed(old: &[&str], before: Range<usize>, new: &[&str], after: Range<usize>) -> Vec<Row> {
    let pair = before.len() == after.len();
    let rows = |side, lines: &[&str], range: Range<usize>| -> Vec<Row> {
        range.filter_map(|at| Some(row(side, at, lines.get(at)?))).collect()
    };
    let mut gone = rows(Side::Old, old, before);
    let mut come = rows(Side::New, new, after);
    if pair {
        for (a, b) in gone.iter_mut().zip(&mut come) {
            let (head, tail) = alike(&a.text, &b.text);
            a.changed = head..a.text.len() - tail;
            b.changed = head..b.text.len() - tail;
        }
    }
    gone.extend(come);
    gone
}

fn row(side: Side, at: usize, line: &str) -> Row {
    let text = line.trim_end_matches(['\n', '\r']).to_owned();
    Row { side, number: at + 1, text, changed: 0..0, masked: None }
}

/// How many bytes two texts share at their start, and then at their end; always whole characters.
fn alike(a: &str, b: &str) -> (usize, usize) {
    let head: usize =
        a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    let rest = |t: &str| t.get(head..).unwrap_or_default().chars().rev().collect::<Vec<_>>();
    let tail: usize =
        rest(a).iter().zip(&rest(b)).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_make_the_new_text_of_the_old() {
        let cases = [
            ("a\nb\nc\n", "a\nB\nc\nd\n"),
            ("a\r\nb\r\n", "a\r\nx\r\nb\r\n"),
            ("", "a\n"),
            ("a\rb\rc", "a\rc"),
            ("é = 1\n", "è = 1\n"),
            ("x", ""),
        ];
        for (old, new) in cases {
            assert_eq!(edits(old, new).apply(old).unwrap(), new, "{old:?}");
        }
        let small = edits("a\ncaps = [\"update\"]\n", "a\ncaps = [\"update\", \"read\"]\n");
        assert_eq!(small.edits(), [Edit::insert(18, ", \"read\"")]);
    }

    #[test]
    fn a_change_is_shown_with_its_surroundings_and_its_characters() {
        let groups = rows("a\nb = 1\nc\nd\ne\nf\n", "a\nb = 12\nc\nd\ne\nF\n", 1);
        assert_eq!(groups.len(), 2);
        let sides: Vec<_> = groups[0].iter().map(|r| (r.side, r.number)).collect();
        assert_eq!(sides, [(Side::Same, 1), (Side::Old, 2), (Side::New, 2), (Side::Same, 3)]);
        assert_eq!(groups[0][2].changed, 5..6);
    }

    #[test]
    fn what_edits_change_is_the_same_in_a_window() {
        let text = "a\nb\r\nc\nd\ne\nf\ng";
        let lines = Lines::new(text);
        for at in (0..text.len()).filter(|at| !text[*at..].starts_with('\n')) {
            for edit in [
                Edit::insert(at, "x"),
                Edit::insert(at, "1\n2\n"),
                Edit::delete(Span::new(at, at + 1)),
            ] {
                let edits = EditSet::from(edit);
                let new = edits.apply(text).unwrap();
                for context in 0..3 {
                    let whole = rows(text, &new, context).concat();
                    assert_eq!(
                        rows_of(text, &lines, &edits, context),
                        whole,
                        "{edits:?} {context}"
                    );
                }
            }
        }
        assert!(rows_of(text, &lines, &EditSet::default(), 1).is_empty());
    }

    #[test]
    fn changes_that_touch_are_one() {
        assert_eq!(rows("a\nb\nc\n", "A\nb\nC\n", 1).len(), 1);
        assert!(rows("a\n", "a\n", 1).is_empty());
    }
}
