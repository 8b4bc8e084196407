//! A text that is broken nearly everywhere: it is no policy with slips in it, but something else.

use std::borrow::Cow;

use vault_policy::{Problem, ProblemKind as P};

use crate::base::finding::Finding;
use crate::knowledge::rules::vault_policy::POLICY_SYNTAX;

/// So many places that are no HCL are reported. Nobody goes through more of them, and to mend each would
/// make another text of it, not the policy that was meant.
const MOST: usize = 500;

/// What is told of problems: all of them, or the first ones of a text that is broken nearly everywhere,
/// without fixes, and one finding that counts the others.
pub(super) fn told<'p>(
    mut problems: Vec<(Cow<'p, Problem>, usize)>,
) -> (Vec<(Cow<'p, Problem>, usize)>, Option<Finding>) {
    let broken = problems.iter().enumerate().filter(|(_, (problem, _))| is_syntax(&problem.kind));
    let Some((end, _)) = broken.clone().nth(MOST) else { return (problems, None) };
    let left = broken.count().saturating_sub(MOST);
    let rest = problems.get(end).map(|(problem, _)| {
        let what = format!("From here on, {left} more places are not HCL.");
        let why = "Vault rejects the policy. So many errors mean that the text is something else.";
        let action = "Check only the policy, or start from a rule that works.";
        POLICY_SYNTAX.at(problem.span).say(what, why, action)
    });
    problems.truncate(end);
    for (problem, _) in &mut problems {
        if problem.fix.is_some() {
            problem.to_mut().fix = None;
        }
    }
    (problems, rest)
}

/// Whether a problem is one of how the text is written: not of a word, nor of a habit that whoever writes
/// has everywhere.
fn is_syntax(kind: &P) -> bool {
    matches!(
        kind,
        P::IllegalCharacter(_)
            | P::LoneSlash
            | P::LoneLess
            | P::UnterminatedString
            | P::UnopenedString
            | P::UnterminatedHeredoc { .. }
            | P::UnexpectedToken(_)
            | P::UnexpectedEquals
            | P::MissingKey
            | P::MissingEquals
            | P::MissingValue { .. }
            | P::KeyWithoutValue { .. }
            | P::UnnamedBlock
            | P::UnclosedBrace { .. }
            | P::UnclosedBracket { .. }
            | P::UnopenedBracket(_)
            | P::WrongBracket { .. }
    )
}
