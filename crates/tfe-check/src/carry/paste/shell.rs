//! Commands that have the text as their input: a heredoc, or a string in quotes.

use text::{Span, line_start};

use super::fence;
use super::layer::{Layer, Wrapping, new};
use super::lines::MARKS;
use super::search::Search;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};
use crate::carry::shell::{self, Command, Filled, Heredoc, Way, read, read_quoted};
use crate::carry::signs;

pub(super) fn command(text: &str, search: Search<'_>) -> Option<Layer> {
    inputs(text, search).or_else(|| quoted(text))
}

/// Commands that are given a text as a word in quotes.
const GIVEN_TEXTS: [&str; 4] = ["echo", "printf", "vault", "curl"];

/// A shorter word holds no text.
const SHORTEST: usize = 12;

/// All texts that commands are given: heredocs, here-strings and words in quotes.
fn inputs(text: &str, search: Search<'_>) -> Option<Layer> {
    if !text.contains("<<") && !GIVEN_TEXTS.iter().any(|name| text.contains(name)) {
        return None;
    }
    let script = read(text);
    if !text.starts_with("#!") && is_terraform_around(text, &script.heredocs) {
        return None;
    }
    let quoted = if text.contains("<<") { read_quoted(text, &script) } else { Vec::new() };
    let heredocs = script.heredocs.iter().chain(quoted.iter().flat_map(|s| &s.heredocs));
    let heredocs = heredocs.map(|h| (h.command_line(text), body(text, h)));
    let words = script.commands.iter().flat_map(|command| words(text, command));
    let mut found: Vec<(Span, Embedded)> = heredocs.chain(words).collect();
    found.retain(|(_, body)| search.is_readable(&body.text));
    text::sort_by_key(&mut found, |(_, body)| body.outer(0));
    // A script that writes Terraform too is about what else it writes.
    if !found.iter().all(|(_, body)| signs::is_terraform(&body.text)) {
        found.retain(|(_, body)| !signs::is_terraform(&body.text));
    }
    let (at, _) = found.first()?;
    // In the blocks of a page the commands are read block by block.
    if lines_of(text).any(|line| fence::is_fence(line.content) && !is_inside(&line, &found)) {
        return None;
    }
    let (at, count) = (*at, found.len());
    let inner = found.into_iter().map(|(_, body)| body).collect();
    Some(Layer { wrapping: Wrapping::ShellCommand, at, count, inner, sure: true })
}

/// Whether a line is one of the texts, which are in their order.
fn is_inside(line: &Line<'_>, texts: &[(Span, Embedded)]) -> bool {
    let before = texts.partition_point(|(_, text)| text.outer(0) <= line.start);
    let last = before.checked_sub(1).and_then(|at| texts.get(at));
    last.is_some_and(|(_, text)| text.outer_span(Span::new(0, text.text.len())).end > line.start)
}

/// The texts of a command's here-strings, and of its words in quotes; each with what is before it.
fn words(text: &str, command: &Command) -> Vec<(Span, Embedded)> {
    let name = command.words.first().map_or("", |word| word.of(text));
    let takes = GIVEN_TEXTS.contains(&name);
    // A program's own words may have an equals sign too.
    let declares = ["export", "readonly", "local", "declare"].contains(&name);
    let assigned = if is_assignment(name) || declares { command.words.as_slice() } else { &[] };
    let assigned = assigned.iter().filter(|word| is_assignment(word.of(text)));
    let given = command.words.iter().filter(|_| takes).chain(assigned);
    let strings = command.redirects.iter().filter(|r| r.way == Way::Text).map(|r| &r.word);
    let start = command.span().unwrap_or_default().start;
    let mut all = Vec::new();
    for word in given.chain(strings).filter(|word| word.len() > SHORTEST) {
        let Some(open) = word.of(text).find(['"', '\'']).map(|at| word.start + at) else {
            continue;
        };
        let quote = if text.get(open..).is_some_and(|t| t.starts_with('"')) { '"' } else { '\'' };
        let inside = Span::new(open + 1, word.end.saturating_sub(1));
        // What a script tells its user looks like the line of a log.
        let told = inside.of(text).starts_with('[') && !inside.of(text).contains('\n');
        let closed = Span::new(inside.end, word.end).of(text).starts_with(quote);
        if closed && !told && !is_indented(text, start, inside) {
            all.push((Span::new(start, inside.start), between(text, inside, quote)));
        }
    }
    all
}

/// `M="…`, with more lines in it.
fn is_assignment(word: &str) -> bool {
    let (name, value) = word.split_once('=').unwrap_or_default();
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_name && !name.is_empty() && value.starts_with(['"', '\'']) && value.contains('\n')
}

/// Whether a command and all lines of its text are indented: something around both of them is.
fn is_indented(text: &str, command: usize, inside: Span) -> bool {
    let before = text.get(..command).unwrap_or("");
    let line = before.get(line_start(text, command)..).unwrap_or("");
    let mut others = inside.of(text).lines().skip(1).filter(|l| !l.trim().is_empty()).peekable();
    let indented = !line.is_empty() && line.trim().is_empty() && others.peek().is_some();
    indented && others.all(|other| other.starts_with(line))
}

/// Whether the text itself is Terraform, and not only what its heredocs write.
fn is_terraform_around(text: &str, heredocs: &[Heredoc<'_>]) -> bool {
    let mut at = 0;
    let mut bodies = heredocs.iter().map(|heredoc| heredoc.body);
    let before = bodies.any(|body| {
        let before = Span::new(at, body.start).of(text);
        at = body.end;
        is_terraform(before)
    });
    before || is_terraform(text.get(at..).unwrap_or(""))
}

/// Whether lines are Terraform, also with the marks of a diff, a mail or a listing before each.
fn is_terraform(lines: &str) -> bool {
    let mark = |c: char| c.is_ascii_digit() || " \t+-:".contains(c) || MARKS.contains(&c);
    // A plan has its marks after blanks, and shows what no file says: its texts count.
    let planned = |l: &str| l.starts_with(' ') && l.trim_start().starts_with(['+', '-', '~']);
    let mut all = lines.lines().filter(|line| !planned(line));
    all.any(|line| signs::is_terraform(line.trim_start_matches(mark)))
}

/// The lines of a heredoc as the program gets them.
fn body(text: &str, heredoc: &Heredoc<'_>) -> Embedded {
    let lines = heredoc.lines(text);
    let full = lines.iter().find(|(line, _)| !line.is_blank());
    let begin = full.and_then(|(line, cut)| line.whole.get(..*cut));
    let plain = heredoc.plain && !heredoc.quoted;
    let escape = match (plain, heredoc.quoted) {
        (true, _) => Escape::Nothing,
        (false, true) => Escape::Quotes,
        (false, false) => Escape::Shell,
    };
    let mut into = new(Some(begin.unwrap_or("")), escape);
    for (line, cut) in &lines {
        let span = Span::new(line.start + cut, line.start + line.whole.len());
        match plain {
            true => into.same(text, span),
            false => filled(text, span, heredoc.escapes(), &mut into),
        }
    }
    into
}

/// A text in which the shell fills in variables. Their names stay, so that it can be read.
fn filled(text: &str, span: Span, escapes: &[&str], into: &mut Embedded) {
    shell::fill(text, span, escapes, |what, place| match what {
        Filled::Same => into.same(text, place),
        Filled::Escape(plain) => into.other(plain, place),
        Filled::Variable => into.unknown_as(place.of(text), place),
    });
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
    let here = is_here_string(text, span, quote);
    let escape = match (quote, here) {
        ('"', true) => Escape::HereString,
        ('"', false) => Escape::Quotes,
        (_, true) => Escape::Nothing,
        (_, false) => Escape::Apostrophes,
    };
    let first = span.of(text).strip_prefix("\r\n").or(span.of(text).strip_prefix('\n'));
    let span = Span::new(span.end - first.unwrap_or(span.of(text)).len(), span.end);
    let mut into = new(Some(""), escape.clone());
    match escape {
        Escape::HereString => filled(text, span, shell::IN_HERE_STRING, &mut into),
        Escape::Quotes => filled(text, span, shell::IN_QUOTES, &mut into),
        Escape::Apostrophes => apostrophes(text, span, &mut into),
        _ => into.same(text, span),
    }
    // `printf` makes a line break of `\n`.
    if !into.text.ends_with('\n') && !into.text.ends_with("\\n") {
        into.frame("\n", Span::at(span.end));
    }
    into
}

/// Whether PowerShell has the lines between `@"` and `"@`, or `@'` and `'@`.
fn is_here_string(text: &str, inside: Span, quote: char) -> bool {
    let before = text.get(..inside.start).and_then(|t| t.strip_suffix(quote));
    let after = text.get(inside.end..).and_then(|t| t.strip_prefix(quote));
    before.is_some_and(|t| t.ends_with('@'))
        && after.is_some_and(|t| t.starts_with('@'))
        && inside.of(text).starts_with(['\r', '\n'])
}

/// A text in single quotes: `'\''` is one of them inside.
fn apostrophes(text: &str, span: Span, into: &mut Embedded) {
    let mut at = span.start;
    while let Some(found) = Span::new(at, span.end).of(text).find("'\\''") {
        into.same(text, Span::new(at, at + found));
        into.other("'", Span::new(at + found, at + found + 4));
        at += found + 4;
    }
    into.same(text, Span::new(at, span.end));
}
