//! The commands of a shell: heredocs that hold policies, and what else is said to Vault.

use text::Span;

use super::{Found, is_policy};
use crate::approle::{Command, Written, commands, in_commands};
use crate::embedded::{Embedded, Fills, Form};
use crate::kind;
use crate::paste::{Heredoc, Line, lines_of};

pub(super) fn find(text: &str) -> Found {
    let mut found = Found { roles: in_commands(text), ..Found::default() };
    let (heredocs, outside) = heredocs(text);
    // Rules that stand outside of all heredocs are a policy themselves.
    if !text.contains("vault") || outside {
        return Found::default();
    }
    let mut others = 0;
    for command in commands(text) {
        let Some(words) = command.vault(text) else { continue };
        let inside = |h: &Text<'_>| words.first().is_some_and(|w| h.body.overlaps(*w));
        if heredocs.iter().any(inside) {
            continue;
        }
        match name(text, &words) {
            Some(at) => write(text, &command, at, &heredocs, &mut found),
            None => others += 1,
        }
    }
    let written = found.written.len();
    found.more = written + found.roles.len() + others > 1 || found.policies.len() < written;
    found.more |= written == 0 && !found.roles.is_empty();
    found
}

/// A heredoc whose text is a policy.
struct Text<'t> {
    /// The line of the command.
    line: Span,
    body: Span,
    lines: Vec<Line<'t>>,
    open: Heredoc<'t>,
    /// A terminal shows `> ` before each of its lines.
    prompted: bool,
}

/// All heredocs that hold policies; and whether rules stand outside of them.
fn heredocs(text: &str) -> (Vec<Text<'_>>, bool) {
    let (mut found, mut outside) = (Vec::new(), false);
    let mut rest = lines_of(text).peekable();
    while let Some(line) = rest.next() {
        let Some(open) = Heredoc::of(&line) else {
            outside |= kind::has_rules(line.content) && !line.content.trim_start().starts_with('#');
            continue;
        };
        let prompted = rest.peek().is_some_and(|l| l.content.starts_with('>'));
        let bare =
            |l: &Line<'_>| l.content.trim_start_matches(['>', ' ', '\t']).trim_end().to_owned();
        let lines: Vec<Line<'_>> = rest.by_ref().take_while(|l| bare(l) != open.marker).collect();
        let start = lines.first().map_or(line.span().end, |l| l.start);
        let end = lines.last().map_or(start, |l| l.start + l.whole.len());
        let body = Span::new(start, end);
        if is_policy(body.of(text)) {
            found.push(Text { line: line.span(), body, lines, open, prompted });
        }
    }
    (found, outside)
}

/// The name of the policy that a command writes.
fn name(text: &str, words: &[Span]) -> Option<Span> {
    let word = |at: usize| words.get(at).map(|w| w.of(text).trim_matches(['"', '\'']));
    match (word(0)?, word(1)?) {
        ("policy", "write") => words.get(2).copied(),
        ("write", path) => {
            let written = words.get(1)?.of(text);
            let bare = path.trim_start_matches('/');
            let call =
                ["sys/policies/acl/", "sys/policy/"].iter().find_map(|c| bare.strip_prefix(c))?;
            let at = written.find(call)?;
            let start = words.get(1)?.start + at;
            Some(Span::new(start, start + call.len()))
        }
        _ => None,
    }
}

/// A command that writes a policy: from the heredoc at its end, from one that became a file before,
/// or from a file.
fn write(text: &str, command: &Command, name: Span, heredocs: &[Text<'_>], found: &mut Found) {
    let lead = name.of(text).len() - name.of(text).trim_start_matches(['"', '\'']).len();
    let bare = name.of(text).trim_matches(['"', '\'']);
    let at = Span::new(name.start + lead, name.start + lead + bare.len());
    let called = (!bare.contains(['$', '`'])).then(|| bare.to_lowercase());
    let own = heredocs.iter().find(|h| h.line.overlaps(name));
    // What stands in the heredoc is no policy.
    if own.is_none() && command.words.iter().any(|w| w.of(text).starts_with("<<")) {
        return;
    }
    let file = command.words.iter().rev().map(|w| w.of(text)).find_map(file_of);
    let before = |h: &&Text<'_>| {
        let made = h.line.of(text).split([' ', '\t', '>', '|', ';']).find_map(file_of);
        made.is_some() && made == file && h.body.end <= name.start
    };
    let source = own.or_else(|| heredocs.iter().rev().find(before));
    match (source, file) {
        (Some(source), _) => {
            let mut policy = read(text, source, bare);
            policy.called.clone_from(&called);
            found.policies.push(policy);
        }
        (None, Some(file)) => found.elsewhere.push((file.to_owned(), at)),
        (None, None) => {}
    }
    found.written.push(Written { called, address: String::new(), at });
}

/// The file that a word names.
fn file_of(word: &str) -> Option<&str> {
    let bare = word.trim_matches(['"', '\'', '@', '>', '<']);
    let bare = bare.strip_prefix("policy=@").unwrap_or(bare);
    let named = [".hcl", ".json", ".policy"].iter().any(|end| bare.ends_with(end));
    bare.rsplit('/').next().filter(|_| named)
}

/// The text as the shell gives it to Vault.
fn read(file: &str, heredoc: &Text<'_>, name: &str) -> Embedded {
    let first = heredoc.lines.iter().find(|l| !l.is_blank());
    let tabs = |l: &&Line<'_>| l.content.len() - l.content.trim_start_matches('\t').len();
    let indent = match first {
        Some(line) if heredoc.open.tabs => "\t".repeat(tabs(&line)),
        _ if heredoc.prompted => "> ".to_owned(),
        _ => String::new(),
    };
    let fills = if heredoc.open.plain { Fills::Nothing } else { Fills::Shell };
    let mut into = Embedded::new(name, Form::Lines(indent, fills));
    for line in &heredoc.lines {
        let cut = match () {
            () if heredoc.open.tabs => tabs(&line),
            () if heredoc.prompted => {
                let bare = line.whole.strip_prefix("> ").or(line.whole.strip_prefix('>'));
                line.whole.len() - bare.unwrap_or(line.whole).len()
            }
            () => 0,
        };
        let span = Span::new(line.start + cut, line.start + line.whole.len());
        match fills {
            Fills::Shell => filled(file, span, &mut into),
            _ => into.same(file, span),
        }
    }
    into
}

/// A line in which the shell fills in variables and the output of commands.
fn filled(file: &str, span: Span, into: &mut Embedded) {
    let text = span.of(file);
    let (mut done, mut at) = (0, 0);
    while let Some(next) = text.get(at..).and_then(|t| t.find(['$', '`', '\\'])).map(|n| at + n) {
        let rest = text.get(next..).unwrap_or("");
        let place = |length: usize| Span::new(span.start + next, span.start + next + length);
        let escaped = ["\\$", "\\`", "\\\\"].iter().find(|e| rest.starts_with(**e));
        let length = match (escaped, variable(rest)) {
            (Some(escape), _) => escape.len(),
            (None, Some(length)) => length,
            (None, None) => {
                at = next + 1;
                continue;
            }
        };
        into.same(file, Span::new(span.start + done, span.start + next));
        match escaped {
            Some(escape) => into.other(escape.get(1..).unwrap_or(""), place(length)),
            None => into.fill(place(length)),
        }
        (done, at) = (next + length, next + length);
    }
    into.same(file, Span::new(span.start + done, span.end));
}

/// How long the variable or command is that a text begins with.
fn variable(text: &str) -> Option<usize> {
    let closed = |open: usize, close: char| {
        let at = text.get(open..)?.find(close)?;
        Some(open + at + close.len_utf8())
    };
    if text.starts_with('`') {
        return closed(1, '`');
    }
    let behind = text.strip_prefix('$')?;
    match behind.chars().next()? {
        '{' => closed(2, '}'),
        '(' => closed(2, ')'),
        c if c.is_ascii_alphabetic() || c == '_' => {
            let end = |c: char| !(c.is_ascii_alphanumeric() || c == '_');
            Some(1 + behind.find(end).unwrap_or(behind.len()))
        }
        _ => None,
    }
}
