//! Causes that give the parser several problems, each told once: a file that was cut off, several
//! paths in one rule, and what follows a rule that a comment swallowed.

use std::collections::{BTreeMap, HashMap};

use text::{Edit, EditSet, Gathered, Span};
use vault_policy::{Problem, ProblemKind as P, TokenKind};

use crate::base::finding::{Finding, Fix, Safety};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::{
    FILE_CUT_OFF, RULE_IN_COMMENT, SEVERAL_PATHS_IN_ONE_RULE,
};

/// So often the text is searched for the ends of rules; none of a text that lost its braces ends.
const SEARCHES: usize = 8;

/// The text ends where no text can: in quotes, in a list, behind a `=` or a `{`.
pub(super) fn cut_off(facts: &Facts<'_>) -> Option<Finding> {
    let shown = facts.text.trim_end();
    let end = shown.trim_end_matches(['.', '…']).trim_end().len();
    let dots = shown.len() > end && !shown.ends_with('"');
    let at_end: Vec<&Problem> = facts.document.problems.iter().filter(|p| is_at(p, end)).collect();
    let has = |wanted: fn(&P) -> bool| at_end.iter().any(|p| wanted(&p.kind));
    let open = has(|k| matches!(k, P::UnclosedBrace { .. }));
    let list = has(|k| matches!(k, P::UnclosedBracket { .. }));
    let text = has(|k| matches!(k, P::UnterminatedString));
    let key = has(|k| matches!(k, P::KeyWithoutValue { .. }));
    let tokens = facts.document.tokens();
    let last = tokens.iter().rev().find(|t| t.span.end <= end)?;
    let bare = open && matches!(last.kind, TokenKind::Assign | TokenKind::OpenBrace);
    let in_rule = open && (list || text || key || bare || dots);
    let in_header = !open && key;
    let in_quotes = text && last.span.end < end;
    if !facts.text.contains("path") || !(in_rule || in_header || in_quotes) {
        return None;
    }
    let missing: Vec<&str> = [(text, "`\"`"), (list, "`]`"), (open, "`}`")]
        .iter()
        .filter(|m| m.0)
        .map(|m| m.1)
        .collect();
    let what = match missing.as_slice() {
        [] => "The file ends in the middle of a rule.".to_owned(),
        [one] => format!("The file ends in the middle of a rule: {one} is missing."),
        [some @ .., last] => {
            format!(
                "The file ends in the middle of a rule: {} and {last} are missing.",
                some.join(", ")
            )
        }
    };
    let line = shown.rfind('\n').map_or(0, |at| at + 1);
    let lead = shown.len() - shown.get(line..)?.trim_start().len();
    let found = FILE_CUT_OFF.at(Span::new(lead, shown.len())).say(
        what,
        "Vault rejects the whole policy, and what came after this place is lost.",
        "Paste the whole file.",
    );
    Some(found.fix(closed(facts, &at_end, dots.then(|| Span::new(end, shown.len())))).alone())
}

/// Whether a problem is about the end of the text.
fn is_at(problem: &Problem, end: usize) -> bool {
    let fix = problem.fix.as_ref().and_then(|f| f.edits().last()).map(|e| e.span.end);
    match problem.kind {
        P::UnclosedBrace { .. } | P::UnclosedBracket { .. } => fix.is_some_and(|at| at >= end),
        P::UnterminatedString | P::KeyWithoutValue { .. } => problem.span.end >= end,
        _ => false,
    }
}

/// The text with everything closed that is open at its end.
fn closed(facts: &Facts<'_>, at_end: &[&Problem], dots: Option<Span>) -> Option<Fix> {
    let rank = |p: &Problem| match p.kind {
        P::UnterminatedString => 0,
        P::UnclosedBracket { .. } => 1,
        _ => 2,
    };
    let mut edits: BTreeMap<Span, String> = BTreeMap::new();
    for wanted in 0..=2 {
        for problem in at_end.iter().filter(|p| rank(p) == wanted) {
            for edit in problem.fix.as_ref()?.edits() {
                edits.entry(edit.span).or_default().push_str(&edit.insert);
            }
        }
    }
    let edits = edits.into_iter().map(|(span, insert)| Edit::replace(span, insert)).collect();
    let whole = EditSet::new(edits).ok()?.apply(facts.text).ok()?;
    let text = match dots {
        Some(dots) => whole.replacen(dots.of(facts.text), "", 1),
        None => whole,
    };
    let reads = vault_policy::parse(&text).accepted(facts.line());
    reads.then(|| Fix::repair("Close what is open", facts.text, text))
}

/// `path "a", "b" {`: the findings, and the headers, whose problems are told with them.
pub(super) fn several_paths(facts: &Facts<'_>) -> (Vec<Finding>, Vec<Span>) {
    let mut found = Vec::new();
    let mut headers: Vec<Span> = Vec::new();
    let mut searched = 0;
    for problem in &facts.document.problems {
        let start = problem.span.start;
        if headers.last().is_some_and(|h| start < h.end) {
            continue;
        }
        let Some((paths, open)) = header(facts.text, start) else { continue };
        let finding = SEVERAL_PATHS_IN_ONE_RULE.at(Span::new(start, open)).say(
            "A rule has one path, and this one has several.",
            "Vault rejects the whole policy: `vault policy write` fails.",
            "Write one rule for each path.",
        );
        let closed = (searched <= SEARCHES * facts.text.len()).then(|| body_end(facts.text, open));
        let closed = closed.flatten();
        searched += closed.unwrap_or(facts.text.len()) - open;
        let fix = closed.map(|end| {
            let body = Span::new(open, end).of(facts.text);
            let rules: Vec<String> =
                paths.iter().map(|path| format!("path {path} {body}")).collect();
            let text = rules.join(facts.layout.adapt("\n\n").as_ref());
            Fix::safe("Write one rule for each path", Edit::replace(Span::new(start, end), text))
        });
        found.push(finding.fix(fix));
        headers.push(Span::new(start, open + 1));
    }
    (found, headers)
}

/// The quoted paths behind a `path`, and where their `{` stands; none where there is only one.
fn header(text: &str, start: usize) -> Option<(Vec<&str>, usize)> {
    let mut rest = text.get(start..)?.strip_prefix("path")?.trim_start();
    let list = rest.strip_prefix('[');
    rest = list.unwrap_or(rest).trim_start();
    let mut paths = Vec::new();
    loop {
        let inner = rest.strip_prefix('"')?;
        let length = inner
            .find(['"', '\n'])
            .filter(|at| inner.get(*at..).is_some_and(|r| r.starts_with('"')))?;
        paths.push(rest.get(..length + 2)?);
        rest = rest.get(length + 2..)?.trim_start();
        match rest.strip_prefix(',') {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    rest = rest.strip_prefix(']').unwrap_or(rest).trim_start();
    (paths.len() > 1 && rest.starts_with('{')).then_some((paths, text.len() - rest.len()))
}

/// One past the brace that closes the one at `open`.
fn body_end(text: &str, open: usize) -> Option<usize> {
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, byte) in text.get(open..)?.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(open + at + 1);
        }
    }
    None
}

/// The problems that are still there once the rules that comments swallowed stand on their lines.
pub(super) fn not_of_comments<'f>(facts: &'f Facts<'_>, out: &[Finding]) -> Vec<&'f Problem> {
    let problems = facts.document.problems.iter();
    let mut all = Gathered::default();
    for finding in out.iter().filter(|f| *f.rule == RULE_IN_COMMENT) {
        if let Some(fix) = finding.fixes.first().filter(|f| f.safety == Safety::Safe) {
            let _ = all.add(&fix.edits);
        }
    }
    left_after(facts, &all.finish(), problems.collect())
}

/// Those of the problems that are still there after a change.
pub(super) fn left_after<'f>(
    facts: &Facts<'_>,
    edits: &EditSet,
    problems: Vec<&'f Problem>,
) -> Vec<&'f Problem> {
    let Some(mended) = edits.apply(facts.text).ok().filter(|_| !edits.is_empty()) else {
        return problems;
    };
    let origins = edits.origins();
    let mut left: HashMap<usize, Vec<P>> = HashMap::new();
    for problem in vault_policy::parse(&mended).problems {
        left.entry(origins.of(problem.span.start)).or_default().push(problem.kind);
    }
    let stays = |p: &&Problem| left.get(&p.span.start).is_some_and(|all| all.contains(&p.kind));
    problems.into_iter().filter(stays).collect()
}
