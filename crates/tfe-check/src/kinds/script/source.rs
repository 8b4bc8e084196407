//! Where a command gets a text from: a heredoc, quotes, a pipe, a variable, a file that was written before.

use text::Span;

use crate::carry::shell::{Command, Script, Way, bare};
use crate::carry::signs;

/// A text in a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The heredoc of this place in the list.
    Heredoc(usize),
    /// A word; `escapes` are those of `printf` and of `echo -e`.
    Word { word: Span, escapes: bool },
}

/// So many steps are gone back from a command to its text.
const FARTHEST: usize = 8;

/// So many commands are gone back to the one that set a variable or wrote a file.
const LOOK_BACK: usize = 200;

/// A script with the text that it is read from.
#[derive(Clone, Copy)]
pub(super) struct Read<'s> {
    pub text: &'s str,
    pub script: &'s Script<'s>,
}

impl<'s> Read<'s> {
    /// What a command reads that writes a policy.
    pub(super) fn source(self, place: usize) -> Option<Source> {
        let command = self.command(place)?;
        let file = || self.file(command).and_then(|name| self.written(place, name, FARTHEST));
        self.given(place, FARTHEST).or_else(file)
    }

    /// The file that a command names, whether or not the script writes it.
    pub(super) fn file(self, command: &Command) -> Option<&'s str> {
        let from = |r: &crate::carry::shell::Redirect| (r.way == Way::From).then_some(r.word);
        let redirected = command.redirects.iter().find_map(from);
        let words = command.words.iter().rev().copied();
        redirected.into_iter().chain(words).find_map(|w| file_of(w.of(self.text)))
    }

    /// Whether a command is given a text of several lines that is in the script.
    pub(super) fn is_given_other_text(self, command: &Command) -> bool {
        let from = command.from.and_then(|at| self.command(at));
        let text =
            |w: &Span| w.of(self.text).contains('\n') && !w.of(self.text).contains(['(', '`']);
        from.is_some_and(|from| from.words.iter().any(text))
    }

    fn command(self, place: usize) -> Option<&'s Command> {
        self.script.commands.get(place)
    }

    /// What a command gets without a file: below it, in its words, from the command before the pipe.
    fn given(self, place: usize, steps: usize) -> Option<Source> {
        let steps = steps.checked_sub(1)?;
        let command = self.command(place)?;
        if let Some(heredoc) = command.heredocs().next() {
            return Some(Source::Heredoc(heredoc));
        }
        let escapes = self.has_escapes(command);
        let redirects = command.redirects.iter().filter(|r| matches!(r.way, Way::Text | Way::From));
        let words = redirects.map(|r| r.word).chain(command.words.iter().copied());
        let mut words = words.filter_map(|word| self.in_word(place, word, escapes, steps));
        words.next().or_else(|| self.given(command.from?, steps))
    }

    fn has_escapes(self, command: &Command) -> bool {
        let mut words = command.words.iter().map(|w| bare(w.of(self.text)));
        words.any(|w| w == "printf") || command.words.iter().any(|w| w.of(self.text) == "-e")
    }

    /// The text that a word is, holds, or has in its variable.
    fn in_word(self, place: usize, word: Span, escapes: bool, steps: usize) -> Option<Source> {
        let written = word.of(self.text);
        if written.contains(['(', '`']) {
            let inside = self.inside(place, word).and_then(|at| self.given(at, steps));
            if inside.is_some() {
                return inside;
            }
        }
        if holds_rules(written) {
            let escapes = escapes || written.starts_with("$'");
            return Some(Source::Word { word, escapes });
        }
        self.variable(place, variable_of(written)?, steps)
    }

    /// The last command inside of a word: it ended before the one that the word belongs to.
    fn inside(self, place: usize, word: Span) -> Option<usize> {
        let before = self.script.commands.get(..place)?;
        let last = before.last()?.span()?;
        (word.start < last.start && last.end <= word.end).then(|| place - 1)
    }

    /// The commands before one, the nearest first.
    fn before(self, place: usize) -> impl Iterator<Item = (usize, &'s Command)> {
        let before = self.script.commands.get(..place).unwrap_or_default();
        before.iter().enumerate().rev().take(LOOK_BACK)
    }

    /// What a variable was set to before: `NAME='…'`, `NAME=$(…)`, `read -d '' NAME <<EOF`, `$NAME = @"…`.
    fn variable(self, place: usize, name: &str, steps: usize) -> Option<Source> {
        let steps = steps.checked_sub(1)?;
        self.before(place).find_map(|(at, command)| {
            let words = || command.words.iter().map(|w| w.of(self.text));
            if words().any(|w| w == "read") && words().any(|w| w == name) {
                return command.heredocs().next().map(Source::Heredoc);
            }
            if let Some((_, value)) = assignment(self.text, command, name) {
                return self.in_word(at, value, false, steps);
            }
            let sets = |w: &&Span| {
                w.of(self.text).strip_prefix(name).is_some_and(|rest| rest.starts_with('='))
            };
            let word = command.words.iter().find(sets)?;
            self.in_word(at, *word, false, steps)
        })
    }

    /// What was written to a file before.
    fn written(self, place: usize, name: &str, steps: usize) -> Option<Source> {
        let steps = steps.checked_sub(1)?;
        let (at, _) = self.before(place).find(|(_, command)| self.writes(command, name))?;
        self.given(at, steps)
    }

    fn writes(self, command: &Command, name: &str) -> bool {
        let is = |word: Span| file_of(word.of(self.text)) == Some(name);
        let tee = || command.words.iter().any(|w| w.of(self.text) == "tee");
        command.redirects.iter().any(|r| r.way == Way::To && is(r.word))
            || tee() && command.words.iter().any(|w| is(*w))
    }

    /// The file that a command writes its input to, or the next one in its pipe.
    pub(super) fn target(self, place: usize) -> Option<&'s str> {
        let next = self.command(place + 1).filter(|c| c.from == Some(place));
        let named = |c: &Command| {
            let to = c.redirects.iter().filter(|r| r.way == Way::To).map(|r| r.word);
            let words = c.words.iter().copied();
            to.chain(words).find_map(|w| file_of(w.of(self.text)))
        };
        self.command(place).and_then(named).or_else(|| next.and_then(named))
    }
}

/// `$NAME = VALUE`, as PowerShell sets a variable; also whether it is added to what the name has.
pub(super) fn assignment(text: &str, command: &Command, name: &str) -> Option<(bool, Span)> {
    let [variable, sign, value] = command.words.as_slice() else { return None };
    let is_name = |word: &str| word.strip_prefix('$') == Some(name);
    match sign.of(text) {
        "=" | "+=" if is_name(variable.of(text)) => Some((sign.of(text) == "+=", *value)),
        _ => None,
    }
}

/// A policy's text, also as JSON has it.
fn holds_rules(word: &str) -> bool {
    word.contains(['"', '\'']) && (signs::has_rules(word) || word.contains("path \\\""))
}

/// `$NAME` and `${NAME}`, in whatever quotes and after a `=`.
fn variable_of(word: &str) -> Option<&str> {
    let value = word.rsplit('=').next().unwrap_or(word);
    let name = bare(value).strip_prefix('$')?;
    let name = name.strip_prefix('{').and_then(|n| n.strip_suffix('}')).unwrap_or(name);
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (!name.is_empty() && name.chars().all(plain)).then_some(name)
}

/// The file that a word names, without its folder.
fn file_of(word: &str) -> Option<&str> {
    let bare = word.trim_matches(['"', '\'', '@']);
    let bare = bare.strip_prefix("policy=@").unwrap_or(bare);
    let ends = [".hcl", ".json", ".policy", ".yaml", ".yml", ".txt"];
    let named = ends.iter().any(|end| bare.ends_with(end)) && !bare.contains(['\n', '{', '=']);
    bare.rsplit('/').next().filter(|_| named)
}
