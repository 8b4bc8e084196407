//! Commands that have the text as their input: a heredoc, or a string in quotes.

use text::Span;

use super::{Layer, Search, Wrapping, new};
use crate::carry::part::{Embedded, Escape};
use crate::carry::shell::{Heredoc, read};
use crate::carry::signs;

pub(super) fn command(text: &str, search: Search<'_>) -> Option<Layer> {
    heredoc(text, search).or_else(|| quoted(text))
}

fn heredoc(text: &str, search: Search<'_>) -> Option<Layer> {
    if !text.contains("<<") || signs::is_terraform(text) && !text.starts_with("#!") {
        return None;
    }
    let mut found: Vec<Embedded> = Vec::new();
    let mut first = None;
    for heredoc in &read(text).heredocs {
        let body = body(text, heredoc);
        if search.is_readable(&body.text) {
            first.get_or_insert(heredoc.command_line(text));
            found.push(body);
        }
    }
    let at = first?;
    // A script that writes Terraform too is about what else it writes.
    if !found.iter().all(|body| signs::is_terraform(&body.text)) {
        found.retain(|body| !signs::is_terraform(&body.text));
    }
    let (count, inner) = (found.len(), found);
    Some(Layer { wrapping: Wrapping::ShellCommand, at, count, inner, sure: true })
}

/// The lines of a heredoc as the program gets them.
fn body(text: &str, heredoc: &Heredoc<'_>) -> Embedded {
    let lines = heredoc.lines(text);
    let full = lines.iter().find(|(line, _)| !line.is_blank());
    let begin = full.and_then(|(line, cut)| line.whole.get(..*cut));
    let escape = if heredoc.plain { Escape::Nothing } else { Escape::Shell };
    let mut into = new(begin, escape);
    for (line, cut) in &lines {
        let span = Span::new(line.start + cut, line.start + line.whole.len());
        match heredoc.plain {
            true => into.same(text, span),
            false => unescaped(text, span, &mut into),
        }
    }
    into
}

/// What the shell takes out of a heredoc whose marker has no quotes.
fn unescaped(text: &str, span: Span, into: &mut Embedded) {
    let mut done = span.start;
    let signs = span.of(text).match_indices('\\').map(|(at, _)| span.start + at);
    for at in signs {
        let escape = Span::new(at, at + 2);
        if at >= done && matches!(escape.of(text), "\\$" | "\\`" | "\\\\") {
            into.same(text, Span::new(done, at));
            into.other(escape.of(text).get(1..).unwrap_or_default(), escape);
            done = escape.end;
        }
    }
    into.same(text, Span::new(done, span.end));
}

/// What stands before a text in quotes.
const COMMANDS: [&str; 8] =
    ["echo", "printf", "<<<", "policy write", "--data", "-d ", "@", "set-content"];

/// `echo '…' | vault policy write tfe -` and the here-strings of PowerShell.
pub(super) fn quoted(text: &str) -> Option<Layer> {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..)?.split('\n').next()?;
    let at = line.find(['\'', '"'])?;
    let before = line.get(..at)?;
    let called = before.to_ascii_lowercase();
    let quote = line.get(at..)?.chars().next()?;
    if !COMMANDS.iter().any(|word| called.contains(word)) || before.contains(['{', '#']) {
        return None;
    }
    let open = start + at;
    let close = text.rfind(quote).filter(|close| *close > open)?;
    let span = Span::new(start, open + 1);
    let inner = vec![between(text, Span::new(open + 1, close), quote)];
    Some(Layer { wrapping: Wrapping::ShellCommand, at: span, count: 1, inner, sure: true })
}

/// The text between quotes, without the line break that it begins with.
fn between(text: &str, span: Span, quote: char) -> Embedded {
    let escape = if quote == '"' { Escape::Quotes } else { Escape::Apostrophes };
    let mut into = new(Some(""), escape);
    let first = usize::from(span.of(text).starts_with('\n'));
    let mut at = span.start + first;
    // `'\''` is a quote inside of quotes.
    while let Some(found) = Span::new(at, span.end).of(text).find("'\\''") {
        into.same(text, Span::new(at, at + found));
        into.other("'", Span::new(at + found, at + found + 4));
        at += found + 4;
    }
    into.same(text, Span::new(at, span.end));
    if !into.text.ends_with('\n') {
        into.frame("\n", Span::at(span.end));
    }
    into
}
