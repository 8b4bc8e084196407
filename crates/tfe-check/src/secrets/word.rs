//! The words of a line that may be names, and what parts them from their values.

use text::Span;

use super::Scan;

/// A word of a line that may be a name, with what stands around it.
#[derive(Clone, Copy)]
pub(super) struct Word<'t> {
    /// The word itself.
    pub(super) text: &'t str,
    /// Its place, without quotes.
    pub(super) span: Span,
    /// Nothing but blanks, dashes, quotes and `export` stands before it.
    pub(super) first: bool,
    /// The quote that was opened before it and not closed after it: that of `"NAME=value"`.
    pub(super) open: Option<char>,
    /// What parts it from its value.
    pub(super) sep: Sep,
    /// Where its value begins.
    pub(super) value: usize,
}

/// What stands between a name and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sep {
    /// Nothing: it is no name.
    None,
    /// `:`, and a blank after it.
    Colon,
    /// `:` with the value right after it.
    Tight,
    /// `=`, `:=` or `=>`
    Equals,
    /// Blanks alone.
    Blank,
}

impl<'t> Scan<'t> {
    /// The next word of a line that may be a name.
    pub(super) fn word(&self, line: Span, from: usize) -> Option<Word<'t>> {
        let rest = Span::new(from, line.end).of(self.text);
        let start = from + rest.bytes().position(is_name)?;
        let rest = Span::new(start, line.end).of(self.text);
        let end = start + rest.bytes().position(|b| !is_name(b)).unwrap_or(rest.len());
        let text = Span::new(start, end).of(self.text);
        let head = text.len() - text.trim_start_matches(['-', '.']).len();
        let text = text.trim_start_matches(['-', '.']).trim_end_matches(['-', '.']);
        let span = Span::new(start + head, start + head + text.len());
        let before = Span::new(line.start, start).of(self.text);
        let mut word =
            Word { text, span, first: false, open: None, sep: Sep::None, value: span.end };
        if text.is_empty() {
            word.span = Span::new(start, end);
            return Some(word);
        }
        word.first = is_first(before);
        if before.ends_with(['/', '$']) || before.ends_with("${") {
            return Some(word);
        }
        self.behind(line, &mut word, before, head > 1);
        Some(word)
    }

    /// Reads what stands after a word. `option` says that it is one of a command: `--name`.
    fn behind(&self, line: Span, word: &mut Word<'t>, before: &str, option: bool) {
        let after = Span::new(word.span.end, line.end).of(self.text);
        let opened = before.chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'));
        let quotes = after.strip_prefix('\\').unwrap_or(after);
        let closed = opened.and_then(|quote| quotes.strip_prefix(quote));
        word.open = opened.filter(|_| closed.is_none());
        let rest = closed.unwrap_or(after);
        let bare = rest.trim_start_matches([' ', '\t']);
        let blank = bare.len() < rest.len();
        let (sep, value) = if let Some(value) = bare.strip_prefix(":=").or(bare.strip_prefix("=>"))
        {
            (Sep::Equals, value)
        } else if let Some(value) = bare.strip_prefix('=').filter(|v| !v.starts_with('=')) {
            (Sep::Equals, value)
        } else if let Some(value) = bare.strip_prefix(':') {
            let apart = value.is_empty() || value.starts_with([' ', '\t', '"', '\'', '[', '{']);
            (if apart || closed.is_some() { Sep::Colon } else { Sep::Tight }, value)
        } else if blank && !bare.is_empty() && (word.first || option || opens(before)) {
            (Sep::Blank, bare)
        } else {
            return;
        };
        word.sep = sep;
        word.value = line.end - value.trim_start_matches([' ', '\t']).len();
    }
}

fn is_name(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.')
}

/// Whether only what may stand before a key stands before a word.
fn is_first(before: &str) -> bool {
    let before = before.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '?' | '+' | '>' | '"' | '\'' | '\u{feff}')
    });
    matches!(
        before.trim_end_matches([' ', '"', '\'']),
        "" | "export" | "set" | "env" | "ENV" | "setx"
    )
}

/// Whether something begins after what stands before a word: lines that ran together.
fn opens(before: &str) -> bool {
    before.trim_end().ends_with(['{', ';', ',', '[', '('])
}
