//! The secrets of any text, by their places: what stands after a name that says so, in whatever
//! syntax, what has the form of a token, and the login in an address.
//!
//! No parser is asked. A password that begins with `*` or `#`, that lost its quotes or its line, is
//! nothing to YAML, and is a password all the same.

mod learn;
mod line;
mod names;
mod pairs;
mod region;
mod said;
mod shapes;
mod unnamed;
mod word;

use text::{Lines, Masker, Span};

pub(crate) use learn::is_open;
use names::Says;
pub use names::is_secret_name;
use pairs::Pairs;
pub(crate) use unnamed::in_policy;
use word::{Sep, Word};

/// The secrets of some lines of a text, as far as these lines show them.
pub fn secrets_in(text: &str) -> Masker {
    of(text)
}

/// The secrets of any text.
pub(crate) fn of(text: &str) -> Masker {
    let mut scan = Scan {
        text,
        lines: Lines::new(text),
        flat: !text.lines().any(|line| line.starts_with([' ', '\t'])),
        covered: 0,
        pairs: Pairs::default(),
        block: None,
        masker: Masker::default(),
    };
    for line in 1..=scan.lines.count() {
        scan.line(line);
    }
    shapes::find(text, &scan.lines, &mut scan.masker);
    scan.masker
}

/// A walk through a text, line by line and name by name.
struct Scan<'t> {
    text: &'t str,
    lines: Lines<'t>,
    /// No line is indented: where a block ends cannot be seen.
    flat: bool,
    /// What stands before this is done with.
    covered: usize,
    pairs: Pairs,
    /// The indentation of the `secrets:` that the lines stand under.
    block: Option<usize>,
    masker: Masker,
}

impl<'t> Scan<'t> {
    fn line(&mut self, line: usize) {
        let whole = self.lines.span(line);
        let indent = indent(whole.of(self.text));
        if !whole.of(self.text).trim().is_empty() {
            self.pairs.next_line(line, indent);
            if self.block.is_some_and(|block| indent <= block) {
                self.block = None;
            }
        }
        let mut at = whole.start.max(self.covered);
        while at < whole.end {
            let Some(word) = self.word(whole, at) else { break };
            at = word.span.end;
            if word.sep == Sep::None {
                self.name_alone(line, &word);
                continue;
            }
            self.named(line, &word);
            at = at.max(self.covered.min(whole.end));
        }
    }

    /// What a name with a value after it says.
    fn named(&mut self, line: usize, word: &Word<'t>) {
        let whole = self.lines.span(line);
        let rest = Span::new(word.value, whole.end).of(self.text).trim();
        if matches!(word.text, "secrets" | "extraSecrets" | "secretes" | "secret")
            && (rest.is_empty() || rest.starts_with('#'))
        {
            self.block = Some(indent(whole.of(self.text)));
            return;
        }
        let says = match self.says(word) {
            Some(says) => says,
            None => match self.pairs.value(word, line) {
                Some(says) => says,
                None => return,
            },
        };
        if says == Says::OfText && matches!(word.sep, Sep::Tight | Sep::Blank) {
            return;
        }
        self.region(line, word, says);
    }

    fn says(&self, word: &Word<'t>) -> Option<Says> {
        let path = word.text.rsplit_once('.').filter(|(path, _)| path.ends_with("secrets"));
        let upper = |name: &str| {
            name.len() > 2 && !name.contains(|c: char| c.is_ascii_lowercase() || c == '-')
        };
        let in_secrets = self.block.is_some() && word.first && word.sep != Sep::Blank;
        match path {
            Some((path, name)) if upper(name) && !path.ends_with("csi.secrets") => {
                Some(Says::Surely)
            }
            _ if in_secrets && upper(word.text) => Some(Says::Surely),
            _ => names::says(word.text),
        }
    }

    /// A word with nothing after it: the name of a list's entry, or a key of its own line (`? K`).
    fn name_alone(&mut self, line: usize, word: &Word<'t>) {
        let whole = self.lines.span(line);
        self.said(whole, word);
        let before = Span::new(whole.start, word.span.start).of(self.text);
        let key = word.first && before.trim_start().starts_with("? ");
        // Most words of a text are neither.
        if !key && !self.pairs.are_told_by(word) {
            return;
        }
        let says = names::says(word.text);
        if key && says.is_some() {
            let next = self.lines.span(line + 1);
            let content = next.of(self.text);
            if content.trim_start().starts_with(':') {
                let value = next.start + content.find(':').unwrap_or(0) + 1;
                let sep = Sep::Colon;
                self.region(line + 1, &Word { sep, value, ..*word }, Says::Surely);
            }
            return;
        }
        if let Some(found) = self.pairs.name(word, says.or_else(|| self.says(word)), line) {
            let (line, value) = found;
            self.region(line, &value.of(word), Says::Surely);
        }
    }
}

/// How far a line is indented.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
