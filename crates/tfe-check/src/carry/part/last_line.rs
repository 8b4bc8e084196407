//! What a text that is being put together ends in.

/// What stands around the end of a text. It grows by thousands of pieces, so what was read once is
/// not read again.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LastLine {
    /// Up to where the text was read.
    read: usize,
    /// Where the line starts.
    start: usize,
    /// A quote is open in it.
    quoted: bool,
}

impl LastLine {
    /// Reads on to the end of a text; whether that is inside of quotes or in a comment.
    pub(super) fn is_quoted_or_comment(&mut self, text: &str) -> bool {
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate().skip(self.read) {
            match byte {
                b'\n' => (self.start, self.quoted) = (at + 1, false),
                b'"' => {
                    let escaped = at > self.start && bytes.get(at - 1) == Some(&b'\\');
                    self.quoted ^= !escaped;
                }
                _ => {}
            }
        }
        self.read = text.len();
        let line = text.get(self.start..).unwrap_or_default().trim_start();
        self.quoted || line.starts_with('#') || line.starts_with("//")
    }
}

#[cfg(test)]
mod tests {
    use super::LastLine;

    #[test]
    fn a_text_that_grows_is_read_on() {
        let mut last = LastLine::default();
        let mut text = String::new();
        for (more, quoted) in [
            ("path ", false),
            ("\"a/", true),
            ("\\", true),
            ("\"b", true),
            ("\" {\n", false),
            ("  # x", true),
            ("\n", false),
            ("\"", true),
            ("\n}", false),
            (" // ", false),
            ("\n// ", true),
        ] {
            text.push_str(more);
            assert_eq!(last.is_quoted_or_comment(&text), quoted, "{text}");
        }
    }
}
