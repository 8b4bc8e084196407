//! Times in a log, as they are written. They are shown, never computed with.

use text::Span;

/// A form of time: `0` is a digit, `T` is `T` or a blank, `a` a letter, everything else itself.
const FORMS: [&str; 4] =
    ["0000-00-00T00:00:00", "00/aaa/0000:00:00:00", "0000/00/00 00:00:00", "aaa 00 00:00:00"];

/// The first time in a text.
pub(crate) fn first(text: &str) -> Option<Span> {
    all(text).next()
}

/// All times in a text, in order.
pub(crate) fn all(text: &str) -> impl Iterator<Item = Span> {
    // Every form has a colon between two digits, which is faster to look for than the forms.
    let mut last = 0;
    text.match_indices(':').filter_map(move |(colon, _)| {
        let found = FORMS.iter().find_map(|form| around(text, colon, form))?;
        if found.start < last {
            return None;
        }
        last = found.end;
        Some(found)
    })
}

/// A time whose last colon but one is at a place.
fn around(text: &str, colon: usize, form: &str) -> Option<Span> {
    let before = form.len() - "00:00".len() - 1;
    let start = colon.checked_sub(before)?;
    let bytes = text.as_bytes().get(start..start + form.len())?;
    let fits = bytes.iter().zip(form.bytes()).all(|(b, f)| match f {
        b'0' => b.is_ascii_digit() || (*b == b' ' && form.starts_with('a')),
        b'T' => matches!(b, b'T' | b' '),
        b'a' => b.is_ascii_alphabetic(),
        _ => *b == f,
    });
    let whole =
        start == 0 || text.as_bytes().get(start - 1).is_some_and(|b| !b.is_ascii_alphanumeric());
    (fits && whole).then(|| Span::new(start, start + form.len() + zone(text, start + form.len())))
}

/// The length of fraction and zone after a time.
fn zone(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let mut after = rest;
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        let digits = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() < fraction.len() {
            after = digits;
        }
    }
    if let Some(utc) = after.strip_prefix('Z') {
        after = utc;
    } else if let Some(offset) = after.strip_prefix(['+', '-']) {
        let hours = offset.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
        if offset.len() - hours.len() >= 4 {
            after = hours;
        }
    }
    rest.len() - after.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_found_in_every_form() {
        let cases = [
            ("2026-03-11T08:14:02.117Z [ERROR] a", "2026-03-11T08:14:02.117Z"),
            ("2026-03-11 08:14:02,117 INFO gave up", "2026-03-11 08:14:02,117"),
            ("tfe-1  | 2026-03-11T08:14:02.117+01:00 x", "2026-03-11T08:14:02.117+01:00"),
            ("10.0.3.7 - - [11/Mar/2026:08:14:02 +0000] \"GET", "11/Mar/2026:08:14:02"),
            ("2026/03/11 08:14:02 [error] 9#9: *1", "2026/03/11 08:14:02"),
            ("Mar 11 08:14:02 host dockerd[9]: x", "Mar 11 08:14:02"),
            ("Mar  1 08:14:02 host dockerd[9]: x", "Mar  1 08:14:02"),
            ("{\"a\":\"x:y\",\"@timestamp\":\"2026-03-11T08:14:02Z\"}", "2026-03-11T08:14:02Z"),
        ];
        for (text, time) in cases {
            assert_eq!(first(text).map(|s| s.of(text)), Some(time), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_times() {
        for text in ["a:b:c", "12:30", "1.2.3.4:5432", "x2026-03-11", "2026-03-11T0x:14:02", "é:é"]
        {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn all_times_come_in_order() {
        let text = "2026-03-11T08:14:02Z {\"log\":\"2026-03-11 08:14:01 [INFO]\"}";
        assert_eq!(all(text).count(), 2);
    }
}
