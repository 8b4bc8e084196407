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
    general(x, &shortest(x))
}

/// A float64 as Go's JSON encoder writes it: exponents from 1e21 on and below 1e-6.
pub fn json_number(x: f64) -> String {
    if x == 0.0 || !x.is_finite() {
        return format!("{x}");
    }
    let shortest = shortest(x);
    if (1e-6..1e21).contains(&x.abs())
        && let Some((digits, exponent)) = shortest.split_once('e')
    {
        return plain(digits, exponent.parse().unwrap_or(0));
    }
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
    let shortest = format!("{narrow:e}");
    let even = even_tie(f64::from(narrow), &shortest);
    let same = |even: &String| even.parse() == Ok(narrow);
    general(f64::from(narrow), even.as_ref().filter(|e| same(e)).unwrap_or(&shortest))
}

/// The shortest digits that read back the same, `d.ddde±x`. Of two that are equally near Go takes
/// those that end in an even digit (strconv, `ryuFtoaShortest`), Rust the larger ones.
fn shortest(x: f64) -> String {
    let shortest = format!("{x:e}");
    let same = |even: &String| even.parse() == Ok(x);
    even_tie(x, &shortest).filter(same).unwrap_or(shortest)
}

/// The other digits of a tie, where those given end in an odd one: the exact number goes on with a
/// single 5 after the lower of the two.
fn even_tie(x: f64, shortest: &str) -> Option<String> {
    let (digits, exponent) = shortest.split_once('e')?;
    let (head, last) = digits.split_at_checked(digits.len().checked_sub(1)?)?;
    let last: u32 = last.parse().ok().filter(|digit| digit % 2 == 1)?;
    let places = digits.split_once('.').map_or(0, |(_, places)| places.len());
    let exact = exact_digits(x, places + 1)?;
    let lower = exact.strip_suffix('5')?;
    let other = if lower.ends_with(digits) { last + 1 } else { last - 1 };
    (other < 10).then(|| format!("{head}{other}e{exponent}"))
}

/// `d.ddd` with that many places, if it is exactly the number.
fn exact_digits(x: f64, places: usize) -> Option<String> {
    // No float64 has more digits than these.
    const MOST: usize = 800;
    for more in [places + 2, MOST] {
        let long = format!("{x:.more$e}");
        let (digits, _) = long.split_once('e')?;
        let kept = digits.trim_end_matches('0');
        let after = kept.split_once('.').map_or(0, |(_, after)| after.len());
        if after != places {
            return None;
        }
        if more == MOST {
            return Some(kept.to_owned());
        }
    }
    None
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

    /// Printed by Go's fmt and encoding/json.
    #[test]
    fn of_two_shortest_forms_the_even_one_is_taken() {
        assert_eq!(go_number(911_692_752_964_523.3), "9.116927529645232e+14");
        assert_eq!(json_number(911_692_752_964_523.3), "911692752964523.2");
        assert_eq!(json_number(-911_692_752_964_523.3), "-911692752964523.2");
        assert_eq!(json_number(0.1), "0.1");
        assert_eq!(json_number(5e-324), "5e-324");
        assert_eq!(json_number(0.000_123), "0.000123");
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
