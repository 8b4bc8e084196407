//! Standard base64 with padding.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The base64 of a text, on one line.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len().div_ceil(3) * 4);
    for chunk in text.as_bytes().chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4usize {
            let index = bits >> (18 - 6 * place) & 63;
            let letter = LETTERS.get(index as usize).copied().unwrap_or(b'=');
            out.push(if place > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

/// The text after base64 as Kubernetes and TFE decode it; `None` for anything but correct, padded
/// base64 of UTF-8 text. Line ends in it do not count.
pub fn decode_text(text: &str) -> Option<String> {
    String::from_utf8(decode_lines(text)?).ok()
}

/// The same for any bytes.
pub fn decode_lines(text: &str) -> Option<Vec<u8>> {
    bytes(text.bytes().filter(|b| !matches!(b, b'\r' | b'\n')))
}

/// What is meant by base64 that somebody may have wrapped or indented: blanks do not count, and an
/// empty text is none.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    bytes(text.bytes().filter(|b| !b.is_ascii_whitespace())).filter(|bytes| !bytes.is_empty())
}

fn bytes(letters: impl Iterator<Item = u8>) -> Option<Vec<u8>> {
    let letters: Vec<u8> = letters.collect();
    let padding = letters.iter().rev().take_while(|b| **b == b'=').count();
    let body = letters.get(..letters.len().checked_sub(padding)?)?;
    if !letters.len().is_multiple_of(4) || padding > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(body.len());
    let (mut bits, mut count) = (0u32, 0);
    for letter in body {
        bits = bits << 6 | value(*letter)?;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 255).ok()?);
        }
    }
    Some(out)
}

fn value(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::{decode, decode_text, encode};

    #[test]
    fn there_and_back() {
        for (text, code) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("héé", "aMOpw6k=")]
        {
            assert_eq!(encode(text), code);
            assert_eq!(decode_text(code).as_deref(), Some(text));
        }
    }

    #[test]
    fn wrong_base64_is_none() {
        for code in ["Zg", "Zg=", "Z===", "Zm9_", "Zm 9", "/w=="] {
            assert_eq!(decode_text(code), None, "{code}");
        }
        for code in ["", "aGVsbG8", "a===", "aGVs*G8=", "=Gk="] {
            assert_eq!(decode(code), None, "{code}");
        }
    }

    #[test]
    fn wrapped_base64_is_read_as_it_is_meant() {
        assert_eq!(decode("aGVs\n  bG8h").as_deref(), Some(&b"hello!"[..]));
        assert_eq!(decode_text("aGVs\nbG8h").as_deref(), Some("hello!"));
        assert_eq!(decode_text("aGVs bG8h"), None);
    }
}
