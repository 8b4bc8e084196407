//! How far the value of a name goes: to the end of its line, and over the lines below that belong to
//! it. Where that is not certain, rather too far: what is hidden too much can be looked up in the file.

use text::Span;

use super::line::{Open, after_line, key, on_line};
use super::names::Says;
use super::{Scan, Sep, Word, indent, learn};
use crate::knowledge;

/// A quote or bracket that nothing closes ends after so many lines.
const OPEN_LINES: usize = 400;

impl<'t> Scan<'t> {
    /// Hides the value of a name, on its line and below.
    pub(super) fn region(&mut self, line: usize, word: &Word<'t>, says: Says) {
        let whole = self.lines.span(line);
        let rest = Span::new(word.value, whole.end).of(self.text);
        if is_reference(rest) {
            return;
        }
        let (length, open) = on_line(rest, word, says);
        let Some(length) = length else { return };
        let value = Span::new(word.value, word.value + length);
        self.hide(value, word.sep != Sep::Blank || !value.of(self.text).trim().contains(' '));
        let comment = Span::new(value.end, whole.end).of(self.text);
        if comment.trim_start().starts_with('#') {
            self.hide_comment(Span::new(value.end, whole.end));
        }
        self.covered = self.covered.max(value.end);
        if open != Open::Closed {
            let own = indent(whole.of(self.text));
            let column = word.span.start.checked_sub(whole.start).filter(|_| word.first);
            let column = column.filter(|column| *column <= whole.len()).unwrap_or(own);
            self.below(line, column, word.sep, &open, says);
        }
    }

    fn hide(&mut self, span: Span, whole: bool) {
        let raw = span.of(self.text);
        if learn::is_open(raw.trim()) {
            return;
        }
        let start = span.start + (raw.len() - raw.trim_start().len());
        self.masker.add_place(Span::new(start, span.start + raw.trim_end().len()));
        if whole {
            learn::value(&mut self.masker, raw);
        } else {
            learn::words(&mut self.masker, raw);
        }
    }

    /// Hides the words of a comment that look like secrets; all of one that stands in a value's
    /// place, or that YAML makes of a `#` in a password.
    fn hide_comment(&mut self, span: Span) {
        let raw = span.of(self.text);
        let start = span.start + (raw.len() - raw.trim_start().len());
        let said = raw.trim();
        if said.contains("tfe-check:") {
            return;
        }
        if said.len() > 1 && !said.starts_with("# ") && !said.starts_with("##") {
            self.hide(Span::new(start, span.end), true);
            return;
        }
        let mut at = start;
        for word in said.split(' ') {
            if learn::looks_secret(word) {
                self.hide(Span::new(at, at + word.len()), true);
            }
            at += word.len() + 1;
        }
    }

    /// Hides the lines below that belong to a value.
    fn below(&mut self, line: usize, column: usize, sep: Sep, open: &Open, says: Says) {
        let mut open = open.clone();
        let mut number = line;
        let mut first = true;
        while number < self.lines.count() && number - line < OPEN_LINES.max(self.deep(&open)) {
            number += 1;
            let span = self.lines.span(number);
            let content = span.of(self.text);
            if content.trim().is_empty() {
                continue;
            }
            if first && is_reference(content.trim_start_matches([' ', '-'])) {
                return;
            }
            let goes_on = match &open {
                Open::Heredoc(tag) => content.trim() != tag,
                Open::Quote(_) | Open::Brackets(_) | Open::Line => !self.is_other(content),
                Open::Below => self.is_below(content, column, first),
                Open::Value => {
                    sep == Sep::Colon
                        && says == Says::Surely
                        && indent(content) > column
                        && !self.is_other(content)
                }
                Open::Closed => false,
            };
            if !goes_on {
                return;
            }
            first = false;
            let end = after_line(content, &mut open);
            self.hide_line(Span::new(span.start, span.start + end));
            self.covered = self.covered.max(span.start + end);
            if open == Open::Closed {
                return;
            }
        }
    }

    /// Heredocs and blocks have an end of their own, however far.
    fn deep(&self, open: &Open) -> usize {
        match open {
            Open::Heredoc(_) | Open::Below | Open::Value => self.lines.count(),
            _ => 0,
        }
    }

    fn hide_line(&mut self, span: Span) {
        self.hide(span, true);
        learn::right_of(&mut self.masker, span.of(self.text));
    }

    /// Whether a line goes on with a value that stands below its name.
    fn is_below(&self, content: &str, column: usize, first: bool) -> bool {
        let own = indent(content);
        let item = content.trim_start().starts_with("- ");
        let key = key(content);
        if self.is_other(content) {
            return false;
        }
        own > column || own == column && item || key.is_none() && (first || self.flat) || {
            // Without any indentation only a name that is known ends the block.
            self.flat && key.is_some_and(|key| !is_known(key))
        }
    }

    /// Whether a line begins something that is known and no part of a secret.
    fn is_other(&self, content: &str) -> bool {
        let bare = content.trim_start();
        let rule = bare
            .strip_prefix("path")
            .is_some_and(|rest| rest.trim_start().starts_with(['"', '\'', '“']));
        rule || key(content).is_some_and(|key| knowledge::setting(key).is_some())
    }
}

fn is_known(key: &str) -> bool {
    let leaf = |path: &str| path.rsplit('.').next() == Some(key);
    knowledge::setting(key).is_some() || knowledge::chart_keys().iter().any(|k| leaf(k.path))
}

/// Whether a value names the place of a secret instead of being one.
fn is_reference(rest: &str) -> bool {
    let bare = rest.trim_start_matches(['{', ' ', '"']);
    ["valueFrom", "secretKeyRef", "configMapKeyRef", "secretRef", "secretName"]
        .iter()
        .any(|word| bare.starts_with(word))
}
