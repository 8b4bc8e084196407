//! Repairs of broken lines, where only one makes sense. Whoever applies one reads the text again.

use text::{Edit, EditSet, Span};

use crate::events::read;
use crate::line::{glued_colon, quoted};
use crate::problem::{Problem, ProblemKind as Kind};
use crate::shape::line_end;
use crate::source::{Source, pieces};

/// The problem with its repair, if there is a certain one.
pub(crate) fn repair(text: &str, problem: Problem) -> Problem {
    let span = problem.span;
    let part = span.of(text);
    match problem.kind {
        Kind::TabIndentation => tabs(text, problem),
        Kind::MissingColon => colon(text, problem),
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

/// Every tab in the indentation of the text becomes as many spaces as one level has (the smallest
/// indentation by spaces, or two), or as an editor shows for it, if only that can be read.
fn tabs(text: &str, problem: Problem) -> Problem {
    let step = crate::layout::step(text);
    let tried = if text.len() > LARGE { &[][..] } else { &[step, 4, 8, 2][..] };
    let reads = |edits: &Vec<Edit>| {
        let after = EditSet::new(edits.clone()).ok().and_then(|set| set.apply(text).ok());
        let work = after.map(|after| Source::new(&after).work);
        work.is_some_and(|work| {
            pieces(&work).into_iter().all(|p| read(p.of(&work), |_| ()).is_ok())
        })
    };
    let best = tried.iter().map(|width| spaces(text, *width)).find(reads);
    problem.fixed_by(best.unwrap_or_else(|| spaces(text, step)))
}

/// In longer texts tabs are not tried in several widths.
const LARGE: usize = 64 * 1024;

fn spaces(text: &str, width: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        let lead = line.get(..blank).unwrap_or_default();
        if lead.contains('\t') && blank < line.trim_end().len() {
            let spaces = " ".repeat(lead.chars().map(|c| if c == '\t' { width } else { 1 }).sum());
            edits.push(Edit::replace(Span::new(at, at + blank), spaces));
        }
        at += line.len();
    }
    edits
}

/// `TFE_NAME value` and `TFE_NAME=value`: the colon goes after the name.
fn colon(text: &str, problem: Problem) -> Problem {
    let line = problem.span.of(text);
    let name = line.len()
        - line
            .trim_start_matches(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
            .len();
    let (rest, start) = (line.get(name..).unwrap_or_default(), problem.span.start + name);
    let value = rest.trim_start_matches([' ', '=']);
    let blank = rest.len() - value.len();
    let signs = rest.get(..blank).unwrap_or_default().matches('=').count();
    if !line.starts_with("TFE_")
        || blank == 0
        || value.is_empty()
        || signs > 1
        || value.contains(": ")
    {
        return problem;
    }
    problem.fixed_by(vec![Edit::replace(Span::new(start, start + blank), ": ")])
}
