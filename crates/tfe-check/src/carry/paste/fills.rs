//! What a program fills into its texts, and what is written twice in them because of that.

use text::Span;

use crate::carry::part::Embedded;
use crate::carry::signs::literal::Manner;

/// A longer name is none, and further back on a line nothing says what a value is in.
const LONGEST: usize = 200;

/// Something in a text that is not there as it is written.
enum Special {
    /// Its length; it is filled in.
    Fill(usize),
    /// What is written twice, and what it is for.
    Twice(&'static str),
    /// Its length; another program fills it in later.
    Later(usize),
}

/// Adds a line, in which the program may fill in something.
pub(super) fn fill(text: &str, line: Span, manner: Manner, into: &mut Embedded) {
    let (mut done, mut at) = (line.start, line.start);
    while let Some(found) = Span::new(at, line.end).of(text).find(['$', '#', '%', '{', '}', '"']) {
        let start = at + found;
        let rest = Span::new(start, line.end).of(text);
        let Some(special) = special(rest, manner) else {
            at = start + 1;
            continue;
        };
        let end = match special {
            Special::Later(length) => {
                at = start + length;
                continue;
            }
            Special::Fill(length) => start + length,
            Special::Twice(_) => start + 2,
        };
        into.same(text, Span::new(done, start));
        let place = Span::new(start, end);
        match special {
            Special::Twice(one) => into.other(one, place),
            _ if is_item(into, text.get(end..line.end)) => into.unknown_text(place),
            _ => into.fill(place),
        }
        (done, at) = (end, end);
    }
    into.same(text, Span::new(done, line.end));
}

/// Whether what is filled in is an entry's value or an item between brackets, where a brace would begin a map.
fn is_item(into: &Embedded, rest: Option<&str>) -> bool {
    let near = into.text.floor_char_boundary(into.text.len().saturating_sub(LONGEST));
    let line = into.text.get(near..).and_then(|near| near.rsplit('\n').next()).unwrap_or_default();
    let count = |signs: [char; 2]| line.matches(signs).count();
    let begins = line.trim_end().ends_with([':', ',', '[', '{']);
    let ends = rest.is_some_and(|rest| rest.trim_start().starts_with([',', ']', '}']));
    begins && ends && count(['{', '[']) > count(['}', ']'])
}

/// What a text begins with: `${…}`, `#{…}`, `%s`, `{name}`; or a sign that is written twice.
fn special(rest: &str, manner: Manner) -> Option<Special> {
    let twice =
        |is: bool, sign: &str, one| (is && rest.starts_with(sign)).then_some(Special::Twice(one));
    match rest.as_bytes().first()? {
        b'"' => twice(manner.quotes, "\"\"", "\""),
        b'%' => twice(manner.percent, "%%", "%").or_else(|| format(rest).map(Special::Fill)),
        b'}' => twice(manner.braces, "}}", "}"),
        b'{' if manner.braces => {
            twice(true, "{{", "{").or_else(|| braced(rest, 1).map(Special::Fill))
        }
        b'{' if rest.starts_with("{{") => rest.find("}}").map(|end| Special::Later(end + 2)),
        b'{' => named(rest).map(Special::Fill),
        _ if rest.get(1..)?.starts_with('{') => braced(rest, 2).map(Special::Fill),
        _ => None,
    }
}

/// The length of what is in braces, with what is before the first of them.
fn braced(rest: &str, open: usize) -> Option<usize> {
    let near = rest.get(..rest.floor_char_boundary(LONGEST))?;
    Some(open + near.get(open..)?.find('}')? + 1)
}

/// The length of `{name}`.
fn named(rest: &str) -> Option<usize> {
    let name = rest.get(1..braced(rest, 1)? - 1)?;
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'.';
    (!name.is_empty() && name.bytes().all(is_name)).then_some(name.len() + 2)
}

/// The length of `%s`, `%-5d`, `%(name)s`, `%[1]q`.
fn format(rest: &str) -> Option<usize> {
    let behind = rest.get(1..)?;
    let name = match behind.chars().next()? {
        '(' => behind.find(')')? + 1,
        '[' => behind.find(']')? + 1,
        _ => 0,
    };
    let flags = behind.get(name..)?;
    let letter = flags.trim_start_matches(|c: char| c.is_ascii_digit() || "+-#.$".contains(c));
    let known = if name > 0 {
        letter.starts_with(|c: char| c.is_ascii_alphabetic())
    } else {
        letter.starts_with(['s', 'd', 'v', 'q', 'i', 'r'])
    };
    (known && name < LONGEST).then_some(1 + behind.len() - letter.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carry::part::Escape;
    use crate::carry::paste::layer::new;

    fn filled(line: &str, manner: Manner) -> String {
        let mut into = new(None, Escape::Nothing);
        fill(line, Span::new(0, line.len()), manner, &mut into);
        into.text
    }

    #[test]
    fn what_is_filled_in_is_unknown() {
        for written in [
            "${a}", "#{a.b}", "%s", "%d", "%(ns)s", "%(n)05d", "%-10s", "%[1]q", "%1$s", "{name}",
            "{0}",
        ] {
            assert_eq!(
                filled(&format!("a: {written}/b"), Manner::default()),
                "a: ${…}/b",
                "{written}"
            );
        }
        for same in ["100%", "%Y-%m", "{a: b}", "{}", "$(A)", "{{ .a }}", "{{a}}", "a%(b"] {
            assert_eq!(filled(same, Manner::default()), same);
        }
    }

    #[test]
    fn what_is_written_twice_is_read_once() {
        let braces = Manner { braces: true, ..Manner::default() };
        assert_eq!(filled("a: {{b: {c[\"d\"]}, e: f}}", braces), "a: {b: \"${…}\", e: f}");
        let percent = Manner { percent: true, ..Manner::default() };
        assert_eq!(filled("date +%%Y %s", percent), "date +%Y ${…}");
        let quotes = Manner { quotes: true, ..Manner::default() };
        assert_eq!(filled("a: \"\"b\"\"", quotes), "a: \"b\"");
    }
}
