//! Commands that have the text as their input: a heredoc, or a string in quotes.

use text::Span;

use super::{Layer, Line, Wrapping, lines_of, one_of};
use crate::kind;

pub(super) fn command(text: &str) -> Option<Layer> {
    heredoc(text).or_else(|| quoted(text))
}

fn heredoc(text: &str) -> Option<Layer> {
    if !text.contains("<<") || kind::is_terraform(text) && !text.starts_with("#!") {
        return None;
    }
    let mut found: Vec<String> = Vec::new();
    let mut first = None;
    let mut lines = lines_of(text).peekable();
    while let Some(line) = lines.next() {
        let Some(open) = Open::of(&line) else { continue };
        // A terminal shows `> ` before each line that a command is still waiting for.
        let prompted = lines.peek().is_some_and(|l| l.content.starts_with('>'));
        let body = |l: &Line<'_>| match (open.tabs, prompted) {
            (true, _) => l.whole.trim_start_matches('\t').to_owned(),
            (_, true) => {
                let bare = l.whole.strip_prefix("> ").or(l.whole.strip_prefix('>'));
                bare.unwrap_or(l.whole).to_owned()
            }
            _ => l.whole.to_owned(),
        };
        let within = lines.by_ref().map(|l| body(&l)).take_while(|l| l.trim() != open.marker);
        let body: String = within.collect();
        if super::is_readable(&body, 1) {
            first.get_or_insert(line.span());
            found.push(if open.plain { body } else { unescaped(&body) });
        }
    }
    let at = first?;
    // A script that writes Terraform too is about what else it writes.
    if !found.iter().all(|body| kind::is_terraform(body)) {
        found.retain(|body| !kind::is_terraform(body));
    }
    let count = found.len();
    let inner = one_of(found)?;
    Some(Layer { wrapping: Wrapping::ShellCommand, at, count, inner, sure: true })
}

/// How a heredoc begins.
pub(crate) struct Open<'t> {
    pub marker: &'t str,
    /// In quotes: the shell leaves the text as it is.
    pub plain: bool,
    /// `<<-`: tabs at the line starts go.
    pub tabs: bool,
}

impl<'t> Open<'t> {
    pub(crate) fn of(line: &Line<'t>) -> Option<Self> {
        let at = line.content.find("<<").filter(|_| !line.content.starts_with('>'))?;
        let rest = line.content.get(at + 2..)?;
        let bare = rest.trim_start_matches(['-', '~']).trim_start();
        let word = bare.trim_start_matches(['\'', '"', '\\']);
        let end = word.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(word.len());
        let marker =
            word.get(..end).filter(|m| !m.is_empty() && !m.starts_with(char::is_numeric))?;
        Some(Self { marker, plain: word.len() < bare.len(), tabs: rest.starts_with('-') })
    }
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
