//! What a stretch begins with, and where its own lines end.

use super::label::is_label;
use crate::carry::line::Line;
use crate::carry::paste::times;
use crate::carry::signs;

/// What begins a block of Terraform.
pub(super) const BLOCKS: [&str; 8] =
    ["terraform ", "resource ", "provider ", "variable ", "module ", "data ", "locals ", "output "];

/// More words than that are a sentence, and no value.
const MOST_WORDS: usize = 5;

/// What a stretch is written in.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    Manifest,
    Values,
    Json,
    Rules,
    Terraform,
    Variables,
    Log,
    Commands,
}

impl Form {
    /// Whether those that follow each other are one text.
    pub(super) fn is_joined(self) -> bool {
        !matches!(self, Self::Manifest | Self::Values | Self::Json)
    }

    /// Whether it is what a file has, and not what a program says.
    pub(super) fn is_a_file(self) -> bool {
        matches!(self, Self::Rules | Self::Values | Self::Terraform | Self::Manifest)
    }

    /// Whether a damaged text of this form is read as it was meant.
    pub(super) fn is_mended(self) -> bool {
        matches!(self, Self::Rules | Self::Values)
    }
}

/// The stretch that the first of these lines begins, and how many lines it has.
pub(super) fn begun(lines: &[Line<'_>], left: &mut usize) -> Option<(Form, usize)> {
    let first = lines.first()?.content;
    let json = first.starts_with('{') && !first.starts_with("{{")
        || first == "["
        || first.starts_with("[{");
    let block =
        BLOCKS.iter().any(|word| first.starts_with(word)) && first.trim_end().ends_with('{');
    let run = |is: fn(&str) -> bool| lines.iter().take_while(|line| is(line.content)).count();
    if first.starts_with("apiVersion:") || first == "---" && next_is(lines, "apiVersion:") {
        Some((Form::Manifest, up_to(lines, is_values)))
    } else if json {
        Some((Form::Json, balanced(lines, left)?))
    } else if block {
        Some((Form::Terraform, balanced(lines, left)?))
    } else if first.starts_with("path ") && signs::has_rules(first) {
        Some((Form::Rules, balanced(lines, left)?))
    } else if is_variable(first) {
        Some((Form::Variables, run(is_variable)))
    } else if times::is_dated(first) || is_api_error(first) {
        Some((Form::Log, logged(lines)))
    } else if is_command(first) {
        Some((Form::Commands, run(|line| line.ends_with('\\')) + 1))
    } else {
        values(lines, left)
    }
}

/// How an error of Vault's API begins: what it is goes on over several lines, some of them empty.
fn is_api_error(line: &str) -> bool {
    line.trim_end().ends_with("Error making API request.")
}

/// How many lines of a log there are.
fn logged(lines: &[Line<'_>]) -> usize {
    let (mut count, mut in_error) = (0, false);
    for (at, line) in lines.iter().enumerate() {
        let content = line.content;
        let begins = times::is_dated(content) || is_api_error(content);
        let of_error = ["URL: ", "Code: ", "Namespace: ", "* ", "\""];
        let goes_on = in_error && of_error.iter().any(|start| content.starts_with(start));
        if begins || goes_on || content.starts_with([' ', '\t']) {
            count = at + 1;
        } else if !(in_error && line.is_blank()) {
            break;
        }
        in_error = is_api_error(content) || in_error && !begins;
    }
    count
}

/// Entries of a map of which one is a key of the chart, or a variable of runs.
fn values(lines: &[Line<'_>], left: &mut usize) -> Option<(Form, usize)> {
    let first = lines.first()?;
    Key::of(first.content).filter(Key::is_entry)?;
    let count = up_to(lines, |rest| next_is(rest, "apiVersion:"));
    *left = left.saturating_sub(count);
    let run = |line: &Line<'_>| line.content.starts_with("TFC_");
    let own = |line: &Line<'_>| is_of_values(line) || line.indent() == 0 && run(line);
    lines.iter().take(count).any(own).then_some((Form::Values, count))
}

fn is_of_values(line: &Line<'_>) -> bool {
    line.indent() == 0 && signs::has_chart_keys(line.content)
}

/// How many lines a map has, up to a document of YAML that is of something else.
fn up_to(lines: &[Line<'_>], is_other: impl Fn(&[Line<'_>]) -> bool) -> usize {
    let count = entries(lines);
    let parts = |at: &usize| {
        let rest = lines.get(*at..).unwrap_or_default();
        rest.first().is_some_and(|line| line.content.trim_end() == "---") && is_other(rest)
    };
    (1..count).find(parts).unwrap_or(count)
}

/// Whether the document that the first of these lines begins is of values: Kubernetes takes none without a version.
fn is_values(lines: &[Line<'_>]) -> bool {
    let document = || lines.iter().skip(1).take_while(|line| line.content.trim_end() != "---");
    let of_an_object = |line: &Line<'_>| line.content.starts_with("apiVersion:");
    document().any(is_of_values) && !document().any(of_an_object)
}

/// `vault write …`, also after a prompt.
pub(super) fn is_command(line: &str) -> bool {
    let line = line.strip_prefix("$ ").unwrap_or(line);
    ["vault write ", "vault rekey "].iter().any(|begin| line.starts_with(begin))
}

fn next_is(lines: &[Line<'_>], start: &str) -> bool {
    let mut rest = lines.iter().skip(1).filter(|l| !l.is_blank() && !l.content.starts_with('#'));
    rest.next().is_some_and(|line| line.content.starts_with(start))
}

/// How many lines a map has: those that are indented, items, comments and entries.
fn entries(lines: &[Line<'_>]) -> usize {
    let own = |line: &&Line<'_>| {
        let content = line.content;
        line.is_blank()
            || content.starts_with([' ', '\t', '#'])
            || content.starts_with("- ")
            || matches!(content.trim_end(), "---" | "...")
            || Key::of(content).is_some_and(|key| key.is_entry())
    };
    let labeled = |at: &usize| lines.get(*at..).is_some_and(is_label);
    let count = lines.iter().take_while(own).count();
    (1..count).find(labeled).unwrap_or(count)
}

/// How many lines there are up to the one that closes the first bracket.
fn balanced(lines: &[Line<'_>], left: &mut usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, line) in lines.iter().enumerate() {
        *left = left.saturating_sub(1);
        let (mut quoted, mut escaped) = (false, false);
        for byte in line.content.bytes() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.checked_sub(1)?,
                _ => {}
            }
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// `NAME=value`, also after `export`.
fn is_variable(line: &str) -> bool {
    let line = line.strip_prefix("export ").unwrap_or(line);
    let is_part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let name = line.split_once('=').map_or("", |(name, _)| name);
    name.len() > 2 && name.contains('_') && name.chars().all(is_part)
}

/// A word, a colon and what follows it.
pub(super) struct Key<'t> {
    name: &'t str,
    value: &'t str,
}

impl<'t> Key<'t> {
    pub(super) fn of(line: &'t str) -> Option<Self> {
        let (name, value) = line.split_once(':')?;
        let word = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
        let is = !name.is_empty() && name.chars().all(word);
        let ends = value.is_empty() || value.starts_with(' ');
        (is && ends).then(|| Self { name, value: value.trim() })
    }

    /// Whether it is an entry of a map, and not a word before a sentence (`Note: …`).
    pub(super) fn is_entry(&self) -> bool {
        let quoted = self.value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*']);
        let short = self.value.split_whitespace().count() <= MOST_WORDS;
        self.name.starts_with(|c: char| c.is_lowercase() || c == '_') && (quoted || short)
            || self.name.contains('_') && short
    }
}
