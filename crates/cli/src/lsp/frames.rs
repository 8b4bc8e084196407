//! How messages are written on standard input and output: a head with the length, then JSON.

use std::io::{self, BufRead, Write};

use serde_json::Value;

/// So many bytes a message may have. A text that is checked is much shorter.
const MOST: usize = 64 << 20;

/// What was read.
pub(super) enum Frame {
    /// A message.
    Message(Value),
    /// Something that is not JSON, or a head without a length.
    Malformed,
}

/// Reads the next message; `None` where there are no more.
///
/// # Errors
/// Input that cannot be read, and a message that is too long or ends too early: where the next one
/// begins is unknown then.
pub(super) fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let mut length = None;
    let mut any = false;
    loop {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end();
        if line.is_empty() && !any {
            continue;
        }
        if line.is_empty() {
            break;
        }
        any = true;
        let field = line.split_once(':').filter(|(n, _)| n.eq_ignore_ascii_case("content-length"));
        length = field.and_then(|(_, number)| number.trim().parse::<usize>().ok()).or(length);
    }
    let Some(length) = length else { return Ok(Some(Frame::Malformed)) };
    if length > MOST {
        return Err(io::Error::other("a message is longer than 64 MiB"));
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body)?;
    Ok(Some(serde_json::from_slice(&body).map_or(Frame::Malformed, Frame::Message)))
}

/// Writes a message.
///
/// # Errors
/// Output that cannot be written.
pub(super) fn write(out: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(out, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_after_ones_that_are_not_json() {
        let mut input =
            &b"\r\nContent-Length: 3\r\n\r\n{x}content-length:2\r\nA: b\r\n\r\n{}B: c\r\n\r\n"[..];
        assert!(matches!(read(&mut input), Ok(Some(Frame::Malformed))));
        assert!(matches!(read(&mut input), Ok(Some(Frame::Message(_)))));
        assert!(matches!(read(&mut input), Ok(Some(Frame::Malformed))));
        assert!(matches!(read(&mut input), Ok(None)));
        assert!(read(&mut &b"Content-Length: 9\r\n\r\n{}"[..]).is_err());
        assert!(read(&mut &b"Content-Length: 99999999999\r\n\r\n{}"[..]).is_err());
    }
}
