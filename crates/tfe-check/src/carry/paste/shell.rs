//! Commands that have the text as their input: a heredoc, or a string in quotes.

use text::Span;

use super::{Layer, Look, Wrapping, one_of};
use crate::carry::shell::read;
use crate::carry::signs;

pub(super) fn command(text: &str, look: Look) -> Option<Layer> {
    heredoc(text, look).or_else(|| quoted(text))
}

fn heredoc(text: &str, look: Look) -> Option<Layer> {
    if !text.contains("<<") || signs::is_terraform(text) && !text.starts_with("#!") {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    let mut first = None;
    for heredoc in &read(text).heredocs {
        let lines = heredoc.lines(text);
        let body: String =
            lines.iter().map(|(line, cut)| line.whole.get(*cut..).unwrap_or("")).collect();
        if super::is_readable(&body, look) {
            first.get_or_insert(heredoc.command_line(text));
            found.push(if heredoc.plain { body } else { unescaped(&body) });
        }
    }
    let at = first?;
    // A script that writes Terraform too is about what else it writes.
    if !found.iter().all(|body| signs::is_terraform(body)) {
        found.retain(|body| !signs::is_terraform(body));
    }
    let count = found.len();
    let inner = one_of(found, look)?;
    Some(Layer { wrapping: Wrapping::ShellCommand, at, count, inner, sure: true })
}

/// What the shell takes out of a heredoc whose marker has no quotes.
fn unescaped(body: &str) -> String {
    body.replace("\\$", "$").replace("\\`", "`")
}

/// What stands before a text in quotes.
const COMMANDS: [&str; 8] =
    ["echo", "printf", "<<<", "policy write", "--data", "-d ", "@", "set-content"];

/// `echo '…' | vault policy write tfe -` and the here-strings of PowerShell.
fn quoted(text: &str) -> Option<Layer> {
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
    // `'\''` is a quote inside of quotes.
    let inner = text.get(open + 1..close)?.replace("'\\''", "'");
    let inner = inner.strip_prefix('\n').map(str::to_owned).unwrap_or(inner);
    let inner = if inner.ends_with('\n') { inner } else { inner + "\n" };
    let span = Span::new(start, open + 1);
    let inner = Some(inner);
    Some(Layer { wrapping: Wrapping::ShellCommand, at: span, count: 1, inner, sure: true })
}
