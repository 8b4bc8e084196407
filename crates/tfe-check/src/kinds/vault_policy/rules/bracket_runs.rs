//! Closing brackets that close nothing and follow each other: one place, one finding.

use std::borrow::Cow;

use text::{EditSetBuilder, Span};
use vault_policy::{Problem, ProblemKind as P};

/// The problems, with each run of the same bracket as one, and how many brackets that one is.
pub(super) fn joined<'p>(text: &str, problems: Vec<&'p Problem>) -> Vec<(Cow<'p, Problem>, usize)> {
    let mut all = Vec::with_capacity(problems.len());
    let mut left = problems.into_iter().peekable();
    while let Some(first) = left.next() {
        let mut last = first;
        let mut run = vec![first];
        while let Some(next) = left.next_if(|next| follows(text, last, next)) {
            run.push(next);
            last = next;
        }
        all.push((one(&run, first), run.len()));
    }
    all
}

fn follows(text: &str, last: &Problem, next: &Problem) -> bool {
    let between = Span::new(last.span.end, next.span.start.max(last.span.end));
    matches!(last.kind, P::UnopenedBracket(_))
        && last.kind == next.kind
        && last.lines == next.lines
        && last.fix.is_some() == next.fix.is_some()
        && between.of(text).trim().is_empty()
}

fn one<'p>(run: &[&'p Problem], first: &'p Problem) -> Cow<'p, Problem> {
    let [_, .., last] = run else { return Cow::Borrowed(first) };
    let mut all = EditSetBuilder::default();
    for fix in run.iter().filter_map(|problem| problem.fix.as_ref()) {
        // Each takes out its own bracket.
        let _ = all.add(fix);
    }
    let fix = first.fix.is_some().then(|| all.finish());
    let span = Span::new(first.span.start, last.span.end);
    Cow::Owned(Problem { span, fix, kind: first.kind.clone(), lines: first.lines })
}
