//! What Helm's reader takes without a word, but nobody means: look-alikes of blanks and quotes, and
//! keys whose `:` lacks its space.

use text::{Edit, Span};

use crate::helm::Helm;
use crate::line::{content, glued_colon, quoted};
use crate::problem::{Problem, ProblemKind};
use crate::replaced::escapes;
use text::line_start;

use crate::shape::line_end;
use crate::tree::{Kind, Node, Style};

/// Looks at the nodes from `first` on.
pub(crate) fn oddities(text: &str, nodes: &[Node], first: usize) -> Vec<Problem> {
    let mut problems = Vec::new();
    for node in nodes.get(first..).unwrap_or_default() {
        let Kind::Scalar(scalar) = &node.kind else {
            continue;
        };
        if scalar.style == Style::Double {
            problems.extend(escaped_slash(text, node.span));
        }
        if scalar.style != Style::Plain {
            continue;
        }
        let part = node.span.of(text);
        problems.extend(question_mark(text, nodes, node));
        problems.extend(no_break_spaces(node.span, part));
        problems.extend(smart_quotes(node.span, part));
        problems.extend(glued_lines(text, node.span, part));
        problems.extend(stray_quote(text, node.span, part));
    }
    problems
}

pub(crate) const NO_BREAK: [char; 5] = ['\u{a0}', '\u{2007}', '\u{202f}', '\u{3000}', '\u{feff}'];

/// In brackets and braces Helm's reader ends a value without quotes at a `?`, and then misses a comma.
fn question_mark(text: &str, nodes: &[Node], node: &Node) -> Option<Problem> {
    let part = node.span.of(text);
    part.find('?').filter(|at| *at > 0)?;
    let parent = nodes.get(node.parent?.0 as usize)?;
    let close = match &parent.kind {
        Kind::Mapping(mapping) if mapping.flow => '}',
        Kind::Sequence(sequence) if sequence.flow => ']',
        _ => return None,
    };
    let line = text.get(..node.span.start)?.matches('\n').count() as u64;
    let said = format!("did not find expected ',' or '{close}'");
    let problem =
        Problem::fatal(ProblemKind::QuestionMarkInFlow, node.span).saying(&said, Some(line));
    Some(problem.fixed_by(vec![quoted(node.span, text)]))
}

/// JSON's `\/`, which Helm's reader does not know.
fn escaped_slash(text: &str, span: Span) -> Option<Problem> {
    let slash = |(_, behind): &(usize, &str)| behind.starts_with('/');
    let found: Vec<_> =
        escapes(span.of(text)).filter(slash).map(|(at, _)| span.start + at).collect();
    let first = *found.first()?;
    let line = text.get(..first)?.matches('\n').count() as u64;
    let place = Span::new(first, span.end);
    let problem = Problem::fatal(ProblemKind::BadEscape, place)
        .saying("found unknown escape character", Some(if line > 0 { line + 1 } else { 0 }));
    let edits = found.iter().map(|at| Edit::delete(Span::new(*at, at + 1)));
    Some(problem.fixed_by(edits.collect()))
}

fn no_break_spaces(span: Span, part: &str) -> Option<Problem> {
    let found: Vec<_> = part.match_indices(NO_BREAK).collect();
    let (first, last) = (found.first()?, found.last()?);
    let edits = found.iter().map(|(at, c)| {
        let place = Span::new(span.start + at, span.start + at + c.len());
        Edit::replace(place, if *c == "\u{feff}" { "" } else { " " })
    });
    let place = Span::new(span.start + first.0, span.start + last.0 + last.1.len());
    Some(Problem::odd(ProblemKind::NoBreakSpace, place).fixed_by(edits.collect()))
}

const DOUBLE: [char; 4] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}'];
const SINGLE: [char; 4] = ['\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];

/// Typographic quotes around a whole value.
fn smart_quotes(span: Span, part: &str) -> Option<Problem> {
    let (first, last) = (part.chars().next()?, part.chars().next_back()?);
    let quote = match (first, last) {
        (a, b) if DOUBLE.contains(&a) && DOUBLE.contains(&b) => "\"",
        (a, b) if SINGLE.contains(&a) && SINGLE.contains(&b) => "'",
        _ => return None,
    };
    let inner = part.get(first.len_utf8()..part.len() - last.len_utf8())?;
    let edits = vec![
        Edit::replace(Span::new(span.start, span.start + first.len_utf8()), quote),
        Edit::replace(Span::new(span.end - last.len_utf8(), span.end), quote),
    ];
    let problem = Problem::odd(ProblemKind::SmartQuote, span);
    let clean = !inner.contains(quote) && !inner.contains(['\\', '\n']);
    Some(if clean { problem.fixed_by(edits) } else { problem })
}

/// `tag: 1.2.0"`: one quote, at the end of a single word.
fn stray_quote(text: &str, span: Span, part: &str) -> Option<Problem> {
    let quote = part.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let lone = part.matches(quote).count() == 1 && !part.contains(char::is_whitespace);
    let is_value = Span::new(line_start(text, span.start), span.start).of(text).contains(':');
    (lone && part.len() > 1 && is_value).then(|| Problem::odd(ProblemKind::StrayQuote(quote), span))
}

/// Lines `NAME:value` that became one piece of text.
fn glued_lines(text: &str, span: Span, part: &str) -> Vec<Problem> {
    let own_line = Span::new(line_start(text, span.start), span.start).of(text).trim().is_empty();
    // What has a colon of its own after it is a key already: with a space in it, YAML would refuse it.
    let is_key = text.get(span.end..).unwrap_or_default().trim_start_matches(' ').starts_with(':');
    if !own_line || is_key {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let mut at = span.start;
    for line in part.split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        if let Some(colon) = glued_colon(line.trim()) {
            let place = Span::new(at + lead, at + lead + line.trim().len());
            let edit = Edit::insert(place.start + colon, " ");
            problems.push(Problem::odd(ProblemKind::MissingSpace, place).fixed_by(vec![edit]));
        }
        at += line.len();
    }
    problems
}

/// What Helm 4 makes of a piece's first lines: it cuts the file at `---` itself, before any YAML is
/// read.
pub(crate) fn separators(piece: Span, work: &str, shift: usize) -> Vec<Problem> {
    let mut problems = Vec::new();
    let only = Some(Helm::V4);
    let text = piece.of(work);
    let mut at = piece.start;
    for line in text.split_inclusive('\n') {
        let behind = line.strip_prefix("---").unwrap_or_default().trim();
        if !(behind.is_empty() || behind.starts_with('#')) {
            let end = content(work, at).end;
            let span = Span::new(end - behind.len(), end).shifted(shift);
            let mut problem = Problem::fatal(ProblemKind::TextAfterSeparator, span);
            let said =
                format!("error reading yaml document: invalid Yaml document separator: {behind}");
            problem.said = Some(said);
            problem.only = only;
            problems.push(problem);
        }
        at += line.len();
    }
    let mut at = piece.start;
    for line in text.split_inclusive('\n') {
        if line.starts_with('%') {
            let span = Span::new(at, line_end(work, at)).shifted(shift);
            let problem = Problem::fatal(ProblemKind::DirectiveBeforeDocument, span)
                .saying("did not find expected <document start>", Some(1))
                .deleting(span);
            problems.push(Problem { only, ..problem });
        }
        if !(line.starts_with('%') || line.trim().is_empty() || line.starts_with('#')) {
            break;
        }
        at += line.len();
    }
    problems
}
