//! Whether there is more in a file than a text and what it is wrapped in.

use text::Span;

use super::layer::Wrapping;
use super::parts::Carried;
use super::{around, carriers, fence, foreign, notebook, page};
use crate::carry::line::{Line, lines_of};

/// So many lines of the file are looked through for each line of the text, on the whole.
const LOOK_AHEAD: usize = 8;

/// A command may go on over a line.
const COMMAND_LINES: usize = 3;

/// More sentences than a message has are a page.
const MOST_SENTENCES: usize = 6;

/// More lines of another language than come along with a text are a file of that language.
const MOST_FOREIGN: usize = 3;

/// Whether something else is in the file: then it is a page, a mail or a manifest, and not only a paste.
pub(crate) fn has_more(file: &str, found: &Carried) -> bool {
    // Nobody pastes the first line of a script with a text; a script is right with its commands.
    if file.starts_with("#!") && found.within.contains(&Wrapping::ShellCommand) {
        return true;
    }
    if found.within.first() == Some(&Wrapping::Page) {
        let place = found.outer_span(Span::new(0, found.text().len()));
        return page::has_words_outside(file, place);
    }
    let manifest = || file.lines().any(|line| line.starts_with("apiVersion:"));
    if notebook::is_notebook(file) || found.within.first() == Some(&Wrapping::Yaml) && manifest() {
        return true;
    }
    match others(file, found) {
        Some(Others { lines, sentences, foreign }) => {
            let lines = if foreign > MOST_FOREIGN { lines } else { lines - foreign };
            lines > own_lines(found) || sentences > MOST_SENTENCES
        }
        None if found.within.first() == Some(&Wrapping::Json) => {
            !carriers::is_answer_of_vault(file)
        }
        None => outside(file, found) > MOST_SENTENCES,
    }
}

/// How many lines with content are before and after the text.
fn outside(file: &str, found: &Carried) -> usize {
    let Span { start, end } = found.outer_span(Span::new(0, found.text().len()));
    let count = |part: Option<&str>| {
        part.unwrap_or("").lines().filter(|line| !line.trim().is_empty()).count()
    };
    let surrounded = found.within.contains(&Wrapping::Surroundings);
    if surrounded { count(file.get(..start)) + count(file.get(end..)) } else { 0 }
}

/// What is in a file that is not of the text.
struct Others {
    lines: usize,
    /// How many of these are of another language.
    foreign: usize,
    /// Lines of the text that are sentences of the file, made comments.
    sentences: usize,
}

/// `None` where the lines of the text are not lines of the file.
fn others(file: &str, found: &Carried) -> Option<Others> {
    let outer: Vec<Line<'_>> = lines_of(file).collect();
    let (mut lines, mut sentences, mut foreign) = (0, 0, 0);
    let is_foreign = |line: &&Line<'_>| foreign::is_foreign(line.content.trim());
    let mut at = 0;
    let mut budget = LOOK_AHEAD * (outer.len() + 1);
    for line in lines_of(found.text()) {
        let place = next(&outer, at, &line, &mut budget)?;
        let between = || outer.get(at..place).unwrap_or_default().iter().filter(|l| is_other(l));
        lines += between().count();
        foreign += between().filter(is_foreign).count();
        let there = outer.get(place)?;
        sentences += usize::from(!there.content.trim_end().ends_with(line.content.trim_end()));
        at = place + 1;
    }
    let behind = || outer.get(at..).unwrap_or_default().iter().filter(|l| is_other(l));
    lines += behind().count();
    foreign += behind().filter(is_foreign).count();
    Some(Others { lines, sentences, foreign })
}

/// The next line of the file that ends with a line of the text. A blank one is the next one.
fn next(outer: &[Line<'_>], at: usize, line: &Line<'_>, budget: &mut usize) -> Option<usize> {
    let content = line.content.trim_end();
    let sentence = content.strip_prefix("# ");
    for (place, there) in outer.iter().enumerate().skip(at) {
        *budget = budget.checked_sub(1)?;
        // A chat has the end of its block on the last line of the text.
        let bare = there.content.trim_end().trim_end_matches("```").trim_end();
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
    let goes = |l: &&str| fence::is_fence(l) || around::goes(l) || *l == around::DOCUMENT;
    !(bare.is_empty() || [bare, line.content.trim_end()].iter().any(goes))
}

/// How many lines a wrapping itself has: a heredoc its command and its marker, a diff what it took away.
fn own_lines(found: &Carried) -> usize {
    if matches!(found.within.first(), Some(Wrapping::DiffMarks | Wrapping::LineNumbers)) {
        usize::MAX
    } else if found.within.contains(&Wrapping::ShellCommand) {
        COMMAND_LINES
    } else {
        0
    }
}
