//! What is written for people: nothing of a checked file steers their terminal.

use std::borrow::Cow;
use std::io::{self, Write};

/// A writer for people's eyes. Names, keys and lines of a checked file are in messages, and a file may hold
/// what moves the cursor, renames the window or turns the writing around; it is written as `�`.
pub(crate) struct Screen<W>(pub W);

impl<W: Write> Write for Screen<W> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(piece) {
            // Colors are written as pieces of their own; whatever else begins one is not ours.
            Ok(text) if !is_color(text) => self.0.write_all(still(text).as_bytes())?,
            _ => self.0.write_all(piece)?,
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Whether a piece is one color or weight (SGR, ECMA-48 section 8.3.117) and nothing else.
fn is_color(piece: &str) -> bool {
    let inner = piece.strip_prefix("\u{1b}[").and_then(|rest| rest.strip_suffix('m'));
    inner.is_some_and(|inner| inner.bytes().all(|b| b.is_ascii_digit() || b == b';'))
}

fn still(text: &str) -> Cow<'_, str> {
    let moves = |c: char| c.is_control() && !matches!(c, '\n' | '\t') || ::text::turns_direction(c);
    if text.contains(moves) {
        Cow::Owned(text.replace(moves, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_does_not_steer_the_terminal() {
        let mut out = Vec::new();
        let bold = clap::builder::styling::Style::new().bold();
        let name = "a\u{1b}]0;title\u{7}\u{1b}[2Jb\u{9b}1A\u{202e}c\r\td";
        writeln!(Screen(&mut out), "{bold}{name}{bold:#}").expect("memory takes all");
        let seen = String::from_utf8(out).expect("text");
        assert_eq!(seen, "\u{1b}[1ma�]0;title��[2Jb�1A�c�\td\u{1b}[0m\n");
    }
}
