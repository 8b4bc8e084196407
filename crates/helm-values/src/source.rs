use text::Span;

use crate::problem::{Problem, ProblemKind};

/// The text as the YAML reader gets it: without byte order mark, with a last line break, and with
/// what the reader cannot take blanked. Byte `n` of it is byte `n + shift` of the original.
pub(crate) struct Source {
    pub(crate) work: String,
    pub(crate) shift: usize,
    pub(crate) problems: Vec<Problem>,
    /// What stands in `work` for byte order marks that begin a line. The reader would skip them;
    /// Helm's takes them for letters, everywhere but at the start of a document.
    pub(crate) mark: Option<char>,
}

impl Source {
    pub(crate) fn new(text: &str) -> Self {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let shift = text.len() - body.len();
        let mut work = String::with_capacity(body.len() + 1);
        let mut problems = Vec::new();
        let mut forbidden: Option<Span> = None;
        let mark = stand_in(body);
        for (at, c) in body.char_indices() {
            if allowed(c) {
                let letter = c == MARK && begins_line(&work);
                work.push(mark.filter(|_| letter).unwrap_or(c));
                continue;
            }
            let span = Span::new(at + shift, at + shift + c.len_utf8());
            work.extend(std::iter::repeat_n(' ', c.len_utf8()));
            match &mut forbidden {
                Some(run) if run.end == span.start => run.end = span.end,
                _ => {
                    problems.extend(forbidden.take().map(control));
                    forbidden = Some(span);
                }
            }
        }
        problems.extend(forbidden.map(control));
        // The reader loses its way in a block scalar that ends without a line break.
        if !work.ends_with('\n') {
            work.push('\n');
        }
        Self { work, shift, problems, mark }
    }
}

const MARK: char = '\u{feff}';

/// A letter as long as a byte order mark that the text does not have.
fn stand_in(body: &str) -> Option<char> {
    body.contains(MARK).then(|| ('\u{e000}'..='\u{f8ff}').find(|c| !body.contains(*c)))?
}

/// Whether a line begins after `before`, but no document.
fn begins_line(before: &str) -> bool {
    let line = before.trim_end_matches(['\n', '\r']);
    line.len() < before.len() && !before.ends_with("---\n") && !before.ends_with("---\r\n")
}

fn control(span: Span) -> Problem {
    Problem::fatal(ProblemKind::ControlCharacter, span)
        .saying("control characters are not allowed", None)
        .deleting(span)
}

/// The characters that YAML 1.1 allows in a stream.
fn allowed(c: char) -> bool {
    matches!(c,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}'
        | '\u{10000}'..='\u{10ffff}')
}

/// Where the documents of a text begin and end: split at lines that start with `---`, which end
/// every block scalar, so that no piece can hurt another.
///
/// A piece of directives alone (`%YAML 1.1`) belongs to the document after it.
pub(crate) fn pieces(work: &str) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut at = 0;
    for line in work.split_inclusive('\n') {
        let marker =
            line.strip_prefix("---").is_some_and(|rest| rest.starts_with([' ', '\t', '\n', '\r']));
        if marker && at > start && !only_directives(Span::new(start, at).of(work)) {
            pieces.push(Span::new(start, at));
            start = at;
        }
        at += line.len();
    }
    pieces.push(Span::new(start, work.len()));
    pieces
}

fn only_directives(piece: &str) -> bool {
    let mut directive = false;
    for line in piece.lines() {
        directive |= line.starts_with('%');
        let trimmed = line.trim();
        if !(trimmed.is_empty() || trimmed.starts_with(['#', '%'])) {
            return false;
        }
    }
    directive
}
