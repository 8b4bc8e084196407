//! Durations as Vault reads them (go-secure-stdlib `parseutil`, Go `time.ParseDuration`).

use text::go;

const SECOND: i64 = 1_000_000_000;

/// A duration as both kinds of Vault read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Duration {
    /// Nanoseconds; what is more than 292 years has wrapped around.
    pub(crate) nanoseconds: i64,
    /// It has wrapped around. Vault refuses that since it has parseutil 0.1.9 (that is 1.20), and
    /// took the wrapped value before.
    pub(crate) overflows: bool,
}

/// The nanoseconds of a text such as `90`, `1h30m`, `-5s` or `7d`; `None` where Vault refuses it.
///
/// The empty text is 0, digits alone are seconds, and days stand alone (`1d12h` is refused).
pub fn parse_duration(text: &str) -> Option<i64> {
    let duration = read_duration(text)?;
    (!duration.overflows).then_some(duration.nanoseconds)
}

/// The duration of a text; `None` where every Vault refuses it.
pub(crate) fn read_duration(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.parse::<i64>() {
        return Some(of_seconds(seconds));
    }
    if let Some(days) = text.strip_suffix('d') {
        return Some(product(days.parse::<i64>().ok()?, 24 * 3600 * SECOND));
    }
    let nanoseconds = if text.is_empty() { 0 } else { go::parse_duration(text)? };
    Some(Duration { nanoseconds, overflows: false })
}

/// Whole seconds.
pub(crate) const fn of_seconds(seconds: i64) -> Duration {
    product(seconds, SECOND)
}

/// Seconds with a fraction, which Vault cuts off.
pub(crate) fn of_float_seconds(seconds: f64) -> Duration {
    let fits = (-9.223_372_036_854_775e18..9.223_372_036_854_775e18).contains(&seconds);
    of_seconds(if fits { seconds as i64 } else { i64::MIN })
}

const fn product(count: i64, unit: i64) -> Duration {
    let (nanoseconds, overflows) = count.overflowing_mul(unit);
    Duration { nanoseconds, overflows }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_vault_reads_them() {
        let s = SECOND;
        for (text, expected) in [
            ("", Some(0)),
            ("90", Some(90 * s)),
            ("+5", Some(5 * s)),
            ("-5s", Some(-5 * s)),
            ("1h30m", Some(5400 * s)),
            ("1.5h", Some(5400 * s)),
            (".5s", Some(s / 2)),
            ("1.s", Some(s)),
            ("100ms", Some(s / 10)),
            ("3µs", Some(3000)),
            ("7d", Some(7 * 86400 * s)),
            ("-1d", Some(-86400 * s)),
            ("1d12h", None),
            ("1.5d", None),
            ("1w", None),
            ("5S", None),
            (" 5s", None),
            ("5 s", None),
            ("s", None),
            (".s", None),
            ("1.5", None),
            ("1e3s", None),
            ("-", None),
            ("99999999999999999999", None),
            ("9223372036s", Some(9_223_372_036 * s)),
            ("9223372037s", None),
            ("9223372036", Some(9_223_372_036 * s)),
            ("9223372037", None),
            ("-9223372037", None),
            ("99999999999", None),
            ("106751d", Some(106_751 * 86400 * s)),
            ("106752d", None),
            ("-106752d", None),
            ("2562047h", Some(2_562_047 * 3600 * s)),
            ("2562048h", None),
            ("153722868m", None),
        ] {
            assert_eq!(parse_duration(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_too_long_wrapped_around_in_older_vault() {
        let read = read_duration("99999999999").unwrap();
        assert!(read.overflows);
        assert_eq!(read.nanoseconds, 99_999_999_999_i64.wrapping_mul(SECOND));
        for seconds in [1e30, -1e30, 1e18, 9_223_372_037.5] {
            assert!(of_float_seconds(seconds).overflows, "{seconds}");
        }
        for seconds in [0.0, 0.5, -0.5, 1.9, 9_223_372_036.9] {
            assert!(!of_float_seconds(seconds).overflows, "{seconds}");
        }
    }
}
