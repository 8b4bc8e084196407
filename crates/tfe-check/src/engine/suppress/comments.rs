//! Finding the comments, and what they speak of.

use std::ops::RangeInclusive;

use text::{Lines, Span};

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
    /// Its own line.
    pub line: usize,
    /// The lines that it speaks of.
    pub target: RangeInclusive<usize>,
    /// It stands before all content, and speaks of what belongs to no rule.
    pub before_all: bool,
}

/// All such comments of a text.
#[derive(Default)]
pub(super) struct Comments<'t> {
    pub all: Vec<Suppression<'t>>,
    /// The lines of path rules, or all content of values: of these a comment before all content does
    /// not speak.
    inside: Vec<RangeInclusive<usize>>,
}

impl Comments<'_> {
    /// Whether a line belongs to no rule.
    pub(super) fn is_outside(&self, line: usize) -> bool {
        range_of(&self.inside, line).is_none()
    }
}

/// The range that a line is in. The ranges are in order and do not overlap.
fn range_of(ranges: &[RangeInclusive<usize>], line: usize) -> Option<&RangeInclusive<usize>> {
    let next = ranges.get(ranges.partition_point(|range| *range.end() < line))?;
    next.contains(&line).then_some(next)
}

impl Suppression<'_> {
    /// The comment with the blanks or the line that only it needs.
    pub(super) fn whole(&self, text: &str) -> Span {
        let before = text.get(..self.span.start).unwrap_or_default();
        let start = before.trim_end_matches([' ', '\t']).len();
        let rest = text.get(self.span.end..).unwrap_or_default();
        let end = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        Span::new(start, self.span.end + if self.alone { end } else { 0 })
    }
}

pub(super) fn find<'t>(text: &'t str, lines: &Lines<'t>, hcl: bool) -> Comments<'t> {
    let mut found = Comments::default();
    let mut places: Option<Places<'_>> = None;
    let mut top = true;
    for line in 1..=lines.count() {
        let whole = lines.span(line);
        let content = whole.of(text);
        let before_all = top && is_silent(content);
        top = before_all;
        let Some((start, said)) = said(content) else { continue };
        let alone = content.get(..start).is_some_and(|b| b.trim().is_empty());
        let places = places.get_or_insert_with(|| Places::of(text, lines, hcl));
        let target = if alone { places.target(line) } else { line..=line };
        let (rules, reason) = rules_and_reason(said);
        let before_all = before_all && alone;
        if before_all && !hcl {
            found.inside = vec![places.next_content(line)..=usize::MAX];
        }
        let span = Span::new(whole.start + start, whole.end);
        found.all.push(Suppression { span, rules, reason, alone, line, target, before_all });
    }
    if let Some(places) = places.filter(|places| places.hcl) {
        found.inside = places.rules;
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

/// What comments on lines of their own may speak of.
struct Places<'t> {
    text: &'t str,
    lines: &'t Lines<'t>,
    hcl: bool,
    /// The lines of each path rule.
    rules: Vec<RangeInclusive<usize>>,
    /// The next line with content after each line.
    next: Vec<usize>,
    /// The last block asked for: comments often stand one below the other.
    block: Option<RangeInclusive<usize>>,
}

impl<'t> Places<'t> {
    fn of(text: &'t str, lines: &'t Lines<'t>, hcl: bool) -> Self {
        let rules = if hcl { path_rules(text, lines) } else { Vec::new() };
        let count = lines.count();
        let mut next = vec![0; count + 1];
        let mut content = None;
        for (line, next) in next.iter_mut().enumerate().rev() {
            *next = content.unwrap_or(line);
            if line > 0 && !is_silent(lines.span(line).of(text)) {
                content = Some(line);
            }
        }
        Self { text, lines, hcl, rules, next, block: None }
    }

    /// The next line that is neither blank nor a comment; the line itself where there is none.
    fn next_content(&self, line: usize) -> usize {
        self.next.get(line).copied().unwrap_or(line)
    }

    /// The lines that a comment on a line of its own speaks of.
    fn target(&mut self, line: usize) -> RangeInclusive<usize> {
        let next = self.next_content(line);
        let starts = || range_of(&self.rules, next).filter(|rule| *rule.start() == next);
        if let Some(rule) = range_of(&self.rules, line).or_else(starts) {
            return rule.clone();
        }
        if self.hcl {
            return next..=next;
        }
        match &self.block {
            Some(block) if *block.start() == next => block.clone(),
            _ => {
                let block = next..=block_end(self.text, self.lines, next);
                self.block = Some(block.clone());
                block
            }
        }
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

/// Whether a line is blank or a comment.
fn is_silent(content: &str) -> bool {
    let content = content.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    content.is_empty() || content.starts_with('#') || content.starts_with("//")
}
