//! Reading a piece that the reader stops in: the guilty lines are blanked and it is read again, so
//! that the healthy rest is checked and all problems are reported at once.

use text::Span;

use crate::builder::Builder;
use crate::classify::{Verdict, classify};
use crate::control;
use crate::events::{Failure, read};
use crate::line::content;
use crate::problem::{Problem, ProblemKind};
use crate::replaced::Replaced;
use crate::tree::{Node, NodeId};

/// Rounds for one piece, and bytes for all its rounds (a long text gets fewer rounds).
const ROUNDS: usize = 64;
const BYTES: usize = 8 << 20;

pub(crate) struct Read {
    pub(crate) root: Option<NodeId>,
    pub(crate) tokens: Vec<Span>,
    pub(crate) problems: Vec<Problem>,
}

/// Reads `piece` of `work` (which is `text` without its first `shift` bytes) into `nodes`.
pub(crate) fn read_piece(
    text: &str,
    work: &mut String,
    piece: Span,
    shift: usize,
    nodes: &mut Vec<Node>,
) -> Read {
    let mut piece =
        Piece { text, work, piece, shift, problems: Vec::new(), blanked: Span::default() };
    let first = nodes.len();
    let budget = BYTES.max(4 * piece.piece.len());
    let mut replaced = Replaced::default();
    let (mut reads, mut rounds) = (0, 0);
    loop {
        reads += 1;
        let left = (reads + 1) * piece.piece.len() <= budget;
        nodes.truncate(first);
        let stop = match piece.read(&replaced, nodes) {
            Ok((root, tokens)) => return Read { root, tokens, problems: piece.problems },
            Err(stop) => stop,
        };
        let again = left && replaced.replace(piece.work, piece.piece.start, &stop.failure)
            || piece.ignore_rest(&stop);
        if again {
            continue;
        }
        rounds += 1;
        if !piece.take_out(&stop.failure, rounds > ROUNDS || !left) {
            break;
        }
    }
    nodes.truncate(first);
    Read { root: None, tokens: Vec::new(), problems: piece.problems }
}

/// A piece on its way to being read.
struct Piece<'t> {
    text: &'t str,
    work: &'t mut String,
    piece: Span,
    shift: usize,
    /// What was wrong with it so far.
    problems: Vec<Problem>,
    /// What was blanked last.
    blanked: Span,
}

/// Where the reader stopped.
struct Stop {
    failure: Failure,
    /// Where Helm's document was complete before that.
    done: Option<usize>,
    /// The end of what was read.
    end: usize,
}

impl Piece<'_> {
    /// Reads it as it is now.
    fn read(
        &mut self,
        replaced: &Replaced,
        nodes: &mut Vec<Node>,
    ) -> Result<(Option<NodeId>, Vec<Span>), Stop> {
        let part = self.piece.of(self.work);
        let mut builder = Builder::new(part, replaced, self.piece.start + self.shift, nodes);
        let outcome = read(part, |event| builder.take(event));
        if let Err(failure) = outcome {
            return Err(Stop { failure, done: builder.done, end: builder.end() });
        }
        let end = self.piece.end + self.shift;
        let ignored = builder.ignored.map(|at| ignored_text(self.text, Span::new(at, end)));
        self.problems.extend(ignored);
        Ok((builder.roots.first().copied().flatten(), builder.tokens))
    }

    /// Helm stops where it has its document: blanks what is after it.
    fn ignore_rest(&mut self, stop: &Stop) -> bool {
        let Some(done) = stop.done else { return false };
        let done = done.min(self.piece.len()) + self.piece.start;
        let start = done.max(stop.end.saturating_sub(self.shift));
        let rest = Span::new(self.work.floor_char_boundary(start), self.piece.end);
        let changed = blank_out(self.work, rest);
        if changed {
            self.problems.push(ignored_text(self.text, rest.shifted(self.shift)));
        }
        changed
    }

    /// Blanks the lines that the reader stops at, and says what is wrong with them; of all that is left where this is
    /// the `last` round. False where nothing is left to blank.
    fn take_out(&mut self, failure: &Failure, last: bool) -> bool {
        let Verdict { mut problem, mut blank } =
            classify(self.text, self.work, self.piece, self.shift, failure);
        if let Some((first, kind)) = blank_controls(self.work, self.piece, failure) {
            problem = Problem { kind, span: first.shifted(self.shift), fix: None, ..problem };
            self.problems.push(problem);
            return true;
        }
        if !self.follows(&problem, blank) {
            self.problems.push(problem);
        }
        if last {
            blank = Span::new(line_of(self.work, blank.start), self.piece.end);
        }
        if !blank_out(self.work, blank) && !self.give_up(failure) {
            return false;
        }
        self.blanked = blank;
        true
    }

    /// Whether a line was made wrong by blanking the one before it, which is no problem of its own.
    fn follows(&self, problem: &Problem, blank: Span) -> bool {
        let Some(before) = self.problems.last() else { return false };
        blank.start >= self.blanked.start
            && self.work.get(self.blanked.end..blank.start).is_some_and(|t| t.trim().is_empty())
            && (before.kind == problem.kind || before.span == problem.span)
    }

    /// Blanks the rest from where the reader stops, or all of it.
    fn give_up(&mut self, failure: &Failure) -> bool {
        let at = failure.at.min(self.piece.len()) + self.piece.start;
        let rest = Span::new(line_of(self.work, at), self.piece.end);
        blank_out(self.work, rest) || blank_out(self.work, self.piece)
    }
}

/// Blanks all control lines of the engine that the line where the reader stops is for, or the line
/// above it; the first of them, without its blanks.
fn blank_controls(
    work: &mut String,
    piece: Span,
    failure: &Failure,
) -> Option<(Span, ProblemKind)> {
    let at = work.floor_char_boundary((piece.start + failure.at).min(piece.end.max(1) - 1));
    let own = content(work, at);
    let above = work.get(piece.start..line_of(work, at))?.trim_end();
    let above = content(work, (piece.start + above.len()).saturating_sub(1));
    let engine =
        [own, above].into_iter().find_map(|line| control::Engine::of_line(line.of(work)))?;
    let lines = control::lines(work, piece, engine);
    let first = content(work, lines.first()?.start);
    let mut changed = false;
    for line in lines {
        changed |= blank_out(work, line);
    }
    let terraform = engine == control::TERRAFORM;
    let kind = if terraform { ProblemKind::TerraformTemplate } else { ProblemKind::GoTemplate };
    changed.then_some((first, kind))
}

/// What stands after the end of a document.
fn ignored_text(text: &str, rest: Span) -> Problem {
    let rest = Span::new(rest.start, rest.end.min(text.len()));
    let part = rest.of(text);
    let start = rest.start + part.len() - part.trim_start().len();
    Problem::odd(ProblemKind::IgnoredText, Span::new(start, rest.start + part.trim_end().len()))
}

fn line_of(work: &str, at: usize) -> usize {
    text::line_start(work, work.floor_char_boundary(at))
}

/// Puts blanks over everything but line ends; false if there was nothing but blanks.
fn blank_out(work: &mut String, span: Span) -> bool {
    let Some(part) = work.get(span.start..span.end) else {
        return false;
    };
    let mut blank = String::with_capacity(part.len());
    let mut changed = false;
    for c in part.chars() {
        if matches!(c, '\n' | '\r') {
            blank.push(c);
        } else {
            changed |= c != ' ';
            blank.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
    }
    if changed {
        work.replace_range(span.start..span.end, &blank);
    }
    changed
}
