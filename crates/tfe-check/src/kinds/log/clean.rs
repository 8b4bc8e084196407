//! Colours of terminals are taken out before a log is read, and places are carried back.

use std::borrow::Cow;

use text::Span;

/// A text without terminal codes.
pub(crate) struct Clean<'t> {
    /// What is left.
    pub text: Cow<'t, str>,
    /// Where something was taken out of `text`, and how much up to there.
    cuts: Vec<(usize, usize)>,
}

impl<'t> Clean<'t> {
    /// Takes the codes out: ESC, a bracket, parameters and a letter. A tool may have lost the ESC
    /// itself, but then a bracket is not surely one of a code.
    pub(crate) fn of(whole: &'t str) -> Self {
        if !whole.contains('\u{1b}') {
            return Self { text: Cow::Borrowed(whole), cuts: Vec::new() };
        }
        let (mut text, mut cuts, mut removed) = (String::with_capacity(whole.len()), Vec::new(), 0);
        let mut parts = whole.split('\u{1b}');
        text.push_str(parts.next().unwrap_or(""));
        for part in parts {
            let code = code(part);
            removed += 1 + code;
            cuts.push((text.len(), removed));
            text.push_str(part.get(code..).unwrap_or(""));
        }
        Self { text: Cow::Owned(text), cuts }
    }

    /// The place in the original.
    pub(crate) fn original(&self, span: Span) -> Span {
        let start = self.original_start(span.start);
        // The end is right after the last byte, not after a code that follows it.
        let end = span.end.checked_sub(1).map_or(start, |last| self.original_start(last) + 1);
        Span::new(start, end.max(start))
    }

    fn original_start(&self, at: usize) -> usize {
        let next = self.cuts.partition_point(|(cut, _)| *cut <= at);
        let cut = next.checked_sub(1).and_then(|last| self.cuts.get(last));
        at + cut.map_or(0, |(_, removed)| *removed)
    }
}

/// The length of a code after its ESC.
fn code(part: &str) -> usize {
    let Some(rest) = part.strip_prefix('[') else { return 0 };
    let end = rest.find(|c: char| !matches!(c, '0'..='9' | ';' | '?'));
    match end.and_then(|end| Some((end, rest.get(end..)?.chars().next()?))) {
        Some((end, letter)) if letter.is_ascii_alphabetic() => 1 + end + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_carried_back() {
        let whole = "\u{1b}[31mError: \u{1b}[0m\u{1b}[1mx\u{1b}[0m y";
        let clean = Clean::of(whole);
        assert_eq!(clean.text, "Error: x y");
        let of = |word: &str| {
            let at = clean.text.find(word).unwrap();
            clean.original(Span::new(at, at + word.len())).of(whole).to_owned()
        };
        assert_eq!(of("Error:"), "Error:");
        assert_eq!(of("x"), "x");
        assert_eq!(of("y"), "y");
        assert_eq!(of("x y"), "x\u{1b}[0m y");
    }

    #[test]
    fn a_text_without_codes_is_not_copied() {
        assert!(matches!(Clean::of("a [31m b").text, Cow::Borrowed(_)));
    }
}
