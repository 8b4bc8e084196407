//! Everything because of which Vault refuses a policy: the parser's problems as findings.

use text::Gathered;
use vault_policy::{Problem, ProblemKind as P, VaultLine};

use super::problem_words::words;
use super::{
    dead_path, duplicate, file_cut_off, left_problems, one_wrong_character,
    several_paths_in_one_rule,
};
use crate::base::alike::join_alike;
use crate::base::finding::{Finding, Fix, Rule, Severity};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::{
    BRACKET_UNBALANCED, BROKEN_HEREDOC, BYTE_ORDER_MARK, CAPABILITIES_JOINED,
    CAPABILITIES_NOT_A_LIST, COMMA_MISPLACED, COMMA_MISSING, COMMENT_NOT_CLOSED,
    CONTROL_GROUP_INCOMPLETE, DUPLICATE_ATTRIBUTE, EQUALS_MISPLACED, ILLEGAL_CHARACTER,
    ILLEGAL_ESCAPE, ILLEGAL_NUMBER, ILLEGAL_WRAPPING_TTL, NO_BREAK_SPACE, PATH_WITHOUT_BLOCK,
    PLUS_STAR_PATH, POLICY_SYNTAX, QUOTE_MISSING, QUOTES_FORGOTTEN, SINGLE_QUOTES,
    TEMPLATE_UNBALANCED, TYPOGRAPHIC_QUOTES, UNKNOWN_CAPABILITY, UNKNOWN_LEGACY_POLICY,
    UNKNOWN_POLICY_KEY, VALUE_MISSING, WRONG_VALUE_TYPE,
};

/// One finding for each problem; where several have one cause, one for the cause.
pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if let Some(cut) = file_cut_off::find(facts) {
        out.push(cut);
        return;
    }
    let line = facts.versions.vault_line();
    let (several, headers) = several_paths_in_one_rule::find(facts);
    let mut real = left_problems::not_of_comments(facts, out);
    // What only older versions refuse is no concern.
    real.retain(|p| p.lines.contains_from(line));
    real.retain(|p| {
        let after = headers.partition_point(|h| h.start < p.span.end);
        after.checked_sub(1).and_then(|at| headers.get(at)).is_none_or(|h| !h.overlaps(p.span))
    });
    let (slips, places) = one_wrong_character::find(facts, &real);
    real.retain(|p| !places.iter().any(|place| place.overlaps(p.span)));
    let mut mended = Gathered::default();
    for fix in slips.iter().flat_map(|f| &f.fixes) {
        let _ = mended.add(&fix.edits);
    }
    let real = left_problems::left_after(facts, &mended.finish(), real);
    let first = out.len();
    out.extend(several);
    out.extend(slips);
    for problem in real {
        let mut finding = say(problem).fix(duplicate::joined(facts, problem));
        if !problem.rejects(line) {
            finding = taken_by_older(facts, problem, finding);
        }
        if problem.kind == P::PlusStar {
            finding = dead_path::plus_star(facts, finding);
        }
        if !told(out.get_mut(first..).unwrap_or_default(), &finding) {
            out.push(finding);
        }
    }
    join_alike(out, &[&NO_BREAK_SPACE, &TYPOGRAPHIC_QUOTES, &SINGLE_QUOTES, &ILLEGAL_CHARACTER]);
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
    if let Some(often) = &mut finding.often {
        often.why.clone_from(&why);
    }
    finding.message.why = why;
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
        // What stands in one text instead of a list is told with the list.
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
    let mut finding = rule_of(&problem.kind).at(problem.span).say(said.what, said.why, said.action);
    if let P::DuplicateAttribute { first, .. } = &problem.kind {
        finding = finding.related(*first, "set here first");
    }
    if let P::UnclosedBrace { opened_at } | P::UnclosedBracket { opened_at } = &problem.kind {
        finding = finding.related(*opened_at, "opened here");
    }
    let edits = problem.fix.clone();
    often(finding, &problem.kind)
        .fix(edits.map(|edits| Fix::safe(said.fix.unwrap_or_else(|| "Correct it".into()), edits)))
}

/// What an editor or a habit does everywhere is told once.
fn often(finding: Finding, kind: &P) -> Finding {
    match kind {
        P::UnknownCapability { word, nearest: Some(near) }
            if word.eq_ignore_ascii_case(near.word()) =>
        {
            finding.often_said("Capabilities are in upper case.", "Write them in lower case.")
        }
        P::UnquotedWord { word } if word != "null" => {
            finding.often_said("Words have no quotes.", "Put each in double quotes.")
        }
        P::PathWordMissing { .. } => finding.often_said(
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
        | P::WrongType { .. } => finding.often(),
        _ => finding,
    }
}

fn rule_of(kind: &P) -> &'static Rule {
    match kind {
        P::ByteOrderMark => &BYTE_ORDER_MARK,
        P::IllegalSpace(_) => &NO_BREAK_SPACE,
        P::TypographicQuotes(_) => &TYPOGRAPHIC_QUOTES,
        P::WrongQuotes(_) => &SINGLE_QUOTES,
        P::MarkdownFence => &POLICY_SYNTAX,
        P::UnterminatedString | P::UnopenedString => &QUOTE_MISSING,
        P::UnterminatedComment => &COMMENT_NOT_CLOSED,
        P::IllegalEscape(_) | P::UnreadableEscape => &ILLEGAL_ESCAPE,
        P::IllegalNumber | P::IllegalInteger { .. } => &ILLEGAL_NUMBER,
        P::LoneLess | P::IllegalHeredocMarker | P::UnterminatedHeredoc { .. } => &BROKEN_HEREDOC,
        P::MissingComma => &COMMA_MISSING,
        P::UnexpectedComma => &COMMA_MISPLACED,
        P::UnclosedBrace { .. }
        | P::UnclosedBracket { .. }
        | P::UnopenedBracket(_)
        | P::MissingOpenBrace
        | P::MissingOpenBracket
        | P::WrongBracket { .. } => &BRACKET_UNBALANCED,
        P::MissingEquals | P::ColonForEquals | P::UnexpectedEquals => &EQUALS_MISPLACED,
        P::MissingKey | P::UnnamedBlock | P::KeyWithoutValue { .. } | P::MissingValue { .. } => {
            &VALUE_MISSING
        }
        P::UnquotedWord { .. } | P::UnquotedPath => &QUOTES_FORGOTTEN,
        P::DuplicateAttribute { .. } => &DUPLICATE_ATTRIBUTE,
        P::UnknownTopLevelKey { .. } | P::UnknownKey { .. } | P::PathWordMissing { .. } => {
            &UNKNOWN_POLICY_KEY
        }
        P::PathWithoutBlock => &PATH_WITHOUT_BLOCK,
        P::WrongType { .. } => &WRONG_VALUE_TYPE,
        P::BareString { .. } => &CAPABILITIES_NOT_A_LIST,
        P::UnknownCapability { .. } => &UNKNOWN_CAPABILITY,
        P::JoinedCapabilities { .. } => &CAPABILITIES_JOINED,
        P::UnknownPolicyWord { .. } => &UNKNOWN_LEGACY_POLICY,
        P::PlusStar => &PLUS_STAR_PATH,
        P::UnbalancedTemplate => &TEMPLATE_UNBALANCED,
        P::IllegalDuration { .. } | P::DurationTooLong { .. } | P::MaxBelowMin => {
            &ILLEGAL_WRAPPING_TTL
        }
        P::ControlGroupWithoutFactor
        | P::FactorWithoutIdentity { .. }
        | P::FactorIncomplete { .. }
        | P::ControlledNotGranted { .. } => &CONTROL_GROUP_INCOMPLETE,
        P::InvalidUtf8
        | P::NullCharacter
        | P::ReservedCharacter
        | P::IllegalCharacter(_)
        | P::LoneSlash => &ILLEGAL_CHARACTER,
        _ => &POLICY_SYNTAX,
    }
}
