//! The words that a command gets where a variable holds some of them: a list, as in `ARGS=(--set a=b)` and
//! `"${ARGS[@]}"`, or a text that the shell parts at its blanks, as in `OPTS="--set a=b"` and `$OPTS`; in PowerShell
//! `$list = @("--set", "a=b")` and `@list`.

use std::cell::Cell;

use text::Span;

use super::source::{Read, assignment};
use crate::carry::shell::Command;

/// So many commands are gone back to those that set a variable.
const LOOK_BACK: usize = 400;

/// A variable may be made of others, so deep.
const DEEPEST: usize = 8;

/// So many words and variables are looked at for one command.
const MOST: usize = 4000;

/// A word that a command gets.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub span: Span,
    /// It is a part of a text that was parted at its blanks: quotes in it are letters.
    pub parted: bool,
}

/// The words of a command, and whether variables held some of them.
pub(super) struct Expanded {
    pub words: Vec<Word>,
    pub from_variables: bool,
}

/// The words of the command of that place in the script.
pub(super) fn words(read: Read<'_>, place: usize) -> Expanded {
    let left = Cell::new(MOST);
    let expand = Expand { read, left: &left };
    let own = read.script.commands.get(place).map_or(&[][..], |command| &command.words);
    let mut words = Vec::new();
    for word in own {
        expand.add(place, Word { span: *word, parted: false }, DEEPEST, &mut words);
    }
    let from_variables = words.len() != own.len() || words.iter().any(|word| word.parted);
    Expanded { words, from_variables }
}

struct Expand<'s> {
    read: Read<'s>,
    left: &'s Cell<usize>,
}

impl Expand<'_> {
    /// Adds a word, or the words of the variable that it is.
    fn add(&self, place: usize, word: Word, deep: usize, into: &mut Vec<Word>) {
        let left = self.left.get().saturating_sub(1);
        self.left.set(left);
        let name = variable(word.span.of(self.read.text)).filter(|_| deep > 0 && left > 0);
        match name.and_then(|name| self.value(place, name, deep - 1)) {
            Some(words) => into.extend(words),
            None => into.push(word),
        }
    }

    /// What a name was given before a command, with all that was added to it.
    fn value(&self, place: usize, name: &str, deep: usize) -> Option<Vec<Word>> {
        let first = place.saturating_sub(LOOK_BACK);
        let before = self.read.script.commands.get(first..place)?;
        let mut all: Option<Vec<Word>> = None;
        for (at, command) in before.iter().enumerate() {
            let whole = assignment(self.read.text, command, name).map(|(adds, w)| (w, adds, w));
            let assigned =
                |word: &Span| self.assigned(*word, name).map(|(adds, value)| (*word, adds, value));
            for (word, adds, value) in command.words.iter().filter_map(assigned).chain(whole) {
                let given = self.parts(first + at, command, word, value, deep);
                match &mut all {
                    Some(all) if adds => all.extend(given),
                    _ => all = Some(given),
                }
            }
        }
        all
    }

    /// The value of `NAME=…`, and whether it is added to what the name has: `NAME+=…`.
    fn assigned(&self, word: Span, name: &str) -> Option<(bool, Span)> {
        let rest = word.of(self.read.text).strip_prefix(name)?;
        let (adds, value) = match rest.strip_prefix("+=") {
            Some(value) => (true, value),
            None => (false, rest.strip_prefix('=')?),
        };
        Some((adds, Span::new(word.end - value.len(), word.end)))
    }

    /// The words of a value: those of its list, or the parts of its text.
    fn parts(
        &self,
        place: usize,
        command: &Command,
        word: Span,
        value: Span,
        deep: usize,
    ) -> Vec<Word> {
        let mut words = Vec::new();
        let written = value.of(self.read.text);
        if written.starts_with(['(', '@']) {
            for item in self.list(place, command, word) {
                for span in items(self.read.text, *item, written.starts_with('@')) {
                    self.add(place, Word { span, parted: false }, deep, &mut words);
                }
            }
            return words;
        }
        let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
        let whole = quote.is_some_and(|quote| written.len() > 1 && written.ends_with(quote));
        let text = if whole { Span::new(value.start + 1, value.end - 1) } else { value };
        let mut end = text.start;
        for part in text.of(self.read.text).split_whitespace() {
            let from = Span::new(end, text.end).of(self.read.text).find(part).unwrap_or(0);
            let span = Span::new(end + from, end + from + part.len());
            end = span.end;
            self.add(place, Word { span, parted: true }, deep, &mut words);
        }
        words
    }

    /// The words of the list that a word holds: they ended as a command before the one around them.
    fn list(&self, place: usize, command: &Command, word: Span) -> &[Span] {
        let inside = |c: &Command| {
            c.span().is_some_and(|span| word.start < span.start && span.end < word.end)
        };
        let lists = command.words.iter().filter(|w| w.of(self.read.text).contains('(')).count();
        let before = self.read.script.commands.get(..place).unwrap_or_default();
        before.iter().rev().take(lists).find(|c| inside(c)).map_or(&[], |c| &c.words)
    }
}

/// The items that a word of a list has. PowerShell parts them by commas outside of quotes.
fn items(text: &str, word: Span, by_commas: bool) -> Vec<Span> {
    if !by_commas {
        return vec![word];
    }
    let (mut all, mut start, mut open) = (Vec::new(), 0, None);
    let written = word.of(text);
    for (at, letter) in written.char_indices().chain([(written.len(), ',')]) {
        match (letter, open) {
            ('"' | '\'', None) => open = Some(letter),
            (_, Some(quote)) if quote == letter => open = None,
            (',', None) => {
                all.push(Span::new(word.start + start, word.start + at));
                start = at + 1;
            }
            _ => {}
        }
    }
    all.retain(|item| !item.is_empty());
    all
}

/// `$NAME`, `${NAME}`, `${NAME[@]}`, `${NAME[*]}`, in quotes or not; `@NAME`, as PowerShell hands on a list.
fn variable(word: &str) -> Option<&str> {
    let bare = word.trim_matches('"').strip_prefix(['$', '@'])?;
    let inside = bare.strip_prefix('{').and_then(|b| b.strip_suffix('}')).unwrap_or(bare);
    let name = inside.strip_suffix("[@]").or(inside.strip_suffix("[*]")).unwrap_or(inside);
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (!name.is_empty() && name.chars().all(letter)).then_some(name)
}
