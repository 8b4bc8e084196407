//! A text that is broken nearly everywhere: it is no policy with slips in it, but something else.

use std::borrow::Cow;

use vault_policy::{Problem, ProblemKind as P};

use crate::base::finding::Finding;
use crate::knowledge::rules::vault_policy::POLICY_SYNTAX;

/// So many places that are no HCL are told. Nobody goes through more of them, and to mend each would
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
        let action = "Paste the policy alone, or start from a rule that works.";
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

#[cfg(test)]
mod tests {
    use super::MOST;
    use crate::report::{DocumentReport, FindingReport};
    use crate::{Document, Options, check, kind};

    fn report(text: String) -> DocumentReport {
        let document = Document { kind: Some(kind::VAULT_POLICY), ..Document::new("x", text) };
        check(&[document], &Options::default()).documents.remove(0)
    }

    fn rest(report: &DocumentReport) -> Vec<&FindingReport> {
        report.findings.iter().filter(|f| f.message.what.starts_with("From here on")).collect()
    }

    #[test]
    fn what_is_no_policy_is_told_once_and_not_mended() {
        for piece in ["$(`", "vault $(\n", "a: "] {
            let report = report(piece.repeat(4 * MOST));
            assert_eq!(rest(&report).len(), 1, "{piece:?}");
            assert!(report.findings.len() <= 4 * MOST, "{piece:?}");
            assert_eq!(report.accepted, Some(false), "{piece:?}");
            assert!(report.fixed.is_none_or(|fixed| fixed.len() < 64), "{piece:?}");
        }
    }

    #[test]
    fn a_habit_in_a_long_policy_is_still_mended() {
        let rule = |i: usize| format!("path \"a{i}\" {{ capabilities = [read, ‘list’] }}\n");
        let report = report((0..2 * MOST).map(rule).collect());
        assert!(rest(&report).is_empty());
        let fixed = report.fixed.unwrap_or_default();
        assert_eq!(fixed.matches("[\"read\", \"list\"]").count(), 2 * MOST);
    }
}
