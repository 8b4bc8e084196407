//! All `set`s of a release, of Terraform or of a command, as one text of values: laid over each other as Helm does, and written so
//! that each key and each value of the text has the place of what gave it.

use helm_values::strvals::{
    Place, SetData, SetError, SetErrorKind, SetList, SetMap, SetValue, set,
};
use text::Span;

use super::Set;
use crate::carry::json_text::quoted;
use crate::carry::part::{Embedded, Form, UNKNOWN};

/// The text, and what its parts are.
#[derive(Debug)]
pub(crate) struct SetValues {
    pub text: Embedded,
    /// Every key of it, in its order.
    pub entries: Vec<Entry>,
    /// The lines that Helm's reader stops at, by their number.
    pub refused: Vec<(usize, SetError)>,
}

/// A key of the text and its value.
#[derive(Debug)]
pub(crate) struct Entry {
    pub path: Vec<String>,
    /// Places in the text.
    pub key: Span,
    pub value: Span,
    /// The number of the `set` that gave it, and its part of the name there.
    pub set: usize,
    pub part: Span,
    /// It is a map, a text, or something else.
    pub shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Map,
    Text,
    /// `{a,b}`
    List,
    Other,
}

/// Stands for [`UNKNOWN`] while a line is read: as long, and none of its letters means anything there.
const STAND_IN: &str = "\u{e000}\u{e000}";

/// Lists with an index beyond this are written without their empty places.
const MOST_NULLS: usize = 64;

/// Reads all of them.
pub(crate) fn of(name: &str, sets: &[Set]) -> SetValues {
    let mut values = SetMap::default();
    let mut refused = Vec::new();
    for (number, given) in sets.iter().enumerate() {
        let Some(mode) = given.mode else { continue };
        let line = given.line.text.replace(UNKNOWN, STAND_IN);
        // By itself first: what it stops at leaves nothing among the values of the others.
        let alone = set(&mut SetMap::default(), &line, mode, number);
        match alone.and_then(|()| set(&mut values, &line, mode, number)) {
            Err(error) if error.kind != SetErrorKind::TooDeep => refused.push((number, error)),
            Ok(()) | Err(_) => {}
        }
    }
    let text = Embedded::new(name, Form::Sets);
    let mut writer = Writer { sets, text, entries: Vec::new(), path: Vec::new() };
    writer.map(&values, 0);
    SetValues { text: writer.text, entries: writer.entries, refused }
}

struct Writer<'s> {
    sets: &'s [Set],
    text: Embedded,
    entries: Vec<Entry>,
    path: Vec<String>,
}

impl Writer<'_> {
    fn map(&mut self, map: &SetMap, depth: usize) {
        for (name, value) in map {
            self.frame(&"  ".repeat(depth), value.key);
            let key = self.word(name, value.key, is_plain(name));
            self.frame(":", value.key);
            self.path.push(name.clone());
            let at = self.entries.len();
            self.entries.push(Entry {
                path: self.path.clone(),
                key,
                value: Span::at(key.end),
                set: value.key.source,
                part: value.key.span,
                shape: shape(&value.data),
            });
            let start = self.text.text.len();
            match &value.data {
                SetData::Map(map) if !map.is_empty() => {
                    self.frame("\n", value.key);
                    self.map(map, depth + 1);
                }
                _ => {
                    self.frame(" ", value.value);
                    self.value(value);
                    self.frame("\n", value.value);
                }
            }
            let end = self.text.text.trim_end().len();
            if let Some(entry) = self.entries.get_mut(at) {
                entry.value = Span::new((start + 1).min(end), end);
            }
            self.path.pop();
        }
    }

    fn value(&mut self, value: &SetValue) {
        match &value.data {
            SetData::Null => self.scalar("null", value.value),
            SetData::Bool(bool) => self.typed(&bool.to_string(), value.value),
            SetData::Int(int) => self.typed(&int.to_string(), value.value),
            SetData::Float(float) => self.typed(&float.to_string(), value.value),
            SetData::Text(text) => {
                self.word(text, value.value, false);
            }
            SetData::File(_) => {
                self.text.unknown_text(self.outer(value.value));
            }
            SetData::List(list) => self.list(list, value.value),
            SetData::Map(map) => self.flow(map, value.value),
        }
    }

    /// The chart prints what is below `env.variables` with quotes around it, so a number there is the
    /// text of its digits; of a values file it would be a float.
    fn typed(&mut self, written: &str, place: Place) {
        let variable =
            matches!(self.path.as_slice(), [env, block, _] if env == "env" && block == "variables");
        if variable {
            self.word(written, place, false);
        } else {
            self.scalar(written, place);
        }
    }

    fn list(&mut self, list: &SetList, place: Place) {
        self.frame("[", place);
        let mut next = 0;
        for (number, (index, item)) in list.items.iter().enumerate() {
            if number > 0 {
                self.frame(", ", item.value);
            }
            for _ in next..*index.min(&(next + MOST_NULLS)) {
                self.frame("null, ", item.value);
            }
            self.value(item);
            next = index + 1;
        }
        self.frame("]", place);
    }

    fn flow(&mut self, map: &SetMap, place: Place) {
        self.frame("{", place);
        for (number, (name, value)) in map.iter().enumerate() {
            if number > 0 {
                self.frame(", ", value.key);
            }
            self.word(name, value.key, false);
            self.frame(": ", value.key);
            self.value(value);
        }
        self.frame("}", place);
    }

    /// A text, in quotes unless it is plain; gives its place without them.
    fn word(&mut self, text: &str, place: Place, plain: bool) -> Span {
        let outer = self.outer(place);
        if text.contains(STAND_IN) {
            let start = self.text.text.len();
            let known = quoted(&text.replace(STAND_IN, UNKNOWN));
            self.text.unknown_as(&known, outer);
            return Span::new(start, self.text.text.len());
        }
        let quotes = if plain { "" } else { "\"" };
        self.text.frame(quotes, Span::at(outer.start));
        let start = self.text.text.len();
        let written = quoted(text);
        let inner = written.get(1..written.len() - 1).unwrap_or("");
        self.scalar(inner, place);
        let span = Span::new(start, self.text.text.len());
        self.text.frame(quotes, Span::at(outer.end));
        span
    }

    fn scalar(&mut self, written: &str, place: Place) {
        let line = self.sets.get(place.source).map(|s| &s.line);
        let outer = self.outer(place);
        match line.filter(|l| l.is_same(place.span) && place.span.of(&l.text) == written) {
            Some(_) => self.text.same_as(written, outer),
            None => self.text.other(written, outer),
        }
    }

    fn frame(&mut self, inner: &str, place: Place) {
        let outer = self.outer(place);
        self.text.frame(inner, Span::at(outer.start));
    }

    fn outer(&self, place: Place) -> Span {
        let line = self.sets.get(place.source).map(|s| &s.line);
        line.map(|l| l.outer_span(place.span)).unwrap_or_default()
    }
}

const fn shape(data: &SetData) -> Shape {
    match data {
        SetData::Map(_) => Shape::Map,
        SetData::Text(_) | SetData::File(_) => Shape::Text,
        SetData::List(_) => Shape::List,
        SetData::Null | SetData::Bool(_) | SetData::Int(_) | SetData::Float(_) => Shape::Other,
    }
}

/// Whether YAML reads a key as this text without quotes.
fn is_plain(name: &str) -> bool {
    let letters = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    letters && begins && matches!(helm_values::resolve_plain(name), helm_values::Plain::Text(_))
}
