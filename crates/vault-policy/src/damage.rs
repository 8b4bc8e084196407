//! Texts that lost their line breaks on the way, from a web page say. Vault may take them, but a
//! `#` then makes a comment of every rule behind it.

use text::{Layout, LineEnd, Span};

use crate::document::parse;
use crate::lexer::is_double_quote;
use crate::{Document, Mode};

/// A rule that a comment swallows because the line break between them is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swallowed {
    /// The whole comment.
    pub comment: Span,
    /// The rule in it: to its closing brace, or to the end of the comment where that comes first.
    pub rule: Span,
    /// Where the line break belongs.
    pub insert_at: usize,
    /// Surely damage, not an example in prose: the block goes on behind the comment, or there are
    /// several rules in one comment.
    pub sure: bool,
}

impl Document {
    /// The rules that comments swallow. A comment that begins with the rule is a rule commented
    /// out, and no finding.
    pub fn swallowed(&self, text: &str) -> Vec<Swallowed> {
        let mut found = Vec::new();
        for comment in &self.comments {
            let written = comment.of(text);
            if written.starts_with("/*") {
                continue;
            }
            let heads = heads(written);
            let prose = written.trim_start_matches(['#', '/']);
            let shown = written.len() - prose.trim_start().len();
            for (index, head) in heads.iter().enumerate() {
                if head.start <= shown {
                    continue;
                }
                let next = heads.get(index + 1).map_or(written.len(), |h| h.start);
                let end = block_end(written.get(..next).unwrap_or(written), head.end);
                let behind = text.get(comment.end..).unwrap_or_default();
                let goes_on = end.is_none() && next == written.len() && closes_later(behind);
                found.push(Swallowed {
                    comment: *comment,
                    rule: Span::new(head.start, end.unwrap_or(next)).shifted(comment.start),
                    insert_at: comment.start + head.start,
                    sure: goes_on || heads.len() > 1 || written.contains('\r'),
                });
            }
        }
        found
    }
}

/// Whether what follows a comment begins like the inside of a rule.
fn closes_later(behind: &str) -> bool {
    let behind = behind.trim_start();
    behind.starts_with('}') || crate::RuleKey::ALL.iter().any(|key| behind.starts_with(key.word()))
}

/// The places where a rule begins: from `path` to one past its `{`.
fn heads(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|t| t.find("path")) {
        let start = from + at;
        from = start + 4;
        if let Some(end) = head_end(text, from) {
            found.push(Span::new(start, end));
            from = end;
        }
    }
    found
}

fn head_end(text: &str, from: usize) -> Option<usize> {
    let quote = |c: char| c == '"' || is_double_quote(c);
    let rest = text.get(from..)?;
    let label = rest.trim_start_matches([' ', '\t', '\r']).strip_prefix(quote)?;
    let inner = label.find(|c: char| quote(c) || c == '\n')?;
    let after = label.get(inner..)?.strip_prefix(quote)?;
    let open = after.trim_start_matches([' ', '\t', '\r']).strip_prefix('{')?;
    Some(text.len() - open.len())
}

/// One past the brace that closes a block whose content begins at `from`.
fn block_end(text: &str, from: usize) -> Option<usize> {
    let mut depth = 1_usize;
    let mut quoted = false;
    for (at, c) in text.get(from..)?.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(from + at + 1);
        }
    }
    None
}

/// Rebuilds a readable file from a text that lost its line breaks: comments on lines of their own,
/// every rule on its own lines. Lines that are in order stay as they are. `None` where nothing is
/// lost.
pub fn unflatten(text: &str) -> Option<String> {
    let document = parse(text);
    if document.mode == Mode::Json {
        return None;
    }
    let swallowed = document.swallowed(text);
    let layout = Layout::of(text);
    let comment_with_cr = document.comments.iter().any(|c| c.of(text).contains('\r'));
    let crowded = text.lines().any(is_crowded);
    if swallowed.is_empty() && !crowded && !comment_with_cr {
        return None;
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(lines.len() * 5 / 4);
    for line in lines.split_inclusive('\n') {
        if is_crowded(line) || has_swallowed(line) {
            rebuild(line.trim_end_matches('\n'), &mut out);
        } else {
            out.push_str(line);
        }
    }
    let end = if layout.line_end == LineEnd::CrLf { "\r\n" } else { "\n" };
    let out = if end == "\n" { out } else { out.replace('\n', end) };
    (out != text).then_some(out)
}

/// Whether a line holds two rules, or a rule and then a comment with more.
fn is_crowded(line: &str) -> bool {
    let heads = heads(line);
    heads.len() > 1 && !is_commented_out(line)
}

fn is_commented_out(line: &str) -> bool {
    let prose = line.trim_start();
    let shown = prose.trim_start_matches(['#', '/']);
    shown.len() < prose.len() && shown.trim_start().starts_with("path")
}

fn has_swallowed(line: &str) -> bool {
    line.trim_start().starts_with(['#', '/']) && !parse(line).swallowed(line).is_empty()
}

/// One line as several: prose becomes comments, each rule stands alone.
fn rebuild(line: &str, out: &mut String) {
    let mut done = 0;
    for head in heads(line) {
        if head.start < done {
            continue;
        }
        prose(line.get(done..head.start).unwrap_or_default(), out);
        match block_end(line, head.end) {
            Some(end) => {
                rule(line.get(head.start..end).unwrap_or_default(), out);
                done = end;
            }
            None => {
                out.push_str(line.get(head.start..).unwrap_or_default().trim_end());
                out.push('\n');
                done = line.len();
            }
        }
    }
    prose(line.get(done..).unwrap_or_default(), out);
}

/// What stands between rules, as comments: one for each `#`.
fn prose(text: &str, out: &mut String) {
    let mut rest = text.trim().trim_start_matches(',').trim();
    if rest.is_empty() {
        return;
    }
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
    while !rest.is_empty() {
        let body = rest.trim_start_matches('#');
        let next = body.find(" #").map_or(rest.len(), |at| rest.len() - body.len() + at);
        let line = rest.get(..next).unwrap_or(rest).trim_end();
        let code = line.starts_with(['#', '{', '}']) || line.starts_with("//");
        if !code && line.contains(char::is_alphanumeric) {
            out.push_str("# ");
        }
        // A lone dash or dot is left over from the page around the text.
        if code || line.contains(char::is_alphanumeric) {
            out.push_str(line);
            out.push('\n');
        }
        rest = rest.get(next..).unwrap_or_default().trim_start();
    }
}

/// A rule of one line on several.
fn rule(text: &str, out: &mut String) {
    if out.ends_with("}\n") {
        out.push('\n');
    }
    let document = parse(text);
    let Some(rule) = document.rules.first().filter(|r| !r.attributes.is_empty()) else {
        out.push_str(text);
        out.push('\n');
        return;
    };
    out.push_str(text.get(..=rule.body.start).unwrap_or_default().trim_end());
    out.push('\n');
    let last = rule.attributes.len() - 1;
    for (index, attribute) in rule.attributes.iter().enumerate() {
        let from = if index == 0 { rule.body.start + 1 } else { attribute.span.start };
        let next = rule.attributes.get(index + 1);
        let end = next.map_or(rule.body.end.saturating_sub(1), |next| next.span.start);
        let written = text.get(from..end).unwrap_or_default().trim();
        out.push_str("  ");
        out.push_str(written);
        if !written.is_empty() || index == last {
            out.push('\n');
        }
    }
    out.push_str("}\n");
}
