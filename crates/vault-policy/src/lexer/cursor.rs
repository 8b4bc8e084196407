/// Walks over a text character by character; CRLF counts as one LF.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    pub(crate) const fn text(&self) -> &'t str {
        self.text
    }

    /// The byte offset of the next character.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    pub(crate) const fn set(&mut self, at: usize) {
        self.at = at;
    }

    pub(crate) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub(crate) fn peek(&self) -> Option<char> {
        let mut chars = self.rest().chars();
        match chars.next() {
            Some('\r') if chars.next() == Some('\n') => Some('\n'),
            c => c,
        }
    }

    pub(crate) fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        let crlf = c == '\n' && self.rest().starts_with('\r');
        self.at += c.len_utf8() + usize::from(crlf);
        Some(c)
    }

    pub(crate) fn skip_while(&mut self, belongs: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&belongs) {
            self.next();
        }
    }
}
