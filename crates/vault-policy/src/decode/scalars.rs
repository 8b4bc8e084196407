//! Values that may be a text or a number.

use text::Span;

use super::{Decoder, Entry};
use crate::ast::NodeKind;
use crate::duration::{of_float_seconds, of_seconds, parse_duration};
use crate::problem::{Expected, ProblemKind};
use crate::rule_key::RuleKey;
use crate::token::TokenKind;

/// A value whose first occurrence decides its type, as Go's decoder does it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Loose {
    Text(String),
    Integer(i64),
    Float(f64),
    /// A truth value, list or block: no duration.
    Other,
}

impl Decoder<'_> {
    /// The last value of a duration's key and its place.
    pub(super) fn duration_value(
        &mut self,
        entries: &[Entry],
        key: RuleKey,
    ) -> Option<(Loose, Span)> {
        self.last_loose(key.word(), &self.of_key(entries, key))
    }

    pub(super) fn last_loose(&mut self, key: &str, entries: &[Entry]) -> Option<(Loose, Span)> {
        let mut last: Option<(Loose, Span)> = None;
        for entry in entries {
            let id = self.value(*entry);
            let node = self.node(id);
            let before = last.take().map(|(value, _)| value);
            let value = match node.kind {
                NodeKind::Scalar(kind) => self.loose(key, kind, node.span, before.as_ref()),
                NodeKind::Bare => Some(Loose::Text(node.span.of(self.text).to_owned())),
                _ => Some(Loose::Other),
            };
            last = value.or(before).map(|value| (value, node.span));
        }
        last
    }

    fn loose(
        &mut self,
        key: &str,
        kind: TokenKind,
        span: Span,
        before: Option<&Loose>,
    ) -> Option<Loose> {
        let written = span.of(self.text);
        let number = matches!(kind, TokenKind::Number);
        let text = matches!(kind, TokenKind::String | TokenKind::Heredoc | TokenKind::Null);
        match before {
            Some(Loose::Text(_)) if number => return Some(Loose::Text(written.to_owned())),
            Some(Loose::Text(_)) | None if text => {
                return Some(Loose::Text(self.scalar_text(kind, span)));
            }
            Some(Loose::Integer(_)) if kind == TokenKind::String => {
                let text = self.scalar_text(kind, span);
                return self.integer(&text, span).map(Loose::Integer);
            }
            Some(Loose::Integer(_)) | None if number => {
                return self.integer(written, span).map(Loose::Integer);
            }
            Some(Loose::Float(_)) if number => return self.float(written, span),
            Some(Loose::Float(_)) | None if kind == TokenKind::Float => {
                return self.float(written, span);
            }
            None => return Some(Loose::Other),
            Some(_) => {}
        }
        self.wrong_type(key, Expected::Duration, span);
        None
    }

    fn float(&mut self, written: &str, span: Span) -> Option<Loose> {
        self.float_value(written, span).map(Loose::Float)
    }

    pub(super) fn float_value(&mut self, written: &str, span: Span) -> Option<f64> {
        let value = written.parse::<f64>().ok().filter(|f| f.is_finite());
        if value.is_none() {
            self.problem(ProblemKind::IllegalNumber, span, vec![]);
        }
        value
    }

    pub(super) fn integer(&mut self, written: &str, span: Span) -> Option<i64> {
        let value = go_integer(written);
        if value.is_none() {
            let text = written.to_owned();
            self.problem(ProblemKind::IllegalInteger { text }, span, vec![]);
        }
        value
    }

    /// Nanoseconds; a value that is none is a problem and no limit.
    pub(super) fn duration(&mut self, key: &str, value: Option<(Loose, Span)>) -> i64 {
        let Some((value, span)) = value else {
            return 0;
        };
        match value {
            Loose::Integer(seconds) => of_seconds(seconds),
            Loose::Float(seconds) => of_float_seconds(seconds),
            Loose::Text(text) => parse_duration(&text).unwrap_or_else(|| {
                let key = key.to_owned();
                self.problem(ProblemKind::IllegalDuration { key, text }, span, vec![]);
                0
            }),
            Loose::Other => {
                self.wrong_type(key, Expected::Duration, span);
                0
            }
        }
    }
}

/// Go's `ParseInt` with base 0: `0x`, `0o`, `0b` or a leading zero give the base, `_` may stand
/// between digits.
fn go_integer(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let lower = digits.to_ascii_lowercase();
    let (base, rest) = match lower.get(..2) {
        Some("0x") => (16, lower.get(2..)?),
        Some("0o") => (8, lower.get(2..)?),
        Some("0b") => (2, lower.get(2..)?),
        Some(start) if start.starts_with('0') => (8, lower.get(1..)?),
        _ => (10, lower.as_str()),
    };
    let after_base = base != 10;
    let misplaced =
        rest.ends_with('_') || rest.contains("__") || rest.starts_with('_') && !after_base;
    if misplaced || rest.starts_with(['+', '-']) {
        return None;
    }
    let value = i128::from_str_radix(&rest.replace('_', ""), base).ok()?;
    i64::try_from(if negative { -value } else { value }).ok()
}

#[cfg(test)]
mod tests {
    use super::go_integer;

    #[test]
    fn integers_have_go_bases() {
        for (text, value) in [
            ("10", Some(10)),
            ("0", Some(0)),
            ("010", Some(8)),
            ("-0x10", Some(-16)),
            ("0b11", Some(3)),
            ("1_000", Some(1000)),
            ("08", None),
            ("", None),
            ("x", None),
            ("1_", None),
            ("--1", None),
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
        ] {
            assert_eq!(go_integer(text), value, "{text}");
        }
    }
}
