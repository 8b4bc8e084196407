//! Where in a policy a byte is, from the rule's beginning to there.

use text::{Span, line_start};

/// A place in a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spot {
    /// Between the quotes of a rule's path.
    Path(Span),
    /// In a list of capabilities: between quotes, or where a quoted word could begin.
    Capability(Span, Quoted),
    /// A key inside a rule.
    Key(Span),
    /// A word outside of all rules.
    Outside(Span),
}

/// Whether the quotes are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quoted {
    Yes,
    No,
}

/// The state at a byte.
#[derive(Default)]
struct Scan<'t> {
    /// Open braces.
    depth: usize,
    /// Open brackets.
    lists: usize,
    /// A `=` came, and not yet its value.
    assigned: bool,
    /// The last word at this depth.
    word: &'t str,
}

/// The place of a byte; `None` inside comments, values and deeper blocks.
pub(crate) fn spot(text: &str, at: usize) -> Option<Spot> {
    let mut scan = Scan::default();
    let mut from = rule_start(text, at)?;
    while let Some(c) = text.get(from..)?.chars().next() {
        let end = token_end(text, from, c);
        let inside = from < at && at < end || at == end && is_word(c);
        let span = Span::new(from, end);
        match c {
            '#' | '/' if comment(text, from) => {
                // After a comment of one line one is still in it.
                if from < at && (inside || (at == end && !text[from..end].ends_with("*/"))) {
                    return None;
                }
            }
            '"' if inside => return scan.string(text, span),
            _ if is_word(c) && (inside || at == from) => return scan.bare(span),
            _ if at <= from => return scan.bare(Span::at(at)),
            _ => scan.pass(text, span, c),
        }
        from = end;
    }
    scan.bare(Span::at(at))
}

/// The beginning of the rule around the byte; of the line where there is none.
fn rule_start(text: &str, at: usize) -> Option<usize> {
    let line = line_start(text, at);
    let mut start = line;
    loop {
        let words = text.get(start..)?.trim_start_matches([' ', '\t', '\u{feff}']);
        if words.strip_prefix("path").is_some_and(|r| r.starts_with([' ', '\t', '"'])) {
            return Some(start);
        }
        if start == 0 {
            return Some(line);
        }
        start = line_start(text, start - 1);
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn comment(text: &str, from: usize) -> bool {
    text.get(from..)
        .is_some_and(|t| t.starts_with(['#']) || t.starts_with("//") || t.starts_with("/*"))
}

fn token_end(text: &str, from: usize, c: char) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let line = rest.find('\n').unwrap_or(rest.len());
    let length = match c {
        '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
        '#' | '/' if comment(text, from) => line,
        '"' => {
            let close = rest.get(1..line).and_then(|r| r.find('"'));
            close.map_or(line, |end| end + 2)
        }
        _ if is_word(c) => rest.find(|c| !is_word(c) && c != '-').unwrap_or(rest.len()),
        _ => c.len_utf8(),
    };
    from + length
}

impl<'t> Scan<'t> {
    fn string(&self, text: &str, span: Span) -> Option<Spot> {
        let closed = span.end > span.start + 1 && span.of(text).ends_with('"');
        let words = Span::new(span.start + 1, span.end - usize::from(closed));
        match (self.depth, self.lists) {
            (0, 0) if self.word == "path" => Some(Spot::Path(words)),
            (1, 1) if self.word == "capabilities" => Some(Spot::Capability(words, Quoted::Yes)),
            _ => None,
        }
    }

    fn bare(&self, span: Span) -> Option<Spot> {
        match (self.depth, self.lists) {
            (0, 0) if !self.assigned && self.word.is_empty() => Some(Spot::Outside(span)),
            (1, 1) if self.word == "capabilities" => Some(Spot::Capability(span, Quoted::No)),
            (1, 0) if !self.assigned => Some(Spot::Key(span)),
            _ => None,
        }
    }

    fn pass(&mut self, text: &'t str, span: Span, c: char) {
        match c {
            '{' => (self.depth, self.assigned) = (self.depth + 1, false),
            '}' => {
                self.depth = self.depth.saturating_sub(1);
                (self.assigned, self.lists) = (false, 0);
                if self.depth == 0 {
                    self.word = "";
                }
            }
            '[' => self.lists += 1,
            ']' => (self.lists, self.assigned) = (self.lists.saturating_sub(1), false),
            '=' => self.assigned = true,
            '\n' if self.lists == 0 => self.assigned = false,
            '"' if self.lists == 0 => self.assigned = false,
            _ if is_word(c) && self.lists == 0 => {
                if self.assigned {
                    self.assigned = false;
                } else {
                    self.word = span.of(text);
                }
            }
            _ => {}
        }
    }
}
