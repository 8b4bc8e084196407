//! Scalars as Helm's reader (go-yaml v2) resolves them.

use text::{base64, go};

use crate::int::Int;
use crate::shared_text::SharedText;

/// A scalar's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Plain {
    /// `null`, `~` or nothing.
    Null,
    /// `true`, `yes`, `on`, `y` and their opposites.
    Bool(bool),
    /// An integer of up to 64 bits.
    Int(Int),
    /// Any other number, `.inf` and `.nan` too.
    Float(f64),
    /// Everything else; dates too.
    Text(SharedText),
    /// A tag that does not fit the text: the reader refuses it.
    Mismatch,
}

const PREFIX: &str = "tag:yaml.org,2002:";

/// What Helm makes of text without quotes and tag.
///
/// ```
/// use helm_values::{Plain, resolve_plain};
/// assert_eq!(resolve_plain("0777"), Plain::Int(511.into()));
/// assert_eq!(resolve_plain("yes"), Plain::Bool(true));
/// assert_eq!(resolve_plain("12:30:45"), Plain::Text("12:30:45".into()));
/// ```
pub fn resolve_plain(text: &str) -> Plain {
    known(text).unwrap_or_else(|| Plain::Text(text.into()))
}

/// The same, for all that is more than text.
fn known(text: &str) -> Option<Plain> {
    let known = match text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Plain::Null),
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            Some(Plain::Bool(true))
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            Some(Plain::Bool(false))
        }
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Some(Plain::Float(f64::INFINITY)),
        "-.inf" | "-.Inf" | "-.INF" => Some(Plain::Float(f64::NEG_INFINITY)),
        ".nan" | ".NaN" | ".NAN" => Some(Plain::Float(f64::NAN)),
        _ => None,
    };
    let number = || match text.as_bytes().first() {
        Some(b'0'..=b'9' | b'+' | b'-') => digits(text),
        Some(b'.') => dotted(text),
        _ => None,
    };
    known.or_else(number)
}

/// What Helm makes of a scalar; `plain` says that its type is left to the reader.
pub(crate) fn resolve(text: &SharedText, tag: Option<&str>, plain: bool) -> Plain {
    let as_text = || Plain::Text(text.clone());
    let Some(tag) = tag else {
        return if plain { known(text).unwrap_or_else(as_text) } else { as_text() };
    };
    let found = known(text).unwrap_or_else(as_text);
    match (tag.strip_prefix(PREFIX).unwrap_or(""), found) {
        ("bool", found @ Plain::Bool(_))
        | ("int", found @ Plain::Int(_))
        | ("float", found @ Plain::Float(_))
        | ("null", found @ Plain::Null) => found,
        ("float", Plain::Int(int)) => Plain::Float(int.as_f64()),
        ("timestamp", Plain::Text(_)) if looks_like_date(text) => as_text(),
        ("bool" | "int" | "float" | "null" | "timestamp", _) => Plain::Mismatch,
        // Helm carries on with JSON, where bytes that are not UTF-8 become replacement characters.
        ("binary", _) => base64::decode_lines(text).map_or(Plain::Mismatch, |bytes| {
            Plain::Text(String::from_utf8_lossy(&bytes).into_owned().into())
        }),
        // Every other tag leaves the text as it is: `!secret` alone is the empty string.
        _ => as_text(),
    }
}

/// Text that begins with a digit or a sign: an integer in any of Go's bases, or a float.
fn digits(text: &str) -> Option<Plain> {
    let plain: String = text.chars().filter(|c| *c != '_').collect();
    if let Some(int) = go_int(&plain) {
        return Some(Plain::Int(int));
    }
    let float = yaml_float(&plain).then(|| plain.parse::<f64>().ok()).flatten()?;
    float.is_finite().then_some(Plain::Float(float))
}

/// Text that begins with a point.
fn dotted(text: &str) -> Option<Plain> {
    let underscores_between_digits = text
        .bytes()
        .zip(text.bytes().skip(1))
        .all(|(a, b)| (a != b'_' || b.is_ascii_digit()) && (b != b'_' || a.is_ascii_digit()))
        && !text.ends_with('_');
    let plain: String = text.chars().filter(|c| *c != '_').collect();
    let float = (underscores_between_digits && yaml_float(&plain))
        .then(|| plain.parse::<f64>().ok())
        .flatten()?;
    float.is_finite().then_some(Plain::Float(float))
}

/// Go's `ParseInt` and `ParseUint` with base 0.
fn go_int(text: &str) -> Option<Int> {
    let int = go::parse_int(text)?;
    // Without a sign an unsigned number may fill all 64 bits.
    let largest =
        if text.starts_with(['-', '+']) { i128::from(i64::MAX) } else { i128::from(u64::MAX) };
    let size = u64::try_from(int.unsigned_abs()).ok()?;
    (i128::from(i64::MIN)..=largest).contains(&int).then(|| Int::new(int < 0, size))
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn yaml_float(text: &str) -> bool {
    let rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    let whole = count_digits(rest);
    let mut rest = rest.get(whole..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix('.') {
        let places = count_digits(fraction);
        if whole + places == 0 || (whole == 0 && places == 0) {
            return false;
        }
        rest = fraction.get(places..).unwrap_or_default();
    } else if whole == 0 {
        return false;
    }
    let Some(exponent) = rest.strip_prefix(['e', 'E']) else {
        return rest.is_empty();
    };
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    !exponent.is_empty() && count_digits(exponent) == exponent.len()
}

fn count_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// `2006-1-2` and longer; enough to tell a date from other text.
fn looks_like_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let number = |part: Option<&str>, most: usize| {
        part.is_some_and(|p| (1..=most).contains(&p.len()) && count_digits(p) == p.len())
    };
    text.as_bytes().get(4) == Some(&b'-')
        && number(parts.next(), 4)
        && number(parts.next(), 2)
        && parts.next().is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_yaml_1_1_without_base_60() {
        let int = |text: &str| match resolve_plain(text) {
            Plain::Int(int) => int.get(),
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(int("0644"), 420);
        assert_eq!(int("0o17"), 15);
        assert_eq!(int("0x1F"), 31);
        assert_eq!(int("0b101"), 5);
        assert_eq!(int("1_000_000"), 1_000_000);
        assert_eq!(int("+12"), 12);
        assert_eq!(int("-0x10"), -16);
        assert_eq!(int("18446744073709551615"), i128::from(u64::MAX));
        for (text, float) in [("08", 8.0), ("1e3", 1000.0), (".5", 0.5), ("1.", 1.0)] {
            assert_eq!(resolve_plain(text), Plain::Float(float), "{text}");
        }
        assert_eq!(resolve_plain("18446744073709551616"), Plain::Float(18446744073709551616.0));
    }

    #[test]
    fn what_only_looks_like_a_number_is_text() {
        for text in ["12:30:45", "1:30", "2024-01-01", "nan", "0x", "1.0.0", "1e", ".", "-", "+"] {
            assert_eq!(resolve_plain(text), Plain::Text(text.into()));
        }
    }

    #[test]
    fn tags_decide_or_do_not_fit() {
        let tagged =
            |tag: &str, text: &str| resolve(&text.into(), Some(&format!("{PREFIX}{tag}")), false);
        assert_eq!(tagged("str", "5"), Plain::Text("5".into()));
        assert_eq!(tagged("int", "5"), Plain::Int(5.into()));
        assert_eq!(tagged("float", "5"), Plain::Float(5.0));
        assert_eq!(tagged("int", "x"), Plain::Mismatch);
        assert_eq!(tagged("binary", "aGk="), Plain::Text("hi".into()));
        assert_eq!(tagged("binary", "aGk"), Plain::Mismatch);
        assert_eq!(resolve(&"".into(), Some("!secret"), false), Plain::Text("".into()));
    }
}
