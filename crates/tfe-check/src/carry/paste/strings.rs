//! Strings of JSON and YAML, as the text that they are for.

use text::Span;

use crate::carry::part::{Embedded, Escape};

/// How the inside of a string in double quotes is written. Where it has no `\n`, its line breaks are its own.
pub(super) fn escape(written: &str) -> Escape {
    Escape::Json { breaks: written.contains("\\n") }
}

/// Adds the text that the inside of a JSON or YAML string in double quotes is for. A line break in
/// it is a blank, as YAML folds long strings.
pub(super) fn decode(file: &str, span: Span, into: &mut Embedded) {
    let written = span.of(file);
    let folds = written.contains("\\n");
    let mut done = 0;
    while let Some(found) = written.get(done..).and_then(|t| t.find(marks(folds))) {
        let at = done + found;
        into.same(file, Span::new(span.start + done, span.start + at));
        let rest = written.get(at..).unwrap_or_default();
        let (length, meant) = if rest.starts_with('\\') { escaped(rest) } else { folded(rest) };
        let place = Span::new(span.start + at, span.start + at + length);
        match meant {
            // Blanks that YAML makes of a line break have no place of their own.
            Some(' ') => into.frame(" ", place),
            Some(meant) => into.other(meant.encode_utf8(&mut [0; 4]), place),
            None => {}
        }
        done = at + length;
    }
    into.same(file, Span::new(span.start + done, span.end));
}

const fn marks(folds: bool) -> &'static [char] {
    if folds { &['\\', '\n', '\r'] } else { &['\\'] }
}

/// How long a line break is with the blanks that follow it.
fn folded(rest: &str) -> (usize, Option<char>) {
    (rest.len() - rest.trim_start().len(), Some(' '))
}

/// How long an escape is, and what it is for.
fn escaped(rest: &str) -> (usize, Option<char>) {
    let behind = rest.get(1..).unwrap_or_default();
    let Some(sign) = behind.chars().next() else { return (1, None) };
    match sign {
        'n' => (2, Some('\n')),
        'r' => (2, None),
        't' => (2, Some('\t')),
        'u' => {
            let code = behind.get(1..).unwrap_or_default();
            let digits = code.bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
            let number = u32::from_str_radix(code.get(..digits).unwrap_or_default(), 16).ok();
            (2 + digits, number.and_then(char::from_u32))
        }
        // A long YAML string goes on after the indentation of the next line.
        '\n' | '\r' => (1 + behind.len() - behind.trim_start().len(), None),
        other => (1 + other.len_utf8(), Some(other)),
    }
}
