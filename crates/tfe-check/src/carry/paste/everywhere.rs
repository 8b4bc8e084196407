//! What is the same at all lines is around all of a text: it is taken off before anything that is in it.

use super::layer::Layer;
use super::search::Search;
use super::{blame, carriers, escapes, lines, numbers, times};
use crate::carry::line::{Line, lines_of};

/// The wrapping that the whole text shows.
pub(super) fn everywhere(text: &str, search: Search<'_>) -> Option<Layer> {
    let begin = text.trim_start().chars().next()?;
    // The encoding of a mail is around all of it.
    let mail = text.contains("=3D") || text.contains("quoted-printable");
    let whole = match begin {
        _ if mail => None,
        // Escapes of another language are in its strings.
        '{' => carriers::json(text, search),
        '"' => escapes::escapes(text, search),
        // All lines are in one; its quotes are read first.
        _ if text.matches("\\n").nth(2).is_some()
            && !text.trim().contains('\n')
            && !["&quot;", "\u{1b}"].iter().any(|quote| text.contains(quote)) =>
        {
            escapes::escapes(text, search)
        }
        _ => None,
    };
    whole.or_else(|| at_all_lines(text, begin, search))
}

/// The same mark, or a number or a time, before every line that is not blank. Fewer than three say nothing.
fn at_all_lines(text: &str, begin: char, search: Search<'_>) -> Option<Layer> {
    let full = || lines_of(text).filter(|line| !line.is_blank());
    let all = |is: fn(&Line<'_>, char) -> bool| full().all(|line| is(&line, begin));
    full().nth(2)?;
    if begin == '+' && all(|line, begin| line.content.starts_with(begin)) {
        return lines::diff_marks(text, search);
    }
    if lines::MARKS.contains(&begin) && all(|l, begin| l.content.trim_start().starts_with(begin)) {
        return lines::quote_marks(text, search);
    }
    let numbers =
        all(|line, _| line.content.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let numbers = if numbers { numbers::line_numbers(text, search) } else { None };
    let numbers = numbers.or_else(|| blame::blame(text));
    numbers.or_else(|| times::stamps(text, search)).or_else(|| lines::shared_start(text, search))
}
