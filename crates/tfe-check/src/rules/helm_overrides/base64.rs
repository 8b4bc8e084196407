//! Standard base64, as much as the rules need.

/// The decoded bytes; `None` where the text is no padded standard base64. Line breaks and blanks are
/// skipped.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let symbols: Vec<u8> = text.bytes().filter(|b| !b.is_ascii_whitespace()).collect();
    let padding = symbols.iter().rev().take_while(|b| **b == b'=').count();
    let equals = symbols.iter().filter(|b| **b == b'=').count();
    if symbols.is_empty() || !symbols.len().is_multiple_of(4) || padding > 2 || equals > padding {
        return None;
    }
    let mut out = Vec::with_capacity(symbols.len() / 4 * 3);
    for group in symbols.chunks(4) {
        let mut bits = 0u32;
        let mut filled = 0;
        for symbol in group.iter().filter(|b| **b != b'=') {
            bits = bits << 6 | u32::from(value(*symbol)?);
            filled += 1;
        }
        let bytes = (bits << (6 * (4 - filled))).to_be_bytes();
        out.extend(bytes.iter().skip(1).take(filled - 1));
    }
    Some(out)
}

fn value(symbol: u8) -> Option<u8> {
    match symbol {
        b'A'..=b'Z' => Some(symbol - b'A'),
        b'a'..=b'z' => Some(symbol - b'a' + 26),
        b'0'..=b'9' => Some(symbol - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn base64_is_decoded() {
        assert_eq!(decode("aGVsbG8=").as_deref(), Some(&b"hello"[..]));
        assert_eq!(decode("aGVs\nbG8h").as_deref(), Some(&b"hello!"[..]));
        assert_eq!(decode("aA==").as_deref(), Some(&b"h"[..]));
        for wrong in ["", "aGVsbG8", "a===", "aGVs*G8=", "=Gk="] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
