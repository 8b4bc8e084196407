//! Values as lines of `--set` give them.

use std::collections::BTreeMap;

use text::Span;

/// A map of such values.
pub type SetMap = BTreeMap<String, SetValue>;

/// A place in one of several lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, as whoever read it numbered it.
    pub source: usize,
    /// Bytes of that line.
    pub span: Span,
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct SetValue {
    /// The value itself.
    pub data: SetData,
    /// Its part of the name, of maps that several lines made the first one's. Items of lists have the
    /// place of their index.
    pub key: Place,
    /// The value as written; of maps and lists that several lines made the first one's.
    pub value: Place,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum SetData {
    /// `null`, which takes a default away.
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number; unlike those of a values file it stays one.
    Int(i64),
    /// A number of JSON.
    Float(f64),
    /// Text.
    Text(String),
    /// The content of a file of that name.
    File(String),
    /// A list.
    List(SetList),
    /// A map.
    Map(SetMap),
}

/// A list in which places may be empty: `a[3]=x` has three nulls before `x`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetList {
    /// How many items it has.
    pub length: usize,
    /// Those that are written.
    pub items: BTreeMap<usize, SetValue>,
}

impl SetValue {
    /// The value below a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.data {
            SetData::Map(map) => map.get(key),
            _ => None,
        }
    }
}

impl SetData {
    /// Go's name of the type, as its conversions say it.
    pub(super) const fn go_type(&self) -> &'static str {
        match self {
            Self::Null => "nil",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int64",
            Self::Float(_) => "float64",
            Self::Text(_) | Self::File(_) => "string",
            Self::List(_) => "[]interface {}",
            Self::Map(_) => "map[string]interface {}",
        }
    }
}

impl SetList {
    pub(super) fn put(&mut self, index: usize, value: SetValue) {
        self.length = self.length.max(index + 1);
        self.items.insert(index, value);
    }

    pub(super) fn push(&mut self, value: SetValue) {
        self.put(self.length, value);
    }
}
