//! Where the lines of a text out of its wrappings stand in the file around it, and whether there is more in
//! that file than the text and its wrapping.

use text::Span;

use super::{Line, Unwrapped, Wrapping, around, fence, lines_of};
use crate::carry::part::{Embedded, Fills, Form};

/// A text with the places of the file that carries it.
#[derive(Debug)]
pub(crate) struct Placed {
    pub text: Embedded,
    /// Something else is in the file: it is a page, a mail or a manifest, and not only a paste.
    pub more: bool,
}

/// So many lines of the file are looked through for each line of the text, on the whole.
const LOOK_AHEAD: usize = 8;

/// A command may go on over a line.
const COMMAND_LINES: usize = 3;

/// More sentences than a message has are a page.
const MOST_SENTENCES: usize = 6;

/// The text with its places; none where its lines are not lines of the file.
pub(crate) fn placed(file: &str, found: &Unwrapped) -> Option<Placed> {
    let inner = found.text.as_deref()?;
    let outer: Vec<Line<'_>> = lines_of(file).collect();
    let mut text = Embedded::new("text", Form::Lines(String::new(), Fills::Nothing));
    let (mut others, mut sentences) = (0, 0);
    let mut at = 0;
    let mut budget = LOOK_AHEAD * (outer.len() + 1);
    for line in lines_of(inner) {
        let place = next(&outer, at, &line, &mut budget)?;
        others += outer.get(at..place)?.iter().filter(|l| is_other(l)).count();
        let there = outer.get(place)?;
        let end = there.start + there.content.trim_end().len();
        let content = line.content.trim_end();
        let start = end.checked_sub(content.len()).filter(|s| *s >= there.start)?;
        if Span::new(start, end).of(file) == content {
            text.same(file, Span::new(start, end));
        } else {
            sentences += 1;
            text.other(content, there.span());
        }
        text.other("\n", Span::new(end, there.start + there.whole.len()));
        at = place + 1;
    }
    others += outer.get(at..)?.iter().filter(|l| is_other(l)).count();
    let more = others > own_lines(found) || sentences > MOST_SENTENCES;
    Some(Placed { text, more })
}

/// The next line of the file that ends with a line of the text. A blank one is the next one.
fn next(outer: &[Line<'_>], at: usize, line: &Line<'_>, budget: &mut usize) -> Option<usize> {
    let content = line.content.trim_end();
    let sentence = content.strip_prefix("# ");
    for (place, there) in outer.iter().enumerate().skip(at) {
        *budget = budget.checked_sub(1)?;
        let bare = there.content.trim_end();
        if bare.ends_with(content) || sentence.is_some_and(|s| bare.trim_start() == s) {
            return Some(place);
        }
    }
    None
}

/// Whether a line that is not of the text is not of its wrapping either.
fn is_other(line: &Line<'_>) -> bool {
    // What stands before the lines of a quoted mail or a listing is before these too.
    let bare =
        line.content.trim_start_matches(|c: char| c.is_numeric() || " \t>|│┃║▏:".contains(c));
    !(bare.is_empty() || [bare, line.content].iter().any(|l| fence::is_fence(l) || around::goes(l)))
}

/// How many lines a wrapping itself has: a heredoc its command and its marker, a diff what it took away.
fn own_lines(found: &Unwrapped) -> usize {
    let mut layers = std::iter::once(found.first.wrapping).chain(found.others.iter().copied());
    if matches!(found.first.wrapping, Wrapping::DiffMarks | Wrapping::LineNumbers) {
        usize::MAX
    } else if layers.any(|w| w == Wrapping::ShellCommand) {
        COMMAND_LINES
    } else {
        0
    }
}
