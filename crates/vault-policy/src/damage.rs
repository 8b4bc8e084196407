//! Texts that lost their line breaks on the way, from a web page say. Vault may take them, but a
//! `#` then makes a comment of every rule after it.

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
    /// Surely damage, not an example in prose: the block goes on after the comment, or there are
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
                if end.is_some_and(|end| is_cited(written, *head, end)) {
                    continue;
                }
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

impl Document {
    /// Rules of which only the first line is a comment: what is below it has no path.
    pub fn beheaded(&self, text: &str) -> Vec<Swallowed> {
        let inside = |comment: &Span| self.rules.iter().any(|rule| rule.span.contains(*comment));
        let mut found = Vec::new();
        for comment in self.comments.iter().filter(|comment| !inside(comment)) {
            let written = comment.of(text);
            let shown = written.len() - written.trim_start_matches(['#', '/', ' ', '\t']).len();
            let behind = text.get(comment.end..).unwrap_or_default();
            let [head] = heads(written)[..] else { continue };
            let open = written.get(head.end..).is_some_and(|rest| rest.trim().is_empty());
            if head.start == shown && open && closes_later(behind) {
                found.push(Swallowed {
                    comment: *comment,
                    rule: head.shifted(comment.start),
                    insert_at: comment.start + head.start,
                    sure: true,
                });
            }
        }
        found
    }
}

/// Whether a rule in a comment has quotes or brackets of its own around it: a sentence speaks of it.
fn is_cited(comment: &str, head: Span, end: usize) -> bool {
    let before = comment.get(..head.start).and_then(|t| t.chars().next_back());
    let behind = comment.get(end..).and_then(|t| t.trim_start().chars().next());
    let closes = match before {
        Some('"') => &['"'][..],
        Some('\'' | '`') => &['\'', '`'],
        Some('(') => &[')'],
        Some('\u{201c}' | '\u{201d}' | '\u{201e}') => &['\u{201c}', '\u{201d}'],
        Some('\u{2018}' | '\u{201a}') => &['\u{2018}', '\u{2019}'],
        Some('\u{ab}') => &['\u{bb}'],
        Some('\u{bb}') => &['\u{ab}'],
        _ => return false,
    };
    behind.is_some_and(|c| closes.contains(&c))
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
/// lost, or where it cannot be reported where a comment ends.
///
/// Only blanks and line breaks change, and `#` is put before prose; all else stays, in its order.
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
            rebuild(line.trim_end_matches('\n'), &mut out)?;
        } else {
            out.push_str(line);
        }
    }
    let end = if layout.line_end == LineEnd::CrLf { "\r\n" } else { "\n" };
    let out = if end == "\n" { out } else { out.replace('\n', end) };
    (out != text && keeps_all(text, &out)).then_some(out)
}

/// Whether the second text is the first with other blanks and more `#`.
fn keeps_all(before: &str, after: &str) -> bool {
    let mut left = before.chars().filter(|c| !c.is_whitespace()).peekable();
    let known = |c: char| left.next_if_eq(&c).is_some() || c == '#';
    after.chars().filter(|c| !c.is_whitespace()).all(known) && left.peek().is_none()
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

/// One line as several: prose becomes comments, each rule stands alone. `None` where a comment in a
/// rule has no end.
fn rebuild(line: &str, out: &mut String) -> Option<()> {
    let mut done = 0;
    for head in heads(line) {
        if head.start < done {
            continue;
        }
        prose(line.get(done..head.start).unwrap_or_default(), out);
        match block_end(line, head.end) {
            Some(end) => {
                rule(line.get(head.start..end).unwrap_or_default(), out)?;
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
    Some(())
}

/// What stands between rules, as comments: one for each `#`.
fn prose(text: &str, out: &mut String) {
    let mut rest = text.trim();
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
        if !code {
            out.push_str("# ");
        }
        out.push_str(line);
        out.push('\n');
        rest = rest.get(next..).unwrap_or_default().trim_start();
    }
}

/// A rule of one line on several.
fn rule(text: &str, out: &mut String) -> Option<()> {
    if out.ends_with("}\n") {
        out.push('\n');
    }
    let text = comments_ended(text);
    let text = text.as_str();
    let document = parse(text);
    let whole = |r: &&crate::Rule| !r.attributes.is_empty() && r.body.end == text.len();
    let Some(rule) = document.rules.first().filter(whole) else {
        out.push_str(text);
        out.push('\n');
        // What a comment took with it nobody can tell from the comment.
        return document.comments.is_empty().then_some(());
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
    Some(())
}

/// A rule of one line with a line break where each of its comments must end: before a capability or
/// a key that goes on after it, at the latest before the brackets that close the rule.
fn comments_ended(text: &str) -> String {
    let closers = text.trim_end_matches([']', '}', ' ', '\t', '\r', ',']).len();
    let mut out = String::with_capacity(text.len() + 8);
    let (mut quoted, mut done) = (false, 0);
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if at < done {
            continue;
        }
        quoted ^= c == '"';
        if quoted || !(c == '#' || rest.starts_with("//")) {
            continue;
        }
        let end =
            (at + 1..closers).find(|at| text.get(*at..).is_some_and(|t| goes_on(text, *at, t)));
        let end = end.unwrap_or(closers.max(at + 1));
        out.push_str(text.get(done..end).unwrap_or_default().trim_end());
        out.push('\n');
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// Whether a rule goes on at this place of a comment: with a capability and what follows one in a
/// list, or with a key and its value.
fn goes_on(text: &str, at: usize, rest: &str) -> bool {
    if let Some(word) = rest.strip_prefix('"') {
        let Some((word, after)) = word.split_once('"') else { return false };
        let known = crate::Capability::ALL.iter().any(|c| c.word() == word);
        return known && after.trim_start_matches([' ', '\t']).starts_with([',', ']']);
    }
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let starts = before.is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
    let follows = |key: &crate::RuleKey| {
        let after =
            rest.strip_prefix(key.word()).map(|after| after.trim_start_matches([' ', '\t']));
        after.is_some_and(|after| after.starts_with(['=', '{']))
    };
    starts && crate::RuleKey::ALL.iter().any(follows)
}
