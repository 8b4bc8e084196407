//! Everything because of which Vault refuses a policy: the parser's problems as findings.

use text::Gathered;
use vault_policy::{Problem, ProblemKind as P, VaultLine};

use super::problem_words::words;
use super::{causes, dead_path, duplicate, slip};
use crate::base::alike::join_alike;
use crate::base::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::kinds::vault_policy::Facts;

const HCL: &str = "hashicorp/hcl v1.0.1-vault: scanner and parser";
const POLICY: &str = "hashicorp/vault: vault/policy.go";

const fn rule(name: &'static str, source: &'static str, fix: Option<Safety>) -> Rule {
    let mut rule = Rule::new(name, Severity::Error, Stage::Parse);
    rule.evidence = Evidence::VaultSource;
    rule.source = source;
    rule.fix = fix;
    rule
}

const SAFE: Option<Safety> = Some(Safety::Safe);

static BOM: Rule = rule("byte-order-mark", HCL, SAFE);
static SPACE: Rule = rule("no-break-space", HCL, SAFE);
static SMART_QUOTES: Rule = rule("typographic-quotes", HCL, SAFE);
static WRONG_QUOTES: Rule = rule("single-quotes", HCL, SAFE);
static CHARACTER: Rule = rule("illegal-character", HCL, None);
static STRING: Rule = rule("quote-missing", HCL, SAFE);
static COMMENT: Rule = rule("comment-not-closed", HCL, None);
static ESCAPE: Rule = rule("illegal-escape", HCL, None);
static NUMBER: Rule = rule("illegal-number", HCL, None);
static HEREDOC: Rule = rule("broken-heredoc", HCL, None);
static COMMA: Rule = rule("comma-missing", HCL, SAFE);
static EXTRA_COMMA: Rule = rule("comma-misplaced", HCL, SAFE);
static BRACKET: Rule = rule("bracket-unbalanced", HCL, SAFE);
static EQUALS: Rule = rule("equals-misplaced", HCL, SAFE);
static VALUE: Rule = rule("value-missing", HCL, None);
static UNQUOTED: Rule = rule("quotes-forgotten", HCL, SAFE);
static SYNTAX: Rule = rule("policy-syntax", HCL, None);
static DUPLICATE: Rule = Rule::new("duplicate-attribute", Severity::Error, Stage::Parse)
    .source(Evidence::Documented, "Vault documentation: Duplicate HCL attributes")
    .fix(Safety::Review);
pub(super) static KEY: Rule = rule("unknown-policy-key", POLICY, SAFE);
static BLOCK: Rule = rule("path-without-block", POLICY, None);
static TYPE: Rule = rule("wrong-value-type", POLICY, None);
static NO_LIST: Rule = rule("capabilities-not-a-list", POLICY, SAFE);
static CAPABILITY: Rule = rule("unknown-capability", POLICY, SAFE);
static JOINED: Rule = rule("capabilities-joined", POLICY, SAFE);
static LEGACY: Rule = rule("unknown-legacy-policy", POLICY, SAFE);
static PLUS_STAR: Rule = rule("plus-star-path", POLICY, SAFE);
static TEMPLATE: Rule = rule("template-unbalanced", POLICY, None);
static DURATION: Rule = rule("illegal-wrapping-ttl", POLICY, None);
static CONTROL_GROUP: Rule = rule("control-group-incomplete", POLICY, None);

/// The rules of this table.
pub(crate) static RULES: [&Rule; 29] = [
    &BOM,
    &SPACE,
    &SMART_QUOTES,
    &WRONG_QUOTES,
    &CHARACTER,
    &STRING,
    &COMMENT,
    &ESCAPE,
    &NUMBER,
    &HEREDOC,
    &COMMA,
    &EXTRA_COMMA,
    &BRACKET,
    &EQUALS,
    &VALUE,
    &UNQUOTED,
    &SYNTAX,
    &DUPLICATE,
    &KEY,
    &BLOCK,
    &TYPE,
    &NO_LIST,
    &CAPABILITY,
    &JOINED,
    &LEGACY,
    &PLUS_STAR,
    &TEMPLATE,
    &DURATION,
    &CONTROL_GROUP,
];

/// One finding for each problem; where several have one cause, one for the cause.
pub(crate) fn find(facts: &Facts<'_>, out: &mut Vec<Finding>) {
    if let Some(cut) = causes::cut_off(facts) {
        out.push(cut);
        return;
    }
    let line = facts.versions.vault_line();
    let (several, headers) = causes::several_paths(facts);
    let mut real = causes::not_of_comments(facts, out);
    // What only older versions refuse is no concern.
    real.retain(|p| p.lines.contains_from(line));
    real.retain(|p| {
        let after = headers.partition_point(|h| h.start < p.span.end);
        after.checked_sub(1).and_then(|at| headers.get(at)).is_none_or(|h| !h.overlaps(p.span))
    });
    let (slips, places) = slip::find(facts, &real);
    real.retain(|p| !places.iter().any(|place| place.overlaps(p.span)));
    let mut mended = Gathered::default();
    for fix in slips.iter().flat_map(|f| &f.fixes) {
        let _ = mended.add(&fix.edits);
    }
    let real = causes::left_after(facts, &mended.finish(), real);
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
    join_alike(out, &[&SPACE, &SMART_QUOTES, &WRONG_QUOTES, &CHARACTER]);
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
        if same && *other.rule == SYNTAX && other.primary.end == finding.primary.start {
            other.primary.end = finding.primary.end;
            return true;
        }
        // What stands in one text instead of a list is told with the list.
        if *other.rule == NO_LIST && other.primary == finding.primary {
            let both = other.fixes.first_mut().zip(finding.fixes.first());
            if let Some((fix, more)) = both
                && let Ok(all) = fix.edits.union(&more.edits)
            {
                fix.edits = all;
            }
            return [&JOINED, &CAPABILITY].contains(&finding.rule) && !finding.fixes.is_empty();
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
        P::ByteOrderMark => &BOM,
        P::IllegalSpace(_) => &SPACE,
        P::TypographicQuotes(_) => &SMART_QUOTES,
        P::WrongQuotes(_) => &WRONG_QUOTES,
        P::MarkdownFence => &SYNTAX,
        P::UnterminatedString | P::UnopenedString => &STRING,
        P::UnterminatedComment => &COMMENT,
        P::IllegalEscape(_) | P::UnreadableEscape => &ESCAPE,
        P::IllegalNumber | P::IllegalInteger { .. } => &NUMBER,
        P::LoneLess | P::IllegalHeredocMarker | P::UnterminatedHeredoc { .. } => &HEREDOC,
        P::MissingComma => &COMMA,
        P::UnexpectedComma => &EXTRA_COMMA,
        P::UnclosedBrace { .. }
        | P::UnclosedBracket { .. }
        | P::UnopenedBracket(_)
        | P::MissingOpenBrace
        | P::MissingOpenBracket
        | P::WrongBracket { .. } => &BRACKET,
        P::MissingEquals | P::ColonForEquals | P::UnexpectedEquals => &EQUALS,
        P::MissingKey | P::UnnamedBlock | P::KeyWithoutValue { .. } | P::MissingValue { .. } => {
            &VALUE
        }
        P::UnquotedWord { .. } | P::UnquotedPath => &UNQUOTED,
        P::DuplicateAttribute { .. } => &DUPLICATE,
        P::UnknownTopLevelKey { .. } | P::UnknownKey { .. } | P::PathWordMissing { .. } => &KEY,
        P::PathWithoutBlock => &BLOCK,
        P::WrongType { .. } => &TYPE,
        P::BareString { .. } => &NO_LIST,
        P::UnknownCapability { .. } => &CAPABILITY,
        P::JoinedCapabilities { .. } => &JOINED,
        P::UnknownPolicyWord { .. } => &LEGACY,
        P::PlusStar => &PLUS_STAR,
        P::UnbalancedTemplate => &TEMPLATE,
        P::IllegalDuration { .. } | P::DurationTooLong { .. } | P::MaxBelowMin => &DURATION,
        P::ControlGroupWithoutFactor
        | P::FactorWithoutIdentity { .. }
        | P::FactorIncomplete { .. }
        | P::ControlledNotGranted { .. } => &CONTROL_GROUP,
        P::InvalidUtf8
        | P::NullCharacter
        | P::ReservedCharacter
        | P::IllegalCharacter(_)
        | P::LoneSlash => &CHARACTER,
        _ => &SYNTAX,
    }
}
