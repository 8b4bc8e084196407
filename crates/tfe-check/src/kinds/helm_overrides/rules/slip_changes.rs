//! What may have been meant by a line that Helm cannot read: all changes that are tried.

use text::{Edit, Span};

/// The kind of a slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// The line begins in a wrong column; the right one.
    Indentation(usize),
    /// The colon, or the space after it, is missing or something else.
    Colon,
    /// A quote too many, too few, or of the other kind.
    Quote,
    /// Two keys on one line.
    LineBreak,
    /// A bracket too many or too few.
    Bracket,
}

impl Slip {
    /// Whether the line would stand in a column where files rarely have one.
    pub(super) fn is_odd(self) -> bool {
        matches!(self, Self::Indentation(to) if to % 2 == 1)
    }
}

/// A change of one line.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) slip: Slip,
    pub(super) edit: Edit,
    /// The characters to look at.
    pub(super) place: Span,
}

/// So many lines above the place where the reader stops may be the guilty one.
const ABOVE: usize = 40;

/// A line: where it begins, its indentation, and its content without the line end.
#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    indent: usize,
    content: &'t str,
}

impl Line<'_> {
    fn place(&self) -> Span {
        let start = self.start + self.indent;
        Span::new(start, start + self.content.len())
    }
}

/// The changes of the lines around a place, the likeliest kind first. Indentations of lines further
/// above come last.
pub(super) fn kinds(block: &str, at: usize) -> Vec<Vec<Change>> {
    let lines = lines(block);
    let own = lines.iter().rposition(|l| l.start <= at).unwrap_or(0);
    let around = own.saturating_sub(2)..lines.len().min(own + 2);
    let each = |change: fn(&Line<'_>, &mut Vec<Change>)| {
        let mut all = Vec::new();
        lines.get(around.clone()).into_iter().flatten().for_each(|line| change(line, &mut all));
        all
    };
    let columns = |lines_of: std::ops::Range<usize>| {
        let mut all = Vec::new();
        lines_of.for_each(|at| indentations(&lines, at, &mut all));
        all
    };
    vec![
        each(line_breaks),
        each(fewer_quotes),
        each(other_quotes),
        each(colons),
        columns(around.clone()),
        each(more_quotes),
        each(brackets),
        columns(own.saturating_sub(ABOVE)..around.start),
    ]
}

/// The lines that say something.
fn lines(block: &str) -> Vec<Line<'_>> {
    let mut all = Vec::new();
    let mut start = 0;
    for line in block.split_inclusive('\n') {
        let rest = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - rest.len();
        let content = rest.trim_end();
        if !content.is_empty() && !content.starts_with('#') {
            all.push(Line { start, indent, content });
        }
        start += line.len();
    }
    all
}

fn indentations(lines: &[Line<'_>], at: usize, all: &mut Vec<Change>) {
    // The line that heads the block stays where it is.
    let Some((line, before)) = lines.get(at).zip(at.checked_sub(1).and_then(|b| lines.get(b)))
    else {
        return;
    };
    // What is no key would become a part of the text above it.
    let key = line.content.contains(": ") || line.content.ends_with(':');
    if !key && !line.content.starts_with("- ") {
        return;
    }
    let after = lines.get(at + 1);
    let mut columns = vec![before.indent, before.indent + 2];
    columns.extend(after.map(|l| l.indent));
    columns.extend(after.and_then(|l| l.indent.checked_sub(2)).filter(|c| *c > 0));
    text::sort_by_key(&mut columns, |c| (c % 2, *c));
    columns.dedup();
    for to in columns.into_iter().filter(|c| *c != line.indent) {
        let span = Span::new(line.start, line.start + line.indent);
        let edit = Edit::replace(span, " ".repeat(to));
        all.push(Change { slip: Slip::Indentation(to), edit, place: line.place() });
    }
}

/// `key: value   next: value`, `key:   next: value`.
fn line_breaks(line: &Line<'_>, all: &mut Vec<Change>) {
    let from = line.place().start;
    let Some(colon) = line.content.find(':') else { return };
    let blank = |c: char| matches!(c, ' ' | '\t');
    for (at, _) in line.content.match_indices(blank).filter(|(at, _)| *at > colon) {
        let (before, blanks) = line.content.split_at(at);
        let rest = blanks.trim_start();
        let key = rest.split(blank).next().unwrap_or("");
        if before.ends_with(blank) || !key.ends_with(':') {
            continue;
        }
        let span = Span::new(from + at, from + at + blanks.len() - rest.len());
        let mut columns = vec![line.indent, line.indent + 2];
        columns.extend((0..line.indent).rev().filter(|c| c % 2 == 0));
        for to in columns {
            let edit = Edit::replace(span, format!("\n{}", " ".repeat(to)));
            all.push(Change { slip: Slip::LineBreak, edit, place: line.place() });
        }
    }
}

/// `key value`, `key= value`, `key; value`, `key:value`, `key:: value`, `key`.
fn colons(line: &Line<'_>, all: &mut Vec<Change>) {
    let word = line.content.trim_start_matches("- ");
    let from = line.place().end - word.len();
    let is_name = |c: char| c.is_alphanumeric() || "_-./".contains(c);
    let name = word.len() - word.trim_start_matches(is_name).len();
    let (key, rest) = word.split_at(name);
    let value = rest.trim_start_matches([' ', '=', ';', ':', '-', '>']);
    let signs = rest.get(..rest.len() - value.len()).unwrap_or("");
    if key.is_empty() || signs == ": " || signs == ":" && value.is_empty() || signs.len() > 4 {
        return;
    }
    if !value.is_empty() && signs.is_empty() || value.starts_with('#') {
        return;
    }
    let span = Span::new(from + name, from + name + signs.len());
    let edit = Edit::replace(span, if value.is_empty() { ":" } else { ": " });
    all.push(Change { slip: Slip::Colon, edit, place: line.place() });
}

fn fewer_quotes(line: &Line<'_>, all: &mut Vec<Change>) {
    for span in quotes(line) {
        all.push(Change { slip: Slip::Quote, edit: Edit::delete(span), place: span });
    }
}

fn other_quotes(line: &Line<'_>, all: &mut Vec<Change>) {
    for span in quotes(line) {
        for other in ["\"", "'"] {
            let edit = Edit::replace(span, other);
            all.push(Change { slip: Slip::Quote, edit, place: line.place() });
        }
    }
}

fn more_quotes(line: &Line<'_>, all: &mut Vec<Change>) {
    let place = line.place();
    let value = line.content.find(": ").map(|at| place.start + at + 2);
    for quote in ["\"", "'"].into_iter().filter(|q| line.content.contains(q)) {
        for at in [Some(place.end), value].into_iter().flatten() {
            all.push(Change { slip: Slip::Quote, edit: Edit::insert(at, quote), place });
        }
    }
}

fn quotes(line: &Line<'_>) -> Vec<Span> {
    let from = line.place().start;
    let found = line.content.match_indices(['"', '\'', '`']);
    found.map(|(at, _)| Span::new(from + at, from + at + 1)).collect()
}

fn brackets(line: &Line<'_>, all: &mut Vec<Change>) {
    let (from, end) = (line.place().start, line.place().end);
    let Some(first) = line.content.find(['[', ']', '{', '}', '(', ')']) else { return };
    let place = Span::new(from + first, end);
    let mut add = |edit: Edit| all.push(Change { slip: Slip::Bracket, edit, place });
    for (at, c) in line.content.char_indices().filter(|(_, c)| "[]{}()".contains(*c)) {
        let span = Span::new(from + at, from + at + 1);
        add(Edit::delete(span));
        let (square, curly) = if "[{(".contains(c) { ("[", "{") } else { ("]", "}") };
        for other in [square, curly].into_iter().filter(|o| !o.starts_with(c)) {
            add(Edit::replace(span, other));
        }
    }
    for bracket in ["]", "}"] {
        if line.content.contains(['[', '{']) {
            add(Edit::insert(end, bracket));
        }
    }
}
