//! Terraform's syntax.

use hcl_edit::structure::Body;
use text::{Lines, Span};

use super::SyntaxError;

/// So much is read again because of keys that are repeated: a thousand of them in a usual file.
const BUDGET: usize = 4 * 1024 * 1024;

/// Reads a file. Of two keys of an object with the same name Terraform takes the last, where hcl-edit
/// stops: the later one is read under another name of the same length, so that every place stays, and
/// names of keys are taken from the file itself.
pub(super) fn body(text: &str) -> Result<Body, SyntaxError> {
    // Terraform takes a byte order mark off; blanks of its length keep every place.
    let mut work = match text.strip_prefix('\u{feff}') {
        Some(rest) => format!("   {rest}"),
        None => text.to_owned(),
    };
    let rounds = (BUDGET / (text.len() + 1)).clamp(3, 1000);
    let mut round = 0;
    loop {
        let error = match hcl_edit::parser::parse_body(&work) {
            Ok(body) => return Ok(body),
            Err(error) => SyntaxError {
                line: error.location().line(),
                column: error.location().column(),
                message: error.message().to_owned(),
            },
        };
        let repeated = error.message.contains("redefined object key") && round < rounds;
        match repeated.then(|| rename(&work, &error, round)).flatten() {
            Some(next) => work = next,
            None => return Err(error),
        }
        round += 1;
    }
}

/// The text with the key at the error's place replaced by letters that no other key has.
fn rename(text: &str, error: &SyntaxError, round: usize) -> Option<String> {
    let line = Lines::new(text).span(error.line);
    let column = error.column.saturating_sub(1);
    let start = line.of(text).char_indices().nth(column).map(|(at, _)| line.start + at)?;
    let quoted = usize::from(text.get(start..)?.starts_with('"'));
    let rest = text.get(start + quoted..)?;
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-'))?;
    let key = Span::new(start + quoted, start + quoted + end);
    let mut out = String::with_capacity(text.len());
    out.push_str(text.get(..key.start)?);
    out.push_str(&stand_in(key.len(), round)?);
    out.push_str(text.get(key.end..)?);
    Some(out)
}

/// A name of that many bytes, another one each round, as far as there are others.
fn stand_in(length: usize, round: usize) -> Option<String> {
    let letter = |number: usize| LETTERS.get(number % LETTERS.len()).map(|b| char::from(*b));
    let mut name = "Z".repeat(length.saturating_sub(2));
    if length > 1 {
        name.push(letter(round / LETTERS.len())?);
    }
    name.push(letter(round)?);
    (length > 0).then_some(name)
}

const LETTERS: &[u8] = b"QZXJKVWYqzxjkvwyUOIEAHGFDSPLMNBRTCuoieahgfdsplmnbrtc";
