//! Reading a piece that the reader stops in: the guilty lines are blanked and it is read again, so
//! that the healthy rest is judged and all problems are told at once.

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
    let first = nodes.len();
    let mut problems: Vec<Problem> = Vec::new();
    let mut blanked = Span::default();
    let budget = BYTES.max(4 * piece.len());
    let mut replaced = Replaced::default();
    let (mut reads, mut rounds) = (0, 0);
    loop {
        reads += 1;
        let left = (reads + 1) * piece.len() <= budget;
        nodes.truncate(first);
        let part = piece.of(work);
        let mut builder = Builder::new(part, &replaced, piece.start + shift, nodes);
        let outcome = read(part, |event| builder.take(event));
        let (done, ignored, end) = (builder.done, builder.ignored, builder.end());
        let Err(failure) = outcome else {
            let root = builder.roots.first().copied().flatten();
            let tokens = builder.tokens;
            problems.extend(ignored.map(|at| ignored_text(text, Span::new(at, piece.end + shift))));
            return Read { root, tokens, problems };
        };
        if left && replaced.replace(work, piece.start, &failure) {
            continue;
        }
        if let Some(done) = done {
            // Helm has its document and stops here.
            let done = done.min(piece.len()) + piece.start;
            let rest = Span::new(done.max(end.saturating_sub(shift)), piece.end);
            let rest = Span::new(work.floor_char_boundary(rest.start), rest.end);
            if blank_out(work, rest) {
                problems.push(ignored_text(text, rest.shifted(shift)));
                continue;
            }
        }
        rounds += 1;
        let last = rounds > ROUNDS || !left;
        let verdict = classify(text, work, piece, shift, &failure);
        let Verdict { mut problem, mut blank } = verdict;
        if let Some((first, kind)) = blank_controls(work, piece, &failure) {
            problem.kind = kind;
            problem.span = first.shifted(shift);
            problem.fix = None;
            problems.push(problem);
            continue;
        }
        // A line that was made wrong by blanking the one before it is no problem of its own.
        let follows = !problems.is_empty()
            && blank.start >= blanked.start
            && work.get(blanked.end..blank.start).is_some_and(|t| t.trim().is_empty())
            && problems.last().is_some_and(|p| p.kind == problem.kind || p.span == problem.span);
        if !follows {
            problems.push(problem);
        }
        if last {
            blank = Span::new(line_of(work, blank.start), piece.end);
        }
        if !blank_out(work, blank) {
            // Nothing left to blank there: give the rest up.
            let rest =
                Span::new(line_of(work, failure.at.min(piece.len()) + piece.start), piece.end);
            if !blank_out(work, rest) && !blank_out(work, piece) {
                break;
            }
        }
        blanked = blank;
    }
    nodes.truncate(first);
    Read { root: None, tokens: Vec::new(), problems }
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

/// What stands behind the end of a document.
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
