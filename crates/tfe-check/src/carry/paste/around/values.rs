//! What stands around values and manifests.

use super::fate::{Fate, fate, rebuild};
use super::prompts::{DOCUMENT, is_prompt, visible};
use super::writer::{behind_writer, ends_as_writer};
use crate::carry::line::{Line, lines_of};
use crate::carry::paste::foreign::is_foreign;
use crate::carry::paste::layer::Layer;
use crate::carry::paste::remark::{is_caption, is_count, is_footer};
use crate::carry::paste::sentence::is_sentence;
use crate::carry::signs;

pub(super) fn around_values(text: &str) -> Option<Layer> {
    let lines: Vec<Line<'_>> = lines_of(text).flat_map(messages).collect();
    let key = |line: &Line<'_>| line.indent() == 0 && begins_document(visible(line.content));
    let first = lines.iter().position(key)?;
    let content = |l: &Line<'_>| {
        visible(l.content).len() < l.content.trim_end().len()
            || is_key(l.content) && !is_prompt(l.content)
    };
    let last = lines.iter().rposition(|l| !l.is_blank() && content(l))?;
    // The last line of a text that was cut off may be the beginning of a key.
    let part_of_a_key = |line: &Line<'_>| {
        !line.whole.ends_with('\n')
            && crate::knowledge::children("").any(|(name, _)| name.starts_with(line.content.trim()))
    };
    // A word by itself after an empty line, or above all keys, is the name of somebody or a place to click.
    let is_apart = |at: usize| {
        at < first
            || at.checked_sub(1).is_none_or(|before| lines.get(before).is_none_or(Line::is_blank))
    };
    let outside = |at: usize, line: &Line<'_>| match line.indent() {
        _ if text::is_left_out(line.content) => Fate::Goes,
        _ if is_foreign(visible(line.content)) || ends_as_writer(line) => Fate::Goes,
        0 if is_between(visible(line.content)) => Fate::Between,
        0 if part_of_a_key(line) => Fate::Stays,
        0 => fate(visible(line.content), |bare| {
            is_sentence(bare) && !is_key(bare) || is_apart(at) && is_stray(bare)
        }),
        _ => Fate::Stays,
    };
    let fate = |at: usize, line: &Line<'_>| match at {
        _ if at < first || at > last => outside(at, line),
        _ if line.indent() == 0 && is_footer(line.content.trim_end()) => Fate::Goes,
        _ => Fate::Stays,
    };
    let fates: Vec<(Line<'_>, Fate)> =
        lines.iter().enumerate().map(|(at, line)| (*line, fate(at, line))).collect();
    rebuild(text, &fates)
}

/// Whether a line can be no line of YAML, and is no key without its colon either.
fn is_stray(bare: &str) -> bool {
    let sign = |c: char| c.is_ascii_punctuation() && !"(*/@+".contains(c);
    let word = bare.split_whitespace().next().unwrap_or_default();
    !bare.contains(':')
        && !bare.is_empty()
        && !bare.starts_with(sign)
        && !bare.starts_with("* ")
        && crate::knowledge::slip_of_key("", word).is_none()
        && !crate::knowledge::children("").any(|(name, _)| name == word)
}

/// Whether a line can be the first of values or of a manifest.
fn begins_document(line: &str) -> bool {
    signs::has_chart_keys(line) || ["apiVersion:", "kind:"].iter().any(|key| line.starts_with(key))
}

/// Whether a line is read as YAML, but parts a text from what is around it, or names it.
fn is_between(bare: &str) -> bool {
    bare == DOCUMENT || is_count(bare) || bare.strip_suffix(':').is_some_and(is_caption)
}

/// A line, in two where a chat has something before its message.
fn messages(line: Line<'_>) -> impl Iterator<Item = Line<'_>> {
    let (writer, line) = behind_writer(line, begins_document);
    writer.into_iter().chain([line])
}

/// A line that begins a map's entry, also one in a list, without blanks in its key.
pub(super) fn is_key(line: &str) -> bool {
    let line = line.strip_prefix("- ").unwrap_or(line);
    let key = line.split_once(':').map(|(key, _)| key.trim_matches(['"', '\'']));
    key.is_some_and(|k| !k.is_empty() && !k.contains(' ')) && !is_message(line)
}

/// `Error: UPGRADE FAILED: timed out`: what a program says.
fn is_message(line: &str) -> bool {
    let (name, said) = line.split_once(": ").unwrap_or_default();
    let is_word = name.chars().all(char::is_alphabetic) && name.starts_with(char::is_uppercase);
    is_word && said.contains(": ") && !said.starts_with(['"', '\''])
}
