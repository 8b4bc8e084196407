//! The one place that knows the YAML reader (libyaml-safer, a port of the libyaml that Helm's reader
//! descends from).

use std::io::{self, BufRead, Read};

use libyaml_safer::{ErrorKind, EventData, MappingStyle, Mark, Parser, ScalarStyle, SequenceStyle};

use crate::tags::settled;
use crate::tree::Style;

/// The deepest nesting that is read; no real values file comes near it.
pub(crate) const MAX_DEPTH: usize = 256;

/// One step of the reader; offsets are bytes of the text that was read.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) kind: EventKind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Debug)]
pub(crate) enum EventKind {
    DocumentStart,
    DocumentEnd,
    Alias(String),
    Scalar {
        text: String,
        style: Style,
        /// Whether the reader is to find out the type by itself.
        plain: bool,
        properties: Properties,
    },
    SequenceStart {
        flow: bool,
        properties: Properties,
    },
    MappingStart {
        flow: bool,
        properties: Properties,
    },
    /// Of a sequence or a mapping.
    End,
}

#[derive(Debug, Default)]
pub(crate) struct Properties {
    pub(crate) anchor: Option<String>,
    pub(crate) tag: Option<String>,
}

/// Why the reader stopped.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failure {
    pub(crate) problem: &'static str,
    pub(crate) context: &'static str,
    /// Where it noticed, and on which line counted from 0.
    pub(crate) at: usize,
    pub(crate) line: u64,
    /// Where what it was reading began.
    pub(crate) since: usize,
    pub(crate) since_line: u64,
    pub(crate) scanner: bool,
}

/// What the reader says of nesting that goes too deep.
pub(crate) const TOO_DEEP: &str = "exceeded max depth";

/// Feeds the events of `text` (which ends with a line break) to `sink`.
pub(crate) fn read(text: &str, sink: impl FnMut(Event)) -> Result<(), Failure> {
    read_settled(settled(text).as_deref().unwrap_or(text), sink)
}

/// As [`read`], for a text whose tags the reader can take.
pub(crate) fn read_settled(text: &str, mut sink: impl FnMut(Event)) -> Result<(), Failure> {
    let mut parser = Parser::new();
    parser.set_encoding(libyaml_safer::Encoding::Utf8);
    parser.set_input(Chunks(text.as_bytes()));
    let mut depth = 0usize;
    loop {
        let event = parser.parse().map_err(|error| failure(&error))?;
        let (start, end) = (offset(event.start_mark), offset(event.end_mark));
        let kind = match event.data {
            EventData::StreamStart { .. } => continue,
            EventData::StreamEnd => return Ok(()),
            EventData::DocumentStart { version_directive, .. } => {
                if version_directive.is_some_and(|v| (v.major, v.minor) != (1, 1)) {
                    return Err(stop("found incompatible YAML document", event.start_mark));
                }
                EventKind::DocumentStart
            }
            EventData::DocumentEnd { .. } => EventKind::DocumentEnd,
            EventData::Alias { anchor } => EventKind::Alias(anchor),
            EventData::Scalar { anchor, tag, value, plain_implicit, style, .. } => {
                EventKind::Scalar {
                    text: value,
                    style: style_of(style),
                    plain: plain_implicit,
                    properties: Properties { anchor, tag },
                }
            }
            EventData::SequenceStart { anchor, tag, style, .. } => {
                depth += 1;
                EventKind::SequenceStart {
                    flow: style == SequenceStyle::Flow,
                    properties: Properties { anchor, tag },
                }
            }
            EventData::MappingStart { anchor, tag, style, .. } => {
                depth += 1;
                EventKind::MappingStart {
                    flow: style == MappingStyle::Flow,
                    properties: Properties { anchor, tag },
                }
            }
            EventData::SequenceEnd | EventData::MappingEnd => {
                depth = depth.saturating_sub(1);
                EventKind::End
            }
        };
        if depth > MAX_DEPTH {
            return Err(stop(TOO_DEEP, event.start_mark));
        }
        sink(Event { kind, start, end });
    }
}

/// A text handed over piece by piece. The reader takes apart all that it is given before it looks at
/// the first character, and a damaged text is read many times up to its next fault.
struct Chunks<'t>(&'t [u8]);

impl Chunks<'_> {
    const LENGTH: usize = 1024;
}

impl Read for Chunks<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into)
    }
}

impl BufRead for Chunks<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Ok(self.0.get(..Self::LENGTH).unwrap_or(self.0))
    }

    fn consume(&mut self, by: usize) {
        self.0.consume(by);
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal => Style::Literal,
        ScalarStyle::Folded => Style::Folded,
        _ => Style::Plain,
    }
}

fn offset(mark: Mark) -> usize {
    usize::try_from(mark.index).unwrap_or(usize::MAX)
}

fn stop(problem: &'static str, mark: Mark) -> Failure {
    Failure {
        problem,
        context: "",
        at: offset(mark),
        line: mark.line,
        since: offset(mark),
        since_line: mark.line,
        scanner: false,
    }
}

fn failure(error: &libyaml_safer::Error) -> Failure {
    let at = error.problem_mark().unwrap_or_default();
    let since = error.context_mark().unwrap_or_default();
    Failure {
        problem: error.problem(),
        context: error.context().unwrap_or_default(),
        at: offset(at),
        line: at.line,
        since: offset(since),
        since_line: since.line,
        scanner: error.kind() == ErrorKind::Scanner,
    }
}
