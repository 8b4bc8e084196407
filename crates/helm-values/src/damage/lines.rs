use text::Span;

use crate::odd::NO_BREAK;

/// A line as it should be: one key, or one list item, or a comment.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) what: What,
    /// Without indentation; look-alike blanks and quotes replaced.
    pub(super) text: String,
    pub(super) span: Span,
    /// Has a comment after its value.
    pub(super) comment: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum What {
    Blank,
    Comment,
    /// `key:` or `key: value`
    Key {
        name: String,
        empty: bool,
    },
    /// `- value` or `- key: value`
    Item {
        key: Option<String>,
    },
}

/// The lines of a text whose content all begins in one column; none for any other text, and where a
/// line is none of the four kinds.
///
/// A text of one line that begins with a comment has the comment end before the first key that
/// `is_top` knows.
pub(super) fn logical_lines(text: &str, is_top: impl Fn(&str) -> bool) -> Option<Vec<Line>> {
    let mut lines = Vec::new();
    if let Some((comment, rest)) = commented(text, is_top) {
        push_parts(comment.of(text), comment, &mut lines)?;
        push_parts(&normal(rest.of(text)), rest, &mut lines)?;
        return Some(lines);
    }
    let mut column = None;
    let mut at = 0;
    for raw in text.split_inclusive(['\n', '\r']) {
        let span = Span::new(at, at + raw.trim_end_matches(['\n', '\r']).len());
        at += raw.len();
        if raw == "\n" && text.get(..span.start).is_some_and(|t| t.ends_with('\r')) {
            continue;
        }
        let clean = normal(span.of(text));
        let content = clean.trim_start();
        let depth = clean.len() - content.len();
        if !(content.is_empty() || content.starts_with('#'))
            && *column.get_or_insert(depth) != depth
        {
            return None;
        }
        let lead = span.of(text).len()
            - span.of(text).trim_start_matches([' ', '\t', '\u{feff}', '\u{a0}']).len();
        push_parts(content.trim_end(), Span::new(span.start + lead, span.end), &mut lines)?;
    }
    Some(lines)
}

/// The comment that the only line of a text begins with, and what it swallowed: keys, the first of
/// which is one of the top.
fn commented(text: &str, is_top: impl Fn(&str) -> bool) -> Option<(Span, Span)> {
    let line = text.trim();
    if !line.starts_with('#') || line.contains(['\n', '\r']) {
        return None;
    }
    let from = text.find('#')?;
    let name = |start: usize| line.get(start..)?.split(':').next();
    let starts = key_starts(line);
    let first = starts.iter().position(|start| name(*start).is_some_and(&is_top))?;
    let cut = *starts.get(first).filter(|_| starts.len() > first + 1)?;
    let comment = line.get(..cut)?.trim_end();
    let known = !comment.trim_matches('#').trim().is_empty();
    let rest = Span::new(from + cut, from + line.len());
    known.then_some((Span::new(from, from + comment.len()), rest))
}

/// Blanks and quotes as YAML knows them.
pub(super) fn normal(line: &str) -> String {
    let swap = |c: char| match c {
        '\u{feff}' | '\u{200b}' => None,
        c if NO_BREAK.contains(&c) || c == '\t' => Some(' '),
        '\u{201c}' | '\u{201d}' | '\u{201e}' => Some('"'),
        '\u{2018}' | '\u{2019}' | '\u{201a}' => Some('\''),
        c => Some(c),
    };
    line.chars().filter_map(swap).collect()
}

/// One line of the text, cut before every key but the first.
fn push_parts(content: &str, span: Span, lines: &mut Vec<Line>) -> Option<()> {
    let line = |what, text: &str, comment| Line { what, text: text.to_owned(), span, comment };
    if content.is_empty() {
        lines.push(line(What::Blank, "", false));
        return Some(());
    }
    if content.starts_with('#') {
        lines.push(line(What::Comment, content, false));
        return Some(());
    }
    let cuts = key_starts(content);
    let comment = content.contains(" #") && !in_quotes(content);
    // What a comment in the middle of joined lines swallowed cannot be told from the comment.
    if cuts.len() > 1 && comment {
        return None;
    }
    let ends = cuts.iter().skip(1).copied().chain([content.len()]);
    let starts = std::iter::once(0).chain(cuts.iter().skip(1).copied());
    for (start, end) in starts.zip(ends) {
        let part = content.get(start..end)?.trim_end();
        lines.push(line(kind(part)?, part, comment));
    }
    Some(())
}

fn kind(part: &str) -> Option<What> {
    if let Some(item) = part.strip_prefix("- ") {
        let key = key_of(item.trim_start()).map(|(name, _)| name);
        return Some(What::Item { key });
    }
    let (name, value) = key_of(part)?;
    // Text blocks cannot be told from keys once their indentation is gone.
    if matches!(value.chars().next(), Some('|' | '>' | '"' | '\'' | '[' | '{')) && !closed(value) {
        return None;
    }
    let empty = value.is_empty() || value.starts_with('#');
    Some(What::Key { name, empty })
}

fn closed(value: &str) -> bool {
    let value = value.split(" #").next().unwrap_or(value).trim_end();
    value.len() > 1
        && match value.chars().next() {
            Some('[') => value.ends_with(']'),
            Some('{') => value.ends_with('}'),
            Some(quote @ ('"' | '\'')) => value.ends_with(quote),
            _ => false,
        }
}

fn key_of(part: &str) -> Option<(String, &str)> {
    let (name, value) = part.split_once(':')?;
    let bare = name.trim_matches(['"', '\'']);
    let glued = !(value.is_empty() || value.starts_with(' '));
    (is_key(bare) && !glued).then(|| (bare.to_owned(), value.trim_start()))
}

fn is_key(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-./".contains(&b))
}

/// Where keys begin: words with a `:` and a blank (or the end) after, outside of quotes and
/// brackets.
fn key_starts(content: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let (mut quote, mut depth, mut word) = (None, 0usize, 0);
    for (at, c) in content.char_indices() {
        let next = content.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if at == word => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, ' ') => word = at + 1,
            (None, ':') if depth == 0 && matches!(next, None | Some(' ')) => {
                let name = content.get(word..at).unwrap_or_default();
                if is_key(name.trim_matches(['"', '\''])) {
                    starts.push(word);
                }
            }
            _ => {}
        }
    }
    // `- key: value` begins at its dash.
    if let Some(first) = starts.first_mut()
        && content.get(..*first).is_some_and(|before| before.trim() == "-")
    {
        *first = 0;
    }
    starts
}

fn in_quotes(content: &str) -> bool {
    let hash = content.find(" #").unwrap_or(0);
    let before = content.get(..hash).unwrap_or_default();
    before.matches('"').count() % 2 == 1 || before.matches('\'').count() % 2 == 1
}
