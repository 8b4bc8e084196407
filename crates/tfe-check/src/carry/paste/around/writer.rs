//! Who wrote a message and when, as a chat has it before the message.

use crate::carry::line::Line;

/// A time and a name are no longer (bytes).
const WRITER: usize = 160;

/// `[10:42] Anna: path "a" {`: what a chat has before a message, if the message begins a text; and the message.
pub(super) fn behind_writer<'t>(
    line: Line<'t>,
    begins: fn(&str) -> bool,
) -> (Option<Line<'t>>, Line<'t>) {
    let ends = line.content.match_indices(": ").map(|(at, sign)| at + sign.len());
    let found = ends.take_while(|at| *at <= WRITER).find(|at| {
        let (before, message) = line.content.split_at_checked(*at).unwrap_or_default();
        begins(message) && is_writer(before)
    });
    let Some(at) = found else { return (None, line) };
    let (before, content) = line.content.split_at_checked(at).unwrap_or_default();
    let whole = line.whole.get(at..).unwrap_or_default();
    let rest = Line { start: line.start + at, content, whole };
    (Some(Line { content: before, whole: before, ..line }), rest)
}

/// A time and a name, or a name.
fn is_writer(before: &str) -> bool {
    let code = |c: char| "\"'{}=#/*`".contains(c);
    !before.starts_with(['-', ' ']) && before.contains(char::is_uppercase) && !before.contains(code)
}

/// Whether a line is what was parted from a message: nothing else of a text ends so.
pub(super) fn ends_as_writer(line: &Line<'_>) -> bool {
    line.content.ends_with(": ") && line.whole == line.content && is_writer(line.content)
}
