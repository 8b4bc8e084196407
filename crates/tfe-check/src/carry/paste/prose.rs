//! Rules and values in the sentences of a page whose code blocks were lost when it was copied: their lines
//! follow the sentences, or go on with the next one.

use text::Span;

use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use super::sentence;
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};
use crate::carry::signs::{has_chart_keys, policy};

/// A longer block is not looked through for its end.
const LONGEST: usize = 4096;

/// More sentences than a message has are a page.
const MOST_SENTENCES: usize = 6;

/// So many times the size of a text is looked through for the ends of blocks.
const MOST_LOOKS: usize = 4;

/// A value with more words is a sentence.
const MOST_WORDS: usize = 6;

pub(super) fn prose(text: &str, search: Search<'_>) -> Option<Layer> {
    let mut inner: Vec<Embedded> = rules(text).into_iter().collect();
    inner.extend(values(text).unwrap_or_default());
    let mut inner = search.readable(inner)?;
    inner.extend(search.readable(errors(text)).unwrap_or_default());
    text::sort_by_key(&mut inner, |own: &Embedded| own.outer_span(Span::at(0)));
    let at = inner.first()?.outer_span(Span::at(0));
    let count = inner.len();
    Some(Layer { wrapping: Wrapping::Surroundings, at, count, inner, sure: false })
}

/// The rules of a policy, where a sentence goes on with one on its line.
fn rules(text: &str) -> Option<Embedded> {
    let mut into = new(None, Escape::Nothing);
    let (mut joined, mut done) = (false, 0);
    let mut left = text.len() * MOST_LOOKS;
    for line in lines_of(text) {
        for header in policy::headers(line.content).map(|at| line.start + at) {
            if header < done {
                continue;
            }
            let Some(end) = block_end(text, header) else {
                left = left.checked_sub(LONGEST)?;
                continue;
            };
            joined |= is_joined(Span::new(line.start.max(done), header).of(text));
            into.same(text, Span::new(header, end));
            into.frame("\n", Span::at(end));
            done = end;
        }
    }
    joined.then_some(into)
}

/// Lines that are errors of Vault's API, as a page quotes them.
fn errors(text: &str) -> Vec<Embedded> {
    let is_error = |line: &Line<'_>| {
        let (_, rest) = line.content.split_once(API_ERROR).unwrap_or_default();
        rest.contains("URL: ") && rest.contains("Code: ")
    };
    let quoted = |line: Line<'_>| {
        let mut into = new(Some(""), Escape::Nothing);
        into.same(text, Span::new(line.start, line.start + line.whole.len()));
        into
    };
    lines_of(text).filter(is_error).map(quoted).collect()
}

/// How Vault's client begins to tell what the API answered.
const API_ERROR: &str = "Error making API request.";

/// Whether what is before a rule on its line is a sentence, and not a comment.
fn is_joined(before: &str) -> bool {
    let bare = before.trim();
    let words = bare.split_whitespace().filter(|w| w.starts_with(char::is_alphabetic)).count();
    !bare.starts_with(['#', '/', '*']) && !bare.contains(['{', '}', '=']) && words > 2
}

/// Where the block ends whose header begins here.
pub(super) fn block_end(text: &str, header: usize) -> Option<usize> {
    let near = text.get(header..)?;
    let near = near.get(..near.floor_char_boundary(LONGEST))?;
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, c) in near.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '{' => depth += 1,
            '}' if depth == 1 => return Some(header + at + 1),
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// Runs of lines that are keys of values, with sentences between them or joined to them.
fn values(text: &str) -> Option<Vec<Embedded>> {
    if !has_chart_keys(text) {
        return None;
    }
    let mut runs: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    let mut sentences = 0;
    for line in lines_of(text) {
        // A word and a colon may begin a list of examples: a key of the chart begins values.
        let begins = open.is_some() || has_chart_keys(line.content);
        match Entry::of(&line).filter(|_| begins) {
            Some(entry) => {
                let run = open.get_or_insert_with(Run::default);
                run.add(text, &line, entry.end);
                if entry.joined {
                    runs.extend(open.take());
                }
            }
            None if line.is_blank() => runs.extend(open.take()),
            None => {
                // A comment of a file may be a block that was switched off, key by key.
                let own = line.indent() == 0 && !line.content.starts_with('#');
                sentences += usize::from(own && sentence::is_sentence(line.content));
                runs.extend(open.take());
            }
        }
    }
    runs.extend(open);
    runs.retain(|run| run.lines > 1 && has_chart_keys(&run.text.text));
    let joined = runs.iter().any(|run| run.joined);
    // A file with a sentence or two in it is a damaged file, and no page.
    let page = sentences > MOST_SENTENCES && (joined || runs.len() > 1);
    page.then(|| runs.into_iter().map(Run::finish).collect())
}

/// Lines of values that follow each other.
struct Run {
    text: Embedded,
    lines: usize,
    /// A sentence goes on after its last line.
    joined: bool,
}

impl Default for Run {
    fn default() -> Self {
        Self { text: new(Some(""), Escape::Nothing), lines: 0, joined: false }
    }
}

impl Run {
    fn add(&mut self, text: &str, line: &Line<'_>, end: usize) {
        let whole = line.start + line.whole.len();
        self.lines += 1;
        self.joined = end < line.content.len();
        let end = if self.joined { line.start + end } else { whole };
        self.text.same(text, Span::new(line.start, end));
        if self.joined {
            self.text.frame("\n", Span::at(end));
        }
    }

    /// After a line that a sentence goes on with no line can be added.
    fn finish(self) -> Embedded {
        if self.joined { self.text.within_lines() } else { self.text }
    }
}

/// A line that is an entry of a map, or an item of a list.
struct Entry {
    /// Where it ends in its line.
    end: usize,
    /// A sentence goes on after its value.
    joined: bool,
}

impl Entry {
    fn of(line: &Line<'_>) -> Option<Self> {
        let bare = line.content.trim_start();
        let whole = Self { end: line.content.len(), joined: false };
        if bare.starts_with('#') && line.indent() > 0 {
            return Some(whole);
        }
        let (key, value) = bare.strip_prefix("- ").unwrap_or(bare).split_once(':')?;
        let word = |c: char| c.is_ascii_alphanumeric() || "_-./\"'".contains(c);
        if key.is_empty() || !key.chars().all(word) || !(value.is_empty() || value.starts_with(' '))
        {
            return None;
        }
        let value = value.trim();
        if let Some(rest) = joined_to(value) {
            return Some(Self { end: line.content.trim_end().len() - rest.len(), joined: true });
        }
        let sentence =
            value.split_whitespace().count() > MOST_WORDS && !value.starts_with(['"', '\'']);
        (!sentence).then_some(whole)
    }
}

/// The sentence that a value without quotes goes on with: `trueOutcome`, `10Next`.
fn joined_to(value: &str) -> Option<&str> {
    let digits = value.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = Some(digits).filter(|rest| rest.len() < value.len());
    let rest = value.strip_prefix("true").or(value.strip_prefix("false")).or(number)?;
    let mut chars = rest.chars();
    let begins = chars.next().is_some_and(char::is_uppercase);
    // `Gi` is a unit.
    let word = chars.take_while(|c| c.is_lowercase()).count() > 1;
    (begins && word).then_some(rest)
}
