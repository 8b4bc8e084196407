//! Where in a values file a byte is, by indentation alone.

use text::Span;

/// A place in a values file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The keys around it, outermost first; `[]` ends the key of a list.
    pub parents: Vec<String>,
    /// The key of its line, as far as it is typed.
    pub key: String,
    /// The part of the text that is meant: the key, or its value.
    pub span: Span,
    /// Whether that is the value.
    pub value: bool,
    /// The column of the key.
    pub column: usize,
    /// A colon follows the key already.
    pub colon: bool,
    /// Deeper lines follow it already.
    pub nested: bool,
    /// Keys that stand next to it.
    pub beside: Vec<String>,
}

/// The byte order mark.
const MARK: char = '\u{feff}';

/// What indentation tells of a line: `  - key: value`.
#[derive(Debug)]
struct Row<'t> {
    /// Columns of the dashes.
    dashes: Vec<usize>,
    /// Column of what follows them.
    column: usize,
    /// The key; empty where there is none.
    key: &'t str,
    /// Nothing follows the key, so that other lines may belong to it.
    opens: bool,
}

/// The place of a byte; `None` inside a comment.
pub(crate) fn spot(text: &str, at: usize) -> Option<Spot> {
    let head = text.get(..at)?;
    let start = head.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let start = if head.get(start..)?.starts_with(MARK) { start + MARK.len_utf8() } else { start };
    let line = text.get(start..)?.split(['\n', '\r']).next()?;
    let column = at - start;
    let blank = line.trim().is_empty();
    let own =
        if blank { Row { dashes: Vec::new(), column, key: "", opens: false } } else { row(line)? };
    let comment = line.match_indices('#').find(|(at, _)| line[..*at].ends_with([' ', '\t']));
    if comment.is_some_and(|(start, _)| column > start) {
        return None;
    }
    let above: Vec<Row<'_>> = rows(text.get(..start)?).collect();
    let key_end = own.column + own.key.len();
    let colon = line.get(key_end..).is_some_and(|rest| rest.starts_with(':'));
    let value = column > key_end && colon;
    let below = text.get(start + line.len()..)?;
    let span = if value { value_span(line, key_end, start)? } else { key_span(line, &own, start) };
    Some(Spot {
        parents: parents(&own, &above)?,
        key: own.key.to_owned(),
        span,
        value,
        column: own.column,
        colon,
        nested: rows(below).next().is_some_and(|r| r.column > own.column),
        beside: beside(&own, &above, below),
    })
}

fn key_span(line: &str, own: &Row<'_>, start: usize) -> Span {
    let word = own.column.min(line.len());
    Span::new(start + word, start + (word + own.key.len()).min(line.len()))
}

/// The value without the blanks around it, and without what a comment says.
fn value_span(line: &str, key_end: usize, start: usize) -> Option<Span> {
    let rest = line.get(key_end + 1..)?;
    let lead = rest.len() - rest.trim_start().len();
    let words = rest.trim_start();
    let end = words.find(" #").unwrap_or(words.len());
    let words = words.get(..end)?.trim_end();
    // A value begins after a blank; where there is none yet, it begins where the line ends.
    let from = start + key_end + 1 + lead;
    Some(Span::new(from, from + words.len()))
}

fn rows(text: &str) -> impl DoubleEndedIterator<Item = Row<'_>> {
    text.split(['\n', '\r']).filter_map(row)
}

/// `None` for a line without content.
fn row(line: &str) -> Option<Row<'_>> {
    let mut dashes = Vec::new();
    let mut rest = line.trim_start_matches(MARK);
    let mut column = 0;
    loop {
        let words = rest.trim_start_matches(' ');
        column += rest.len() - words.len();
        rest = words;
        let Some(after) = rest.strip_prefix('-').filter(|a| a.is_empty() || a.starts_with(' '))
        else {
            break;
        };
        dashes.push(column);
        column += 1;
        rest = after;
    }
    if rest.starts_with('#') || (rest.trim().is_empty() && dashes.is_empty()) {
        return None;
    }
    let colon = rest.find(": ").or_else(|| rest.trim_end().strip_suffix(':').map(str::len));
    let key = match colon {
        Some(end) => rest.get(..end)?,
        None => rest.split([' ', '\t']).next()?,
    };
    let tail = colon.and_then(|end| rest.get(end + 1..)).map(str::trim);
    // An anchor or a tag says nothing of what follows.
    let opens = tail.is_some_and(|t| t.is_empty() || t.starts_with(['#', '&', '!']));
    Some(Row { dashes, column, key, opens })
}

/// The keys that the line stands under, from the lines above it; `None` where it belongs to none.
fn parents(own: &Row<'_>, above: &[Row<'_>]) -> Option<Vec<String>> {
    let mut parents: Vec<String> = Vec::new();
    // Entries of lists between this line and the next key above.
    let mut entries = own.dashes.len();
    let mut column = own.dashes.first().copied().unwrap_or(own.column);
    for row in above.iter().rev() {
        let first = row.dashes.first().copied();
        // A list may stand at the column of its own key.
        let level = row.column == column && entries > 0 && first.is_none();
        if (row.column < column || level) && row.opens {
            parents.push(format!("{}{}", row.key, "[]".repeat(entries)));
            entries = row.dashes.len();
            column = first.unwrap_or(row.column);
        } else if row.column == column && entries == 0 && first.is_some() {
            // The first key of the entry that this key belongs to.
            entries = row.dashes.len();
            column = first.unwrap_or(row.column);
        } else if row.column < column && first.is_none() {
            return None;
        } else if column == 0 && entries == 0 {
            break;
        }
    }
    parents.reverse();
    Some(parents)
}

/// The other keys of the same block.
fn beside(own: &Row<'_>, above: &[Row<'_>], below: &str) -> Vec<String> {
    let mut keys = Vec::new();
    if own.dashes.is_empty() {
        for row in above.iter().rev().take_while(|r| r.column >= own.column) {
            keys.extend((row.column == own.column).then(|| row.key.to_owned()));
            if row.column == own.column && !row.dashes.is_empty() {
                break;
            }
        }
    }
    let inside =
        |r: &Row<'_>| r.column > own.column || (r.column == own.column && r.dashes.is_empty());
    let after = rows(below).take_while(inside).filter(|r| r.column == own.column);
    keys.extend(after.map(|r| r.key.to_owned()));
    keys
}
