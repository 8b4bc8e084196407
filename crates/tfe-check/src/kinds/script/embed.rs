//! A text of a script as the program gets it, with the way back.

use text::Span;

use super::source::Source;
use crate::carry::part::{Embedded, Fills, Form};
use crate::carry::shell::{self, Filled, Heredoc};

/// The text of a heredoc.
pub(super) fn heredoc(file: &str, heredoc: &Heredoc<'_>, name: &str) -> Embedded {
    let lines = heredoc.lines(file);
    let first = lines.iter().find(|(line, _)| !line.is_blank());
    let before = first.and_then(|(line, cut)| line.whole.get(..*cut));
    let indent = before.unwrap_or("").to_owned();
    let fills = match (heredoc.plain, heredoc.quoted) {
        (true, false) => Fills::Nothing,
        (_, true) => Fills::ShellQuotes,
        (false, false) => Fills::Shell,
    };
    let mut into = Embedded::new(name, Form::Lines(indent, fills));
    for (line, cut) in &lines {
        let span = Span::new(line.start + cut, line.start + line.whole.len());
        match fills {
            Fills::Shell | Fills::ShellQuotes => {
                filled(file, span, heredoc.escapes(), &mut into);
            }
            _ => expressions(file, span, &mut into),
        }
    }
    into
}

/// The text of a word in quotes, with what stands before the quotes left out.
pub(super) fn word(file: &str, source: Source, name: &str) -> Option<Embedded> {
    let Source::Word { word, escapes } = source else { return None };
    let written = word.of(file);
    let open = written.find(['"', '\''])?;
    let quote = written.get(open..)?.chars().next()?;
    let close = written.rfind(quote).filter(|close| *close > open)?;
    let inside = Span::new(word.start + open + 1, word.start + close);
    if written.starts_with('@') {
        return here_string(file, inside, quote, name);
    }
    if let Some(json) = json(file, inside, name) {
        return Some(json);
    }
    let form = |fills| Form::Lines(String::new(), fills);
    if escapes && inside.of(file).contains('\\') {
        let mut into = Embedded::new(name, Form::Made);
        escaped(file, inside, false, &mut into);
        return Some(into);
    }
    if quote == '"' {
        let mut into = Embedded::new(name, form(Fills::ShellQuotes));
        filled(file, inside, shell::IN_QUOTES, &mut into);
        return Some(into);
    }
    // `'\''` is a quote inside of quotes.
    let mut into = Embedded::new(name, form(Fills::ShellApostrophes));
    let mut at = inside.start;
    for part in inside.of(file).split_inclusive("'\\''") {
        let text = part.strip_suffix("'\\''").unwrap_or(part);
        expressions(file, Span::new(at, at + text.len()), &mut into);
        if text.len() < part.len() {
            into.other("'", Span::new(at + text.len(), at + part.len()));
        }
        at += part.len();
    }
    Some(into)
}

/// The lines that PowerShell has between `@"` and `"@`: quotes and backslashes are letters in them.
fn here_string(file: &str, inside: Span, quote: char, name: &str) -> Option<Embedded> {
    let first = inside.of(file).find('\n')? + 1;
    let lines = Span::new(inside.start + first, inside.end);
    let fills = if quote == '"' { Fills::HereString } else { Fills::Nothing };
    let mut into = Embedded::new(name, Form::Lines(String::new(), fills));
    match fills {
        Fills::HereString => filled(file, lines, shell::IN_HERE_STRING, &mut into),
        _ => expressions(file, lines, &mut into),
    }
    Some(into)
}

/// The policy in what Vault's API is given: `{"policy": "path \"…\" …"}`.
pub(super) fn json(file: &str, span: Span, name: &str) -> Option<Embedded> {
    let text = span.of(file);
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let key =
        ["\"policy\"", "\"rules\""].iter().find_map(|k| text.find(k).map(|at| at + k.len()))?;
    let rest = text.get(key..)?;
    let open = rest.find('"').filter(|n| rest.get(..*n).is_some_and(|t| t.trim() == ":"))?;
    let mut into = Embedded::new(name, Form::Made);
    let start = span.start + key + open + 1;
    escaped(file, Span::new(start, span.end), true, &mut into).then_some(into)
}

/// What stands for another character in JSON, and for `printf` and `echo -e`.
const ESCAPES: [(&str, &str); 7] = [
    ("\\n", "\n"),
    ("\\t", "\t"),
    ("\\r", "\r"),
    ("\\\"", "\""),
    ("\\'", "'"),
    ("\\/", "/"),
    ("\\\\", "\\"),
];

/// Adds a text with escapes; of JSON what comes before the `"` that ends it. Whether that is there.
fn escaped(file: &str, span: Span, json: bool, into: &mut Embedded) -> bool {
    let text = span.of(file);
    let (mut done, mut at) = (0, 0);
    while let Some(next) = text.get(at..).and_then(|t| t.find(['\\', '"', '%'])).map(|n| at + n) {
        let rest = text.get(next..).unwrap_or("");
        let before = Span::new(span.start + done, span.start + next);
        if json && rest.starts_with('"') {
            into.same(file, before);
            return true;
        }
        let percent = (!json && rest.starts_with("%%")).then_some(&("%%", "%"));
        let escape = ESCAPES.iter().find(|(escape, _)| rest.starts_with(escape)).or(percent);
        let Some((escape, character)) = escape else {
            at = next + 1;
            continue;
        };
        into.same(file, before);
        into.other(character, Span::new(before.end, before.end + escape.len()));
        (done, at) = (next + escape.len(), next + escape.len());
    }
    into.same(file, Span::new(span.start + done, span.end));
    false
}

/// A text that the shell leaves as it is, but not a pipeline.
fn expressions(file: &str, span: Span, into: &mut Embedded) {
    shell::expressions(file, span, |what, place| match what {
        Filled::Variable => into.fill(place),
        Filled::Same | Filled::Escape(_) => into.same(file, place),
    });
}

/// A text in which the shell fills in variables and the output of commands.
fn filled(file: &str, span: Span, escapes: &[&str], into: &mut Embedded) {
    shell::fill(file, span, escapes, |what, place| match what {
        Filled::Same => into.same(file, place),
        Filled::Escape(plain) => into.other(plain, place),
        Filled::Variable => into.fill(place),
    });
}
