//! Policies, values and manifests in the code of a program, policies in a manifest's plain value: what is around them is right as
//! it is.

use text::Span;

use super::foreign::TEXT_QUOTES;
use super::layer::{Layer, Wrapping, new};
use super::prose::block_end;
use super::search::Search;
use super::{cells, fence, literals};
use crate::carry::line::lines_of;
use crate::carry::outline::Outline;
use crate::carry::part::{Embedded, Escape};
use crate::carry::signs::source::is_source;
use crate::carry::signs::{self, policy};

/// A longer text is no program with a policy in it.
const LONGEST: usize = 1024 * 1024;

/// So many blocks without an end are looked at.
const MOST_OPEN: usize = 50;

/// The policies and values in a program, each text of it by itself.
pub(super) fn program(text: &str, search: Search<'_>) -> Option<Layer> {
    let may_hold = || ["path", "TFE_", "apiVersion:"].iter().any(|word| text.contains(word));
    if text.len() > LONGEST || !may_hold() {
        return None;
    }
    if !(is_source(text) || text.lines().any(begins_text)) || shows_one(text) {
        return None;
    }
    let own = literals::texts(text);
    let mut all = policies(text);
    all.retain(|policy| !is_in_policy(policy, &own));
    all.extend(own);
    text::sort_by_key(&mut all, |text| text.outer(0));
    layer(all, search)
}

/// Whether a rule is one of a text that is a policy as a whole. The texts are in their order.
fn is_in_policy(rule: &Embedded, texts: &[Embedded]) -> bool {
    let before = texts.partition_point(|text| text.outer(0) <= rule.outer(0));
    let last = before.checked_sub(1).and_then(|at| texts.get(at));
    let is_policy =
        |text: &&Embedded| !signs::is_manifest(&text.text) && !signs::has_chart_keys(&text.text);
    last.filter(is_policy)
        .is_some_and(|text| text.outer_span(Span::new(0, text.text.len())).end > rule.outer(0))
}

/// Whether a line begins a policy in the quotes that only programs have, so that it is one whatever else is in it:
/// `policy="""path "kv/a" {`
fn begins_text(line: &str) -> bool {
    let quoted = |at: usize| {
        let before = line.get(..at).unwrap_or_default();
        TEXT_QUOTES.iter().any(|quote| before.ends_with(quote)) || is_argument(line, at)
    };
    policy::headers(line).any(quoted)
}

/// Whether a rule is as a whole what a call is given: `put("a", 'path "kv/a" { … }')`
fn is_argument(line: &str, at: usize) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let Some(quote) = before.chars().last().filter(|c| matches!(c, '"' | '\'' | '`')) else {
        return false;
    };
    let head = before.trim_end_matches(quote).trim_end_matches('#');
    let head = head.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let head = head.trim_end();
    let of_call = head.ends_with(['(', ',']) || head.contains('(') && head.ends_with(['=', ':']);
    let of_map = quote == '`' && head.ends_with(['=', ':']);
    // An image is built with a shell's commands.
    let of_image = quote == '\'' && line.starts_with("RUN ");
    let behind = block_end(line, at).and_then(|end| line.get(end..));
    (of_call || of_map || of_image)
        && behind.is_some_and(|behind| behind.trim_start().starts_with(quote))
}

/// Whether a program is in a code block of a page.
fn shows_one(text: &str) -> bool {
    let first = lines_of(text).find(|line| fence::is_fence(line.content));
    first.is_some_and(|line| text.get(..line.start).is_some_and(|before| !is_source(before)))
}

/// The policies in a manifest, or in a list of tasks or policies, whose text is no block of its own.
pub(super) fn manifest(text: &str, search: Search<'_>) -> Option<Layer> {
    if text.len() > LONGEST || !text.contains("path") {
        return None;
    }
    let is_manifest = || {
        let outline = Outline::of(text);
        outline.has("apiVersion") && outline.has("kind")
    };
    let is = text.contains("apiVersion:") && is_manifest() || text.lines().any(is_plain_policy);
    if is { layer(policies(text), search) } else { None }
}

/// Whether a line gives a policy on itself to a key that tasks of Ansible and Bank-Vaults have: `rules: path "a" {`
fn is_plain_policy(line: &str) -> bool {
    let line = line.trim_start_matches(['-', ' ']);
    let value = line.strip_prefix("rules: ").or_else(|| line.strip_prefix("policy: "));
    let value = value.map(|value| value.trim_start_matches(['\'', ' ']));
    value
        .is_some_and(|value| value.starts_with("path ") && policy::headers(value).next() == Some(0))
}

fn layer(texts: Vec<Embedded>, search: Search<'_>) -> Option<Layer> {
    let inner = search.readable(texts)?;
    let at = inner.first()?.outer_span(Span::at(0));
    Some(Layer { wrapping: Wrapping::Code, at, count: inner.len(), inner, sure: true })
}

/// Runs of rules with nothing but blanks and comments between them.
fn policies(text: &str) -> Vec<Embedded> {
    let mut all: Vec<Embedded> = Vec::new();
    let (mut done, mut open) = (0, 0);
    for line in lines_of(text) {
        for header in policy::headers(line.content).map(|at| line.start + at) {
            let before = Span::new(line.start, header).of(text);
            // A member of a program's own map, or a rule that a comment shows.
            let quoted = ["\"\"\"", "#\"", "@\""].iter().any(|quote| before.ends_with(quote));
            let member = before.ends_with('"') && !quoted;
            // Where the program fills in something, the braces of the rule are doubled.
            let doubled = line.content.trim_end().ends_with("{{");
            // Nomad's rules are in a block of another name.
            let others = is_in_block_of_nomad(text.get(..line.start).unwrap_or_default());
            let comment = before.contains("//") || before.trim_start().starts_with('#');
            let other = member || doubled || comment || others;
            if header < done || open > MOST_OPEN || other {
                continue;
            }
            let Some(end) = block_end(text, header) else {
                open += 1;
                continue;
            };
            let between = Span::new(done, header);
            let rule = Span::new(header, end);
            match all.last_mut().filter(|_| goes_on(between.of(text))) {
                // A text of C#.
                _ if before.ends_with("@\"") => {
                    let mut next = new(None, Escape::Cell);
                    cells::add(text, rule, &mut next);
                    all.push(next);
                }
                Some(last) => last.same(text, between.cover(rule)),
                None => {
                    let mut next = new(None, Escape::Nothing);
                    next.same(text, rule);
                    all.push(next);
                }
            }
            done = end;
        }
    }
    all
}

/// Whether what is before a rule opens the block that only policies of Nomad have around it.
fn is_in_block_of_nomad(before: &str) -> bool {
    before.trim_end().ends_with("variables {")
}

/// Whether only blanks and comments are between two rules.
fn goes_on(between: &str) -> bool {
    between.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
}
