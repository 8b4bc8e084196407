//! Numbers and durations as the standard library of Go reads them, and with it Vault, Helm and TFE.

/// One more than fits into a duration.
const LIMIT: u64 = 1 << 63;

/// `strconv.ParseInt` with base 0, without underscores and for any size: `0x`, `0o`, `0b` or a leading zero give
/// the base.
///
/// ```
/// assert_eq!(text::go::parse_int("-0x10"), Some(-16));
/// assert_eq!(text::go::parse_int("08"), None);
/// ```
pub fn parse_int(text: &str) -> Option<i128> {
    let (negative, rest) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let (radix, digits) = match rest.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, rest.get(2..)?),
        [b'0', b'o' | b'O', ..] => (8, rest.get(2..)?),
        [b'0', b'b' | b'B', ..] => (2, rest.get(2..)?),
        [b'0', _, ..] => (8, rest.get(1..)?),
        _ => (10, rest),
    };
    if !digits.starts_with(|c: char| c.is_ascii_hexdigit()) {
        return None;
    }
    let size = i128::from_str_radix(digits, radix).ok()?;
    Some(if negative { -size } else { size })
}

/// `time.ParseDuration`: the nanoseconds of numbers that each have a unit, such as `1h30m` or `-1.5s`.
///
/// ```
/// assert_eq!(text::go::parse_duration("1.5s"), Some(1_500_000_000));
/// assert_eq!(text::go::parse_duration("5"), None);
/// ```
pub fn parse_duration(text: &str) -> Option<i64> {
    let negative = text.starts_with('-');
    let mut rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    if rest.is_empty() {
        return None;
    }
    let mut total: u64 = 0;
    while !rest.is_empty() {
        let (value, after) = component(rest)?;
        rest = after;
        total = total.checked_add(value).filter(|t| *t <= LIMIT)?;
    }
    if negative {
        return Some(0_i64.wrapping_sub_unsigned(total));
    }
    i64::try_from(total).ok()
}

/// One number and its unit.
fn component(text: &str) -> Option<(u64, &str)> {
    let digits = |t: &str| t.find(|c: char| !c.is_ascii_digit()).unwrap_or(t.len());
    let whole = text.get(..digits(text))?;
    let mut rest = text.get(whole.len()..)?;
    let mut fraction = "";
    if let Some(after) = rest.strip_prefix('.') {
        fraction = after.get(..digits(after))?;
        rest = after.get(fraction.len()..)?;
    }
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let unit_end = rest.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(rest.len());
    let unit = unit_nanoseconds(rest.get(..unit_end)?)?;
    let value = if whole.is_empty() { 0 } else { whole.parse::<u64>().ok()? };
    let mut value = value.checked_mul(unit).filter(|v| *v <= LIMIT)?;
    value = value.checked_add(fraction_of(fraction, unit)).filter(|v| *v <= LIMIT)?;
    Some((value, rest.get(unit_end..)?))
}

/// Digits that do not fit any more are dropped.
fn fraction_of(digits: &str, unit: u64) -> u64 {
    let (mut value, mut scale) = (0_u64, 1_f64);
    for digit in digits.bytes() {
        if value > (LIMIT - 1) / 10 {
            break;
        }
        let next = value * 10 + u64::from(digit - b'0');
        if next > LIMIT {
            break;
        }
        value = next;
        scale *= 10.0;
    }
    (value as f64 * (unit as f64 / scale)) as u64
}

fn unit_nanoseconds(unit: &str) -> Option<u64> {
    Some(match unit {
        "ns" => 1,
        "us" | "µs" | "μs" => 1_000,
        "ms" => 1_000_000,
        "s" => 1_000_000_000,
        "m" => 60_000_000_000,
        "h" => 3_600_000_000_000,
        _ => return None,
    })
}
