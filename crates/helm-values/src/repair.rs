//! Repairs of broken lines, where only one makes sense. Whoever applies one reads the text again.

use text::{Edit, Span};

use crate::classify::{glued_colon, quoted};
use crate::problem::{Problem, ProblemKind as Kind};
use crate::shape::line_end;

/// The problem with its repair, if there is a certain one.
pub(crate) fn repair(text: &str, problem: Problem) -> Problem {
    let span = problem.span;
    let part = span.of(text);
    match problem.kind {
        Kind::TabIndentation => tabs(text, problem),
        Kind::ReservedStart(_) | Kind::ColonInValue | Kind::UndefinedAlias(_)
            if on_one_line(part) =>
        {
            problem.fixed_by(vec![quoted(span, text)])
        }
        Kind::MissingSpace => match glued_colon(part) {
            Some(at) => problem.fixed_by(vec![Edit::insert(span.start + at, " ")]),
            None => problem,
        },
        Kind::UnclosedQuote(quote) if part.matches(quote).count() == 1 && !part.contains('#') => {
            problem.fixed_by(vec![Edit::insert(span.end, quote.to_string())])
        }
        Kind::Directive => {
            let end = line_end(text, span.end);
            problem.deleting(Span::new(span.start, end))
        }
        _ => problem,
    }
}

fn on_one_line(part: &str) -> bool {
    !part.is_empty() && !part.contains(['\n', '\r'])
}

/// Every tab in the indentation of the text becomes as many spaces as one level has: the smallest
/// indentation by spaces, or two.
fn tabs(text: &str, problem: Problem) -> Problem {
    let step = crate::layout::step(text);
    let mut edits = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let lead = line.get(..blank).unwrap_or_default();
        if lead.contains('\t') && blank < line.trim_end().len() {
            let spaces = " ".repeat(lead.chars().map(|c| if c == '\t' { step } else { 1 }).sum());
            edits.push(Edit::replace(Span::new(at, at + blank), spaces));
        }
        at += line.len();
    }
    problem.fixed_by(edits)
}
