//! A text that is wrapped in something because of the way it came.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use text::Span;

use super::facts::as_read;
use crate::base::finding::{Finding, Fix, Severity};
use crate::base::kind::{Bare, Kind};
use crate::carry::line::{Line, lines_of};
use crate::carry::paste::{Carried, Layer, Wrapping, deployer, has_more, is_notebook};
use crate::contract::Behavior;
use crate::knowledge::wrapping::{self as rows, WrappingWords};
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

/// The outermost wrapping; `inside` says that only a text in it shows the kind, `page` that the file is one by
/// its name. What Vault or Helm takes as it is, is wrapped in nothing.
pub(crate) fn find(
    text: &str,
    behavior: &Behavior,
    inside: bool,
    page: bool,
    takes: impl Fn(&str) -> bool,
) -> Option<Found> {
    let kind = behavior.kind;
    let taken = LazyCell::new(|| takes(text));
    // What is not one of these may show one.
    if kind.bare == Bare::Always && !inside {
        let conflict = super::merge_conflict_left::find(text).filter(|_| kind.grammar.is_some());
        let finding = as_read(conflict.filter(|_| !*taken)?, Some(kind));
        return Some(Found { texts: Vec::new(), pasted: true, finding });
    }
    if let Some(conflict) = super::merge_conflict_left::find(text).filter(|_| !*taken) {
        let finding = as_read(conflict, Some(kind));
        return Some(Found { texts: Vec::new(), pasted: true, finding });
    }
    if !inside && (behavior.is_other_form)(text) {
        return None;
    }
    // A text that is one comment is taken, and holds nothing.
    if kind.bare == Bare::WhereTaken && *taken && !text.lines().all(is_comment) {
        return None;
    }
    // Helm takes nearly any YAML; what has keys of the chart at its top is meant as it is.
    let clear = (behavior.is_clear)(text) && *taken;
    let found = if clear { recognise::surely_wrapped(text) } else { recognise::wrapped(text) };
    let found = Option::as_ref(&found)?;
    let texts = named(text, kind, found.parts.clone());
    let right = page || is_right_around(found.first.wrapping) || is_here_string(text, &found.first);
    let is_meant = is_meant(kind, &found.first) || is_call(text, &texts, &found.first);
    let pasted = !right && is_pasted(text, &texts) && !is_meant;
    let layer = &found.first;
    let in_deployer = layer.wrapping == Wrapping::Yaml && kind.charts && deployer(text).is_some();
    let finding = match texts.as_slice() {
        // What is around the values there says how they get to Helm: without it they are of no use.
        [(kind, only)] if pasted && !in_deployer => {
            as_read(say(text, *kind, layer, only), Some(*kind))
        }
        all => carrier(text, all, layer),
    };
    Some(Found { texts, pasted: pasted && !in_deployer, finding })
}

/// The texts with what they are. The kind that was chosen by hand counts where nothing else is seen.
fn named(document: &str, chosen: Kind, parts: Vec<Carried>) -> Vec<(Kind, Carried)> {
    let around = recognise::Around::new(document);
    let kind = |part: &Carried| around.kind_of(part.text());
    if let [only] = parts.as_slice() {
        let kind = kind(only).unwrap_or(chosen);
        return parts.into_iter().map(|part| (kind, part)).collect();
    }
    parts.into_iter().filter_map(|part| Some((kind(&part)?, part))).collect()
}

/// Whether a file's name says that people read it: a page of a repository is right with its sentences.
pub(crate) fn is_page(name: &str) -> bool {
    let ends = [".md", ".mdx", ".markdown", ".rst", ".adoc", ".asciidoc", ".org"];
    let name = name.to_ascii_lowercase();
    ends.iter().any(|end| name.ends_with(end))
}

/// How the names of scripts and programs end.
const PROGRAMS: [&str; 30] = [
    "bash",
    "bat",
    "cmd",
    "cs",
    "ex",
    "exs",
    "go",
    "gradle",
    "groovy",
    "java",
    "jenkinsfile",
    "js",
    "ksh",
    "kt",
    "kts",
    "mjs",
    "php",
    "pl",
    "ps1",
    "psm1",
    "py",
    "rb",
    "rs",
    "scala",
    "sh",
    "swift",
    "ts",
    "tsx",
    "vb",
    "zsh",
];

/// Whether a file's name says that a shell or a compiler reads it: it is right with its commands.
pub(crate) fn is_program(name: &str) -> bool {
    let name = name.rsplit(['/', '.']).next().unwrap_or(name).to_ascii_lowercase();
    PROGRAMS.contains(&name.as_str())
}

/// Whether a text is the body of a request that writes a policy, as `curl --data @payload.json` sends it.
pub(crate) fn is_request(text: &str) -> bool {
    let read = || serde_json::from_str::<BTreeMap<&str, IgnoredAny>>(text).ok();
    let known = |key: &&str| matches!(*key, "policy" | "name");
    text.contains("\"policy\"") && read().is_some_and(|body| body.keys().all(known))
}

/// Whether what is around a text is a file of its own, right as it is.
fn is_right_around(wrapping: Wrapping) -> bool {
    matches!(wrapping, Wrapping::Code | Wrapping::Cells | Wrapping::Output)
}

/// Whether a text works with what is around it: a command that applies a manifest, a log that somebody quotes.
fn is_meant(kind: Kind, layer: &Layer) -> bool {
    kind.bare == Bare::Always
        && (layer.wrapping == Wrapping::ShellCommand || kind.grammar.is_none())
}

/// Whether a text is between PowerShell's `@"` and `"@`, which nobody takes for a part of it.
fn is_here_string(text: &str, layer: &Layer) -> bool {
    let begins = layer.at.of(text);
    layer.wrapping == Wrapping::ShellCommand && ["@\"", "@'"].iter().any(|q| begins.ends_with(q))
}

/// Whether a command gives variables to the API of Terraform Enterprise, or roles to Vault: it is right as it is.
fn is_call(text: &str, texts: &[(Kind, Carried)], layer: &Layer) -> bool {
    let is_given = |kind: Kind| kind.call.is_some_and(|address| text.contains(address));
    layer.wrapping == Wrapping::ShellCommand && texts.iter().all(|(kind, _)| is_given(*kind))
}

/// Whether there is nothing in a document but one text and its wrapping.
fn is_pasted(text: &str, texts: &[(Kind, Carried)]) -> bool {
    let [(_, only)] = texts else { return false };
    !has_more(text, only)
}

/// What is around the texts is right as it is.
fn carrier(text: &str, texts: &[(Kind, Carried)], layer: &Layer) -> Finding {
    let around = match (layer.wrapping, deployer(text)) {
        (Wrapping::Yaml, Some(deployer)) => deployer,
        (Wrapping::Json, _) if is_notebook(text) => "a notebook",
        (Wrapping::Json, None) if is_request(text) => "a request to Vault's API",
        (Wrapping::Yaml | Wrapping::Json, None) => "a manifest",
        (Wrapping::Fence | Wrapping::Page, _) => "a page with code blocks",
        (Wrapping::Code, _) => "a program or a manifest",
        (Wrapping::Cells, _) => "a table",
        (Wrapping::Output, _) => "the output of a program",
        _ => "a longer text",
    };
    let found = row(layer.wrapping).rule.at(layer.at).severity(Severity::Info);
    if let [(kind, only)] = texts {
        let (content, is) = (kind.content, kind.is());
        let why = if only.supply().more {
            "Other values come from elsewhere, so nothing is reported as missing.".to_owned()
        } else {
            format!(
                "The {content} {is} checked where {} {is}; the rest of the file is not checked.",
                kind.it()
            )
        };
        let what = format!("The {content} in this file {is} part of {around}.");
        return found.say(what, why, "No change is needed around it.");
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
    let row = row(layer.wrapping);
    let (reader, content) = (kind.reader, kind.content);
    let mut also: Vec<&str> = Vec::new();
    for wrapping in inside.within.iter().skip(1).filter(|w| **w != layer.wrapping) {
        if !also.contains(&name(*wrapping)) {
            also.push(name(*wrapping));
        }
    }
    let why = match also.as_slice() {
        [] => format!("{reader} rejects the whole file: nothing but the {content} may be in it."),
        also => {
            format!("{reader} reads only the {content}; around it are: {}.", also.join(", "))
        }
    };
    // What is filled in on the way must not be lost.
    let fix = inside
        .is_known()
        .then(|| Fix::repair(format!("Extract the {content}"), text, inside.text()));
    let (at, count) = outside(text, layer, inside).unwrap_or((layer.at, layer.count));
    row.rule.at(at).say(row.what(count), why, format!("Use only the {content}.")).fix(fix)
}

/// The first of the lines around a text that was found by its own, and how many there are.
fn outside(text: &str, layer: &Layer, inside: &Carried) -> Option<(Span, usize)> {
    let own = inside.outer_span(Span::new(0, inside.text().len()));
    if layer.wrapping != Wrapping::Surroundings || layer.at.start != own.start {
        return None;
    }
    let around = |line: &Line<'_>| !line.is_blank() && !(own.start..own.end).contains(&line.start);
    let mut lines = lines_of(text).filter(around);
    let first = lines.next()?;
    Some((first.span(), lines.count() + 1))
}

/// What is known of a wrapping.
fn row(wrapping: Wrapping) -> &'static WrappingWords {
    match wrapping {
        Wrapping::TerminalCodes => &rows::TERMINAL_CODES,
        Wrapping::Mail => &rows::MAIL,
        Wrapping::Html => &rows::HTML,
        Wrapping::Page => &rows::PAGE,
        Wrapping::QuoteMarks => &rows::QUOTE_MARKS,
        Wrapping::LineNumbers => &rows::LINE_NUMBERS,
        Wrapping::DiffMarks => &rows::DIFF_MARKS,
        Wrapping::Fence => &rows::FENCE,
        Wrapping::ShellCommand => &rows::SHELL_COMMAND,
        Wrapping::Json => &rows::JSON,
        Wrapping::Yaml => &rows::YAML,
        Wrapping::Escapes => &rows::ESCAPES,
        Wrapping::Cells => &rows::CELLS,
        Wrapping::Output => &rows::OUTPUT,
        Wrapping::Code => &rows::CODE,
        Wrapping::Surroundings => &rows::SURROUNDINGS,
    }
}

/// A wrapping in a few words.
pub(crate) fn name(wrapping: Wrapping) -> &'static str {
    row(wrapping).name
}
