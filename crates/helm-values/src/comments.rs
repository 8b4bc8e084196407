use text::Span;

/// A comment and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// From the `#` to the end of the line, line end excluded.
    pub span: Span,
    /// Nothing but blanks stands before it on its line.
    pub own_line: bool,
}

/// Finds the comments of `text`: a `#` at the start of a line or after a blank, outside of all
/// `tokens` (scalars, aliases; sorted by place).
pub(crate) fn find(text: &str, tokens: &[Span]) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut tokens = tokens.iter().peekable();
    let mut at = 0;
    while at < text.len() {
        while tokens.next_if(|token| token.end <= at).is_some() {}
        let gap_end = tokens.peek().map_or(text.len(), |token| token.start.max(at));
        let gap = text.get(at..gap_end).unwrap_or_default();
        match hash(text, at, gap) {
            Some(start) => {
                let line = text.get(start..).unwrap_or_default();
                let length = line.find(['\n', '\r']).unwrap_or(line.len());
                let line_start =
                    text.get(..start).and_then(|t| t.rfind(['\n', '\r'])).map_or(0, |i| i + 1);
                let before = text.get(line_start..start).unwrap_or_default();
                comments.push(Comment {
                    span: Span::new(start, start + length),
                    own_line: before.trim_matches([' ', '\t', '\u{feff}']).is_empty(),
                });
                at = start + length.max(1);
            }
            None => match tokens.next() {
                Some(token) => at = token.end.max(gap_end),
                None => break,
            },
        }
    }
    comments
}

/// The first `#` in the gap that begins a comment.
fn hash(text: &str, at: usize, gap: &str) -> Option<usize> {
    gap.match_indices('#').map(|(i, _)| at + i).find(|&i| {
        let before = i.checked_sub(1).and_then(|b| text.as_bytes().get(b));
        matches!(before, None | Some(b' ' | b'\t' | b'\n' | b'\r'))
            || (i == 3 && text.starts_with('\u{feff}'))
    })
}
