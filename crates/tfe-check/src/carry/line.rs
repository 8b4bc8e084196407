//! The lines of a text, with their places.

use text::Span;

/// A line of a text: where it begins, and its content without the line end.
#[derive(Clone, Copy)]
pub(crate) struct Line<'t> {
    pub start: usize,
    pub content: &'t str,
    /// With its line end.
    pub whole: &'t str,
}

impl Line<'_> {
    /// Whether nothing but blanks is in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.content.trim().is_empty()
    }

    /// The place of its content.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.start + self.content.len())
    }

    /// How many bytes of blanks it begins with.
    pub(crate) fn indent(&self) -> usize {
        self.content.len() - self.content.trim_start().len()
    }

    /// How much of its indentation goes with so much; none of it where that would cut a character.
    pub(crate) fn cut(&self, most: usize) -> usize {
        let cut = most.min(self.indent());
        if self.content.is_char_boundary(cut) { cut } else { 0 }
    }
}

/// The lines of a text, in their order.
pub(crate) fn lines_of(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |whole| {
        let start = at;
        at += whole.len();
        Line { start, content: whole.trim_end_matches(['\n', '\r']), whole }
    })
}
