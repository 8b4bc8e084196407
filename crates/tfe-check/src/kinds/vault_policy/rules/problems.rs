//! Everything because of which Vault refuses a policy: the parser's problems as findings.

use text::{EditSetBuilder, Span};
use vault_policy::{Problem, ProblemKind as P, VaultLine};

use super::problem_words::{row, words};
use super::{
    bracket_runs, dead_path, duplicate, file_cut_off, left_problems, one_wrong_character, outside,
    several_paths_in_one_rule, too_broken,
};
use crate::base::alike::join_alike;
use crate::base::finding::{Finding, Fix, Severity};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::{
    CAPABILITIES_JOINED, CAPABILITIES_NOT_A_LIST, ILLEGAL_CHARACTER, NO_BREAK_SPACE, POLICY_SYNTAX,
    SINGLE_QUOTES, TYPOGRAPHIC_QUOTES, UNKNOWN_CAPABILITY,
};

/// One finding for each problem; where several have one cause, one for the cause.
pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    if let Some(cut) = file_cut_off::find(facts) {
        return vec![cut];
    }
    let line = facts.versions.vault_line();
    let (several, headers) = several_paths_in_one_rule::find(facts);
    let mut real = left_problems::not_of_comments(facts);
    // What only older versions refuse is no concern.
    real.retain(|p| p.lines.contains_from(line));
    real.retain(|p| {
        let after = headers.partition_point(|h| h.start < p.span.end);
        after.checked_sub(1).and_then(|at| headers.get(at)).is_none_or(|h| !h.overlaps(p.span))
    });
    let (slips, places) = one_wrong_character::find(facts, &real);
    real.retain(|p| !places.iter().any(|place| place.overlaps(p.span)));
    let mut mended = EditSetBuilder::default();
    for fix in slips.iter().flat_map(|f| &f.fixes) {
        let _ = mended.add(&fix.edits);
    }
    let real = left_problems::left_after(facts, &mended.finish(), real);
    let mut found = several;
    found.extend(slips);
    let (real, rest) = too_broken::told(bracket_runs::joined(facts.text, real));
    for (problem, times) in real {
        let problem = &*problem;
        let mut finding = say(problem).fix(duplicate::joined(facts, problem));
        if let Some(line) = left_out(facts.text, problem.span) {
            finding = POLICY_SYNTAX.at(line).say(
                "Lines are left out here.",
                "Vault rejects a policy with such a line in it.",
                "Put them back, or check the whole policy.",
            );
        } else if times > 1 {
            let what = finding.message.what.trim_end_matches('.');
            finding.message.what = format!("{what} ({times} times).").into();
        }
        if !problem.rejects(line) {
            finding = taken_by_older(facts, problem, finding);
        }
        if problem.kind == P::PlusStar {
            finding = dead_path::plus_star(facts, finding);
        }
        if !told(&mut found, &finding) {
            found.push(finding);
        }
    }
    found.extend(rest);
    outside::leave(facts.text, &mut found);
    join_alike(
        &mut found,
        &[&NO_BREAK_SPACE, &TYPOGRAPHIC_QUOTES, &SINGLE_QUOTES, &ILLEGAL_CHARACTER],
    );
    found
}

/// A line in place of others is no longer than this.
const LONGEST_GAP: usize = 60;

/// The line of a problem, where it stands for others.
fn left_out(text: &str, problem: Span) -> Option<Span> {
    // A longer line is another.
    let near = text.floor_char_boundary(problem.start.saturating_sub(LONGEST_GAP));
    let far = text.ceil_char_boundary(text.len().min(problem.start + LONGEST_GAP));
    let start = text.get(near..problem.start)?.rfind('\n').map_or(near, |end| near + end + 1);
    let line = text.get(start..far)?.lines().next()?;
    let bare = line.trim();
    let at = start + line.len() - line.trim_start().len();
    text::is_left_out(line).then(|| Span::new(at, at + bare.len()))
}

/// What only newer releases refuse. Up to 1.19 lists that are given twice are joined without a word.
fn taken_by_older(facts: &Facts<'_>, problem: &Problem, finding: Finding) -> Finding {
    let twice = matches!(problem.kind, P::DuplicateAttribute { .. });
    let silent = twice && facts.line() == VaultLine::UpTo1_19;
    let severity = if silent { Severity::Info } else { Severity::Warning };
    let mut finding = finding.severity(severity);
    let from = if problem.rejects(VaultLine::V1_20) { "1.20" } else { "1.21" };
    let why = format!(
        "Vault {} accepts it, at most with a warning; Vault {from} and later reject the policy.",
        facts.versions.vault
    );
    if let Some(when_repeated) = &mut finding.when_repeated {
        when_repeated.why = why.clone().into();
    }
    finding.message.why = why.into();
    finding
}

/// Whether one of the last findings has told it already, perhaps after taking it in.
fn told(before: &mut [Finding], finding: &Finding) -> bool {
    for other in before.iter_mut().rev().take(4) {
        let same = other.rule == finding.rule;
        // A broken escape or number is a problem of its characters and of its value.
        if same && other.primary.overlaps(finding.primary) {
            if other.primary.len() > finding.primary.len() {
                *other = finding.clone();
            }
            return true;
        }
        // A run of what Vault does not expect is one place.
        if same && *other.rule == POLICY_SYNTAX && other.primary.end == finding.primary.start {
            other.primary.end = finding.primary.end;
            return true;
        }
        // What stands in one text instead of a list is reported with the list.
        if *other.rule == CAPABILITIES_NOT_A_LIST && other.primary == finding.primary {
            let both = other.fixes.first_mut().zip(finding.fixes.first());
            if let Some((fix, more)) = both
                && let Ok(all) = fix.edits.union(&more.edits)
            {
                fix.edits = all;
            }
            return [&CAPABILITIES_JOINED, &UNKNOWN_CAPABILITY].contains(&finding.rule)
                && !finding.fixes.is_empty();
        }
    }
    false
}

fn say(problem: &Problem) -> Finding {
    let said = words(&problem.kind);
    let rule = row(&problem.kind).rule;
    let mut finding = rule.at(problem.span).say(said.what, said.why, said.action);
    if let P::DuplicateAttribute { first, .. } = &problem.kind {
        finding = finding.related(*first, "set here first");
    }
    if let P::UnclosedBrace { opened_at } | P::UnclosedBracket { opened_at } = &problem.kind {
        finding = finding.related(*opened_at, "opened here");
    }
    let fix = problem.fix.clone().map(|edits| Fix::safe(said.fix, edits));
    when_repeated(finding, &problem.kind).fix(fix)
}

/// What an editor or a habit does everywhere is reported once.
fn when_repeated(finding: Finding, kind: &P) -> Finding {
    match kind {
        P::UnknownCapability { word, nearest: Some(near) }
            if word.eq_ignore_ascii_case(near.word()) =>
        {
            finding
                .when_repeated_say("Capabilities are in upper case.", "Write them in lower case.")
        }
        P::UnquotedWord { word } if word != "null" => {
            finding.when_repeated_say("Words have no quotes.", "Put each in double quotes.")
        }
        P::PathWordMissing { .. } => finding.when_repeated_say(
            "The word `path` is missing before the paths.",
            "Write `path` before each; in JSON, put the rules into \"path\": { … }.",
        ),
        P::UnknownCapability { .. }
        | P::MissingComma
        | P::UnexpectedComma
        | P::MissingEquals
        | P::ColonForEquals
        | P::UnexpectedEquals
        | P::MissingOpenBracket
        | P::MissingOpenBrace
        | P::WrongBracket { .. }
        | P::UnquotedPath
        | P::BareString { .. }
        | P::JoinedCapabilities { .. }
        | P::UnknownKey { .. }
        | P::UnknownPolicyWord { .. }
        | P::DuplicateAttribute { .. }
        | P::IllegalDuration { .. }
        | P::DurationTooLong { .. }
        | P::WrongType { .. } => finding.when_repeated(),
        _ => finding,
    }
}
