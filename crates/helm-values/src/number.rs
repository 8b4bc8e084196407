//! Numbers as Go prints them.

/// A float64 as Go's `%v` prints it: the shortest digits that read back the same; from 1e6 on and
/// below 1e-4 with an exponent of at least two digits.
///
/// ```
/// assert_eq!(helm_values::go_number(999_999.0), "999999");
/// assert_eq!(helm_values::go_number(1_000_000.0), "1e+06");
/// assert_eq!(helm_values::go_number(0.00009), "9e-05");
/// ```
pub fn go_number(x: f64) -> String {
    general(x, &format!("{x:e}"))
}

/// A float64 as Go's JSON encoder writes it: exponents from 1e21 on and below 1e-6.
pub fn json_number(x: f64) -> String {
    let abs = x.abs();
    if x == 0.0 || (1e-6..1e21).contains(&abs) {
        return format!("{x}");
    }
    let shortest = format!("{x:e}");
    match shortest.split_once("e-") {
        Some((digits, exponent)) => format!("{digits}e-{exponent}"),
        None => shortest.replace('e', "e+"),
    }
}

/// A number as a key: Go's `%g` of a float32.
pub(crate) fn go_key_number(x: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "Helm's reader narrows it too")]
    let narrow = x as f32;
    if narrow.is_nan() {
        return ".nan".to_owned();
    }
    if narrow.is_infinite() {
        return if x > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    general(f64::from(narrow), &format!("{narrow:e}"))
}

/// Go's `%g` of `x`, whose shortest digits are `shortest` (`d.ddde±x`): the exponent stays from 6 on
/// and below -4.
fn general(x: f64, shortest: &str) -> String {
    if x.is_nan() {
        return "NaN".to_owned();
    }
    if x.is_infinite() {
        return if x > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let (digits, exponent) = shortest.split_once('e').unwrap_or((shortest, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if x == 0.0 {
        return if x.is_sign_negative() { "-0" } else { "0" }.to_owned();
    }
    if !(-4..6).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{digits}e{sign}{:02}", exponent.unsigned_abs());
    }
    plain(digits, exponent)
}

/// `d.ddd` moved by `exponent` places.
fn plain(digits: &str, exponent: i32) -> String {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let all: String = digits.chars().filter(|c| *c != '.').collect();
    let Ok(places) = usize::try_from(exponent) else {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        return format!("{sign}0.{zeros}{all}");
    };
    if all.len() <= places + 1 {
        let zeros = "0".repeat(places + 1 - all.len());
        return format!("{sign}{all}{zeros}");
    }
    let (whole, rest) = all.split_at(places + 1);
    format!("{sign}{whole}.{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Printed by Go's fmt.
    #[test]
    fn numbers_print_as_go_prints_them() {
        for (x, said) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (1.10, "1.1"),
            (999_999.0, "999999"),
            (1_000_000.0, "1e+06"),
            (-1_000_000.0, "-1e+06"),
            (1_048_576.0, "1.048576e+06"),
            (123_456_789_012.0, "1.23456789012e+11"),
            (9_007_199_254_740_993.0, "9.007199254740992e+15"),
            (100_000.5, "100000.5"),
            (0.0001, "0.0001"),
            (0.00009, "9e-05"),
            (1e100, "1e+100"),
            (0.5, "0.5"),
            (-2.25, "-2.25"),
        ] {
            assert_eq!(go_number(x), said);
        }
    }

    #[test]
    fn json_keeps_plain_digits_longer() {
        assert_eq!(json_number(1_000_690_000.0), "1000690000");
        assert_eq!(json_number(1e21), "1e+21");
        assert_eq!(json_number(0.000_000_1), "1e-7");
        assert_eq!(json_number(0.000_001), "0.000001");
    }

    #[test]
    fn keys_are_printed_as_float32() {
        assert_eq!(go_key_number(2.5), "2.5");
        assert_eq!(go_key_number(1.1), "1.1");
        assert_eq!(go_key_number(1e39), ".inf");
        assert_eq!(go_key_number(f64::NAN), ".nan");
    }
}
