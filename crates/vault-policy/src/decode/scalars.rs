//! Values that may be a text or a number.

use text::Span;

use super::value::{Source, Wanted};
use super::{Decoder, Entry, Vintage};
use crate::ast::NodeKind;
use crate::duration::{Duration, of_float_seconds, of_seconds, read_duration};
use crate::model::ParameterValue;
use crate::problem::{Expected, ProblemKind};

impl Decoder<'_> {
    /// The value of a duration's key and its place.
    pub(super) fn duration_value(
        &mut self,
        key: &str,
        found: &[Entry],
        before: Option<(ParameterValue, Span)>,
    ) -> Option<(ParameterValue, Span)> {
        let wanted = Wanted { key, expected: Expected::Duration };
        let (labelled, plain): (Vec<Entry>, Vec<Entry>) =
            found.iter().partition(|e| !self.keys(**e).is_empty());
        let labelled = (!labelled.is_empty()).then_some(Source::Items(labelled));
        let plain = plain.into_iter().map(|entry| {
            let id = self.value(entry);
            match self.node(id).kind {
                NodeKind::Object => Source::Items(self.entries(id)),
                _ => Source::Node(id),
            }
        });
        let sources: Vec<Source> = labelled.into_iter().chain(plain).collect();
        let (mut value, place) = before.unzip();
        for source in &sources {
            value = self.any(source, false, value, 0, wanted);
        }
        let last = found.last().map(|e| self.span(self.value(*e)));
        value.zip(last.or(place))
    }

    pub(super) fn float(&mut self, written: &str, span: Span) -> Option<f64> {
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
    pub(super) fn duration(&mut self, key: &str, value: Option<(ParameterValue, Span)>) -> i64 {
        let Some((value, span)) = value else {
            return 0;
        };
        let duration = match value {
            ParameterValue::Integer(seconds) => of_seconds(seconds),
            ParameterValue::Float(seconds) => of_float_seconds(seconds),
            ParameterValue::Text(text) => {
                let Some(duration) = read_duration(&text) else {
                    let key = key.to_owned();
                    self.problem(ProblemKind::IllegalDuration { key, text }, span, vec![]);
                    return 0;
                };
                duration
            }
            _ => {
                self.wrong_type(key, Expected::Duration, span);
                return 0;
            }
        };
        self.fitting(key, duration, span)
    }

    /// The nanoseconds of a duration that fits; where it does not, the older HCL's wrapped ones.
    fn fitting(&mut self, key: &str, duration: Duration, span: Span) -> i64 {
        if !duration.overflows {
            return duration.nanoseconds;
        }
        self.out.differs = true;
        match self.vintage {
            Vintage::Older => duration.nanoseconds,
            Vintage::Current => {
                let key = key.to_owned();
                self.problem(ProblemKind::DurationTooLong { key }, span, vec![]);
                0
            }
        }
    }
}

/// Go's `ParseInt` with base 0, in 64 bits: `_` may be between digits, and after the sign of a base.
fn go_integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let has_base = digits.starts_with('0');
    let misplaced =
        text.ends_with('_') || text.contains("__") || digits.starts_with('_') && !has_base;
    if misplaced {
        return None;
    }
    i64::try_from(text::go::parse_int(&text.replace('_', ""))?).ok()
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
