//! Finding the comments, and what they speak of.

use std::ops::RangeInclusive;

use text::{Lines, Span};

use crate::base::finding::Finding;
use crate::carry::{paste, signs};
use crate::engine::registry;

const MARK: &str = "tfe-check:";

/// One such comment.
pub(super) struct Suppression<'t> {
    pub span: Span,
    pub rules: Vec<&'t str>,
    pub reason: &'t str,
    /// Nothing else stands on its line.
    alone: bool,
    line: usize,
    /// The lines that it speaks of.
    target: RangeInclusive<usize>,
    /// It stands before all content: the lines of path rules, which are not spoken of with it.
    outside: Option<Vec<RangeInclusive<usize>>>,
}

impl Suppression<'_> {
    pub(super) fn covers(&self, finding: &Finding, lines: &Lines<'_>) -> bool {
        let line = lines.position(finding.primary.start).line;
        let no_rule = |rules: &Vec<_>| !rules.iter().any(|r: &RangeInclusive<_>| r.contains(&line));
        line == self.line
            || self.target.contains(&line)
            || self.outside.as_ref().is_some_and(no_rule)
    }

    /// The comment with the blanks or the line that only it needs.
    pub(super) fn whole(&self, text: &str) -> Span {
        let before = text.get(..self.span.start).unwrap_or_default();
        let start = before.trim_end_matches([' ', '\t']).len();
        let rest = text.get(self.span.end..).unwrap_or_default();
        let end = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        Span::new(start, self.span.end + if self.alone { end } else { 0 })
    }
}

pub(super) fn find<'t>(text: &'t str, lines: &Lines<'t>, hcl: bool) -> Vec<Suppression<'t>> {
    let mut blocks: Option<Vec<RangeInclusive<usize>>> = None;
    let mut found = Vec::new();
    let mut top = true;
    for line in 1..=lines.count() {
        let whole = lines.span(line);
        let content = whole.of(text);
        let before_all = top && is_silent(content);
        top = before_all;
        let Some((start, said)) = said(content) else { continue };
        let alone = content.get(..start).is_some_and(|b| b.trim().is_empty());
        let blocks =
            blocks.get_or_insert_with(|| if hcl { path_rules(text, lines) } else { vec![] });
        let target = match alone {
            true => target(text, lines, line, blocks, hcl),
            false => line..=line,
        };
        let (rules, reason) = rules_and_reason(said);
        let outside = (before_all && alone).then(|| match hcl {
            true => blocks.clone(),
            false => vec![next_content(text, lines, line)..=usize::MAX],
        });
        let span = Span::new(whole.start + start, whole.end);
        found.push(Suppression { span, rules, reason, alone, line, target, outside });
    }
    found
}

/// Where the comment of a line begins, and what follows `ignore` in it.
fn said(content: &str) -> Option<(usize, &str)> {
    let mark = content.find(MARK)?;
    let rest = content.get(mark + MARK.len()..)?.trim_start().strip_prefix("ignore")?;
    let before = content.get(..mark)?;
    let last = before.rfind(['#', '/'])?;
    let start = before.get(..last)?.trim_end_matches(['/', '#']).len();
    let fits = rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == ':');
    fits.then_some((start, rest.trim_start_matches(':').trim()))
}

/// The names, and why. Without a `--` the reason begins at the first word that is no rule.
fn rules_and_reason(said: &str) -> (Vec<&str>, &str) {
    let parts = |c: char| c == ',' || c.is_whitespace();
    if let Some((names, reason)) = said.split_once("--") {
        return (names.split(parts).filter(|n| !n.is_empty()).collect(), reason.trim());
    }
    let mut rules: Vec<&str> = Vec::new();
    let mut rest = said;
    let mut listed = true;
    loop {
        let end = rest.find(parts).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() || !(listed || registry::rule(word).is_some()) {
            return (rules, rest.trim());
        }
        rules.push(word);
        listed = after.trim_start().starts_with(',');
        rest = after.trim_start_matches(parts);
    }
}

/// The lines that a comment on a line of its own speaks of.
fn target(
    text: &str,
    lines: &Lines<'_>,
    line: usize,
    rules: &[RangeInclusive<usize>],
    hcl: bool,
) -> RangeInclusive<usize> {
    let next = next_content(text, lines, line);
    let rule = rules.iter().find(|r| r.contains(&line) || *r.start() == next);
    match rule {
        Some(rule) => rule.clone(),
        None if hcl => next..=next,
        None => next..=block_end(text, lines, next),
    }
}

/// The last line of the YAML block whose key stands on a line.
fn block_end(text: &str, lines: &Lines<'_>, first: usize) -> usize {
    let content = |line: usize| lines.span(line).of(text);
    let depth = |line: usize| content(line).len() - content(line).trim_start().len();
    let item = |line: usize| content(line).trim_start().starts_with("- ");
    let (own, is_item) = (depth(first), item(first));
    let inside = |line: &usize| {
        is_silent(content(*line))
            || depth(*line) > own
            || depth(*line) == own && item(*line) && !is_item
    };
    (first + 1..=lines.count()).take_while(inside).last().unwrap_or(first)
}

/// The lines of each `path` rule, from its header to its closing brace.
fn path_rules(text: &str, lines: &Lines<'_>) -> Vec<RangeInclusive<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for line in 1..=lines.count() {
        let content = lines.span(line).of(text);
        if open.is_none() && !is_silent(content) && signs::has_rules(content) {
            open = Some((line, 0));
        }
        if let Some((first, depth)) = open {
            let depth = paste::depth_after(content, depth);
            open = Some((first, depth));
            if depth == 0 && content.contains('}') {
                found.push(first..=line);
                open = None;
            }
        }
    }
    found
}

/// The next line that is neither blank nor a comment.
fn next_content(text: &str, lines: &Lines<'_>, line: usize) -> usize {
    (line + 1..=lines.count()).find(|l| !is_silent(lines.span(*l).of(text))).unwrap_or(line)
}

/// Whether a line is blank or a comment.
fn is_silent(content: &str) -> bool {
    let content = content.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    content.is_empty() || content.starts_with('#') || content.starts_with("//")
}
