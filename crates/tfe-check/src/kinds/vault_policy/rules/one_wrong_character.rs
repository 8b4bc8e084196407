//! One wrong character in a rule: a quote or bracket too many, or of the wrong kind. The parser meets
//! several problems after it; with the one character put right there are none, and that is reported.

use text::{Edit, EditSet, Span};
use vault_policy::{Policy, Problem, ProblemKind as P};

use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::ONE_WRONG_CHARACTER;

/// A longer rule is not searched (bytes), and after so many rules no other: each search reads the
/// rule a few hundred times.
const LONGEST: usize = 2000;
const MOST: usize = 12;

/// The slips, and the rules in whose places they stand: other problems there come from them.
pub(super) fn find(facts: &Facts<'_>, problems: &[&Problem]) -> (Vec<Finding>, Vec<Span>) {
    let (mut found, mut places) = (Vec::new(), Vec::new());
    if facts.document.mode == vault_policy::Mode::Json || problems.is_empty() {
        return (found, places);
    }
    let rules = rules(facts.text).into_iter().filter(|r| r.len() <= LONGEST);
    let troubled = rules.filter(|rule| {
        let own = within(problems, *rule);
        own.iter().any(|p| is_of_form(&p.kind)) && !cured(facts.text, *rule, own)
    });
    for rule in troubled.take(MOST) {
        if let Some(edit) = only_change(rule.of(facts.text)) {
            let edit = Edit { span: edit.span.shifted(rule.start), ..edit };
            found.push(say(facts.text, edit));
            places.push(rule);
        }
    }
    (found, places)
}

/// Whether a problem is about how the text is written, not about what it says.
fn is_of_form(kind: &P) -> bool {
    matches!(
        kind,
        P::IllegalCharacter(_)
            | P::WrongQuotes(_)
            | P::LoneLess
            | P::UnterminatedString
            | P::UnopenedString
            | P::MissingComma
            | P::UnexpectedComma
            | P::UnclosedBrace { .. }
            | P::UnclosedBracket { .. }
            | P::UnopenedBracket(_)
            | P::MissingOpenBrace
            | P::MissingOpenBracket
            | P::WrongBracket { .. }
            | P::MissingEquals
            | P::ColonForEquals
            | P::UnexpectedEquals
            | P::UnnamedBlock
            | P::KeyWithoutValue { .. }
            | P::MissingValue { .. }
            | P::UnexpectedToken(_)
    )
}

/// The problems that begin in a rule; they are in the order of the text.
fn within<'p, 'd>(problems: &'p [&'d Problem], rule: Span) -> &'p [&'d Problem] {
    let first = problems.partition_point(|p| p.span.start < rule.start);
    let end = problems.partition_point(|p| p.span.start < rule.end);
    problems.get(first..end).unwrap_or_default()
}

/// Each rule with what follows it up to the next one.
fn rules(text: &str) -> Vec<Span> {
    let word = |(at, _): &(usize, &str)| {
        let before = text.get(..*at).unwrap_or("").chars().next_back();
        let after = text.get(at + 4..).unwrap_or("").chars().next();
        before.is_none_or(|c| c.is_whitespace() || c == '}')
            && after.is_some_and(|c| !c.is_alphanumeric() && c != '_')
    };
    let starts: Vec<usize> = text.match_indices("path").filter(word).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| Span::new(*start, end)).collect()
}

/// Whether the problem of a rule is one alone and has a fix that leaves nothing wrong.
fn cured(text: &str, rule: Span, own: &[&Problem]) -> bool {
    let [problem] = own else { return false };
    let Some(fix) = &problem.fix else { return false };
    let inside = |e: &Edit| rule.start <= e.span.start && e.span.end <= rule.end;
    if !fix.edits().iter().all(inside) {
        return true;
    }
    let back = |e: &Edit| {
        let span = Span::new(e.span.start - rule.start, e.span.end - rule.start);
        Edit { span, ..e.clone() }
    };
    let edits = EditSet::new(fix.edits().iter().map(back).collect());
    edits.is_ok_and(|edits| edits.apply(rule.of(text)).is_ok_and(|t| one_rule(&t).is_some()))
}

/// The change of one character after which the text is a rule without fault, if all that lead there
/// mean the same.
fn only_change(rule: &str) -> Option<Edit> {
    let mut first: Option<(Edit, Policy)> = None;
    for edit in rule.char_indices().flat_map(|(at, c)| changes(at, c)) {
        let Ok(text) = EditSet::from(edit.clone()).apply(rule) else { continue };
        let Some(meaning) = one_rule(&text) else { continue };
        match &first {
            None => first = Some((edit, meaning)),
            Some((_, other)) if *other != meaning => return None,
            Some(_) => {}
        }
    }
    first.map(|(edit, _)| edit)
}

/// What may have been meant by a character.
fn changes(at: usize, c: char) -> Vec<Edit> {
    let meant: &[&str] = match c {
        '"' | ',' | '=' => &[""],
        '\'' | '`' => &["\"", ""],
        '[' => &["{", ""],
        '{' => &["[", ""],
        '(' | '<' => &["{", "[", ""],
        ']' => &["}", ""],
        '}' => &["]", ""],
        ')' | '>' => &["}", "]", ""],
        '.' | ';' | '|' => &[",", ""],
        ':' => &["=", ",", ""],
        '-' | '+' | '~' => &["=", ""],
        _ => &[],
    };
    let span = Span::new(at, at + c.len_utf8());
    meant.iter().map(|m| Edit::replace(span, *m)).collect()
}

/// What every version of Vault reads in the text, if that is one rule whose path looks like one.
fn one_rule(text: &str) -> Option<Policy> {
    let document = vault_policy::parse(text);
    let [rule] = document.rules.as_slice() else { return None };
    let path = rule.path.value.replace("{{", "").replace("}}", "");
    let odd = |c: char| c.is_whitespace() || "\"'`{}[](),;=<>".contains(c);
    let good = document.problems.is_empty() && !path.is_empty() && !path.contains(odd);
    good.then(|| document.as_read())
}

fn say(text: &str, edit: Edit) -> Finding {
    let found = edit.span.of(text);
    let kind = match found {
        "\"" | "'" | "`" => "quote",
        "[" | "]" | "{" | "}" | "(" | ")" | "<" | ">" => "bracket",
        _ => "character",
    };
    // A backtick cannot be written between backticks.
    let shown = if found == "`" { "A backtick".to_owned() } else { format!("`{found}`") };
    let (what, action, title) = if edit.insert.is_empty() {
        (
            format!("{shown} is extra here."),
            format!("Delete this {kind}."),
            format!("Delete the {kind}"),
        )
    } else {
        let meant = &edit.insert;
        (
            format!("{shown} is where Vault expects `{meant}`."),
            format!("Write `{meant}` instead."),
            format!("Write `{meant}`"),
        )
    };
    let why = "Vault rejects the whole policy: `vault policy write` fails.";
    ONE_WRONG_CHARACTER.at(edit.span).say(what, why, action).fix(Fix::safe(title, edit))
}
