//! A text that is wrapped in something because of the way it came.

use std::cell::LazyCell;

use crate::base::finding::{Finding, Fix, Rule, Severity};
use crate::base::kind::{Bare, Kind};
use crate::carry::paste::{Carried, Layer, Look, Wrapping, deployer, has_more, parts};
use crate::carry::signs;
use crate::knowledge::rules::any::{
    DIFF_MARKS, FOREIGN_LINES, HTML_SOURCE, LINE_NUMBERS, MAIL_ENCODING, MAIL_QUOTE_MARKS,
    MARKDOWN_FENCE, QUOTES_ESCAPED, SHELL_COMMAND_AROUND, TERMINAL_CODES, WRAPPED_IN_JSON,
    WRAPPED_IN_YAML,
};
use crate::recognise;

/// What is around the texts of a document, and the texts.
pub(crate) struct Found {
    /// Each with what it is, in their order; none where nothing can be made of the document.
    pub texts: Vec<(Kind, Carried)>,
    /// It was copied with the text. Otherwise it is a page, an email or a manifest, which is right
    /// as it is.
    pub pasted: bool,
    /// What is said of it.
    pub finding: Finding,
}

/// The outermost wrapping. What Vault or Helm takes as it is, is wrapped in nothing.
pub(crate) fn find(text: &str, kind: Kind, takes: impl Fn(&str) -> bool) -> Option<Found> {
    if kind.bare == Bare::Always {
        return None;
    }
    let taken = LazyCell::new(|| takes(text));
    if let Some(conflict) = super::merge_conflict_left::find(text).filter(|_| !*taken) {
        let finding = super::as_read(conflict, Some(kind));
        return Some(Found { texts: Vec::new(), pasted: true, finding });
    }
    // A text that is one comment is taken, and holds nothing.
    if kind.bare == Bare::WhereTaken && *taken && !text.lines().all(is_comment) {
        return None;
    }
    let found = parts(text, Look::with(recognise::is_ours))?;
    // Helm takes nearly any YAML; what has keys of the chart at its top is meant as it is.
    let clear = signs::has_chart_keys(text) && *taken;
    if clear && !found.first.sure {
        return None;
    }
    let texts = named(text, kind, found.parts);
    let pasted = is_pasted(text, &texts);
    let layer = &found.first;
    let in_deployer = layer.wrapping == Wrapping::Yaml && kind.charts && deployer(text).is_some();
    let finding = match texts.as_slice() {
        [(kind, only)] if pasted && !in_deployer => {
            super::as_read(say(text, *kind, layer, only), Some(*kind))
        }
        [(kind, only)] if pasted => {
            let fix = Fix::repair(format!("Extract the {}", kind.content), text, only.text());
            carrier(text, &texts, layer).fix(fix)
        }
        all => carrier(text, all, layer),
    };
    Some(Found { texts, pasted: pasted && !in_deployer, finding })
}

/// The texts with what they are. The kind that was chosen by hand counts where nothing else is seen.
fn named(document: &str, chosen: Kind, parts: Vec<Carried>) -> Vec<(Kind, Carried)> {
    let kind = |part: &Carried| recognise::kind_inside(document, part.text());
    if let [only] = parts.as_slice() {
        let kind = kind(only).unwrap_or(chosen);
        return parts.into_iter().map(|part| (kind, part)).collect();
    }
    parts.into_iter().filter_map(|part| Some((kind(&part)?, part))).collect()
}

/// Whether there is nothing in a document but one text and its wrapping.
fn is_pasted(text: &str, texts: &[(Kind, Carried)]) -> bool {
    let [(_, only)] = texts else { return false };
    !has_more(text, only)
}

/// What is around the texts is right as it is.
fn carrier(text: &str, texts: &[(Kind, Carried)], layer: &Layer) -> Finding {
    let (rule, _) = words(layer.wrapping, layer.count);
    let around = match (layer.wrapping, deployer(text)) {
        (Wrapping::Yaml, Some(deployer)) => deployer,
        (Wrapping::Yaml | Wrapping::Json, None) => "a manifest",
        (Wrapping::Fence, _) => "a page with code blocks",
        _ => "a longer text",
    };
    let found = rule.at(layer.at).severity(Severity::Info);
    if let [(kind, _)] = texts {
        let (content, is) = (kind.content, kind.is());
        return found.say(
            format!("The {content} in this file {is} part of {around}."),
            format!(
                "The {content} {is} checked where {} {is}; the rest of the file is not checked.",
                kind.it()
            ),
            "No change is needed around it.",
        );
    }
    found.say(
        format!("This file contains {}.", contents(texts.iter().map(|(kind, _)| *kind))),
        format!("It is {around}: each of them is checked where it is, the rest is not checked."),
        "No change is needed around them.",
    )
}

/// What several texts are: "2 policies and values".
pub fn contents(kinds: impl Iterator<Item = Kind>) -> String {
    let mut counted: Vec<(Kind, usize)> = Vec::new();
    for kind in kinds {
        match counted.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => counted.push((kind, 1)),
        }
    }
    let words = counted.iter().map(|(kind, count)| match count {
        1 if kind.plural => kind.content.to_owned(),
        1 => format!("a {}", kind.content),
        count => format!("{count} {}", kind.several),
    });
    let mut words: Vec<String> = words.collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} and {last}", words.join(", ")) }
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#') || line.starts_with("//")
}

/// The program that reads the text cannot read what is around it.
fn say(text: &str, kind: Kind, layer: &Layer, inside: &Carried) -> Finding {
    let (rule, what) = words(layer.wrapping, layer.count);
    let (reader, content) = (kind.reader, kind.content);
    let mut also: Vec<&str> = Vec::new();
    for wrapping in inside.within.iter().skip(1).filter(|w| **w != layer.wrapping) {
        if !also.contains(&name(*wrapping)) {
            also.push(name(*wrapping));
        }
    }
    let why = match also.as_slice() {
        [] => format!("{reader} rejects the whole file: only the {content} belongs in it."),
        also => {
            format!("{reader} reads only the {content}. It is wrapped in: {}.", also.join(", "))
        }
    };
    let fix = Fix::repair(format!("Extract the {content}"), text, inside.text());
    rule.at(layer.at).say(what, why, format!("Use only the {content}.")).fix(fix)
}

/// The rule of a wrapping, and what is wrong.
fn words(wrapping: Wrapping, count: usize) -> (&'static Rule, String) {
    let many = |one: &str, more: &str| match count {
        1 => one.to_owned(),
        n => format!("{n} {more}"),
    };
    match wrapping {
        Wrapping::TerminalCodes => (
            &TERMINAL_CODES,
            many("A terminal color code is in the text.", "terminal color codes are in the text."),
        ),
        Wrapping::Mail => (
            &MAIL_ENCODING,
            many("An email's `=3D` is in the text.", "email codes such as `=3D` are in the text."),
        ),
        Wrapping::Html => (
            &HTML_SOURCE,
            many(
                "HTML source such as `&quot;` is in the text.",
                "HTML marks such as `&quot;` are in the text.",
            ),
        ),
        Wrapping::QuoteMarks => (
            &MAIL_QUOTE_MARKS,
            many(
                "The line begins with a mark that is not part of the text.",
                "lines begin with a mark, a time or a name that is not part of the text.",
            ),
        ),
        Wrapping::LineNumbers => {
            (&LINE_NUMBERS, many("A line number is in the text.", "line numbers are in the text."))
        }
        Wrapping::DiffMarks => (
            &DIFF_MARKS,
            many(
                "This is a diff: a line begins with + or -.",
                "lines begin with + or -: this is a diff.",
            ),
        ),
        Wrapping::Fence => {
            (&MARKDOWN_FENCE, "This is a code block from a web page or a chat.".to_owned())
        }
        Wrapping::ShellCommand => (
            &SHELL_COMMAND_AROUND,
            many("The text is inside a shell command.", "shell commands are around the texts."),
        ),
        Wrapping::Json => {
            (&WRAPPED_IN_JSON, "This is JSON with the text as one string.".to_owned())
        }
        Wrapping::Yaml => (&WRAPPED_IN_YAML, "This is YAML with the text as one value.".to_owned()),
        Wrapping::Escapes => (
            &QUOTES_ESCAPED,
            many("An extra `\\` is in the text.", "characters have an extra `\\` before them."),
        ),
        Wrapping::Surroundings => (
            &FOREIGN_LINES,
            many("This line is not part of the file.", "lines are not part of the file."),
        ),
    }
}

/// A wrapping in a few words.
pub(crate) const fn name(wrapping: Wrapping) -> &'static str {
    match wrapping {
        Wrapping::TerminalCodes => "color codes",
        Wrapping::Mail => "an email's encoding",
        Wrapping::Html => "HTML marks",
        Wrapping::QuoteMarks => "marks at the starts of lines",
        Wrapping::LineNumbers => "line numbers",
        Wrapping::DiffMarks => "diff marks",
        Wrapping::Fence => "a code block",
        Wrapping::ShellCommand => "a shell command",
        Wrapping::Json => "JSON",
        Wrapping::Yaml => "YAML",
        Wrapping::Escapes => "escaped quotes",
        Wrapping::Surroundings => "lines that do not belong to it",
    }
}
