use std::sync::Arc;

use text::Span;

use crate::map::Map;
use crate::shared_text::SharedText;
use crate::tree::NodeId;

/// A value as Helm sees it, and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The value itself.
    pub data: Data,
    /// Its place in the text; none for a default of the chart.
    pub origin: Option<Origin>,
}

/// What a value is. All numbers are float64, as JSON hands them to Helm.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// Any number.
    Number(f64),
    /// Text.
    String(SharedText),
    /// A list. Shared, because the same values are laid over others, written and read again.
    List(Arc<Vec<Value>>),
    /// A map, shared for the same reason.
    Map(Arc<Map>),
}

impl Data {
    /// A list of these items.
    pub fn list(items: Vec<Value>) -> Self {
        Self::List(Arc::new(items))
    }

    /// This map.
    pub fn map(map: Map) -> Self {
        Self::Map(Arc::new(map))
    }
}

/// Where a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The node; an alias gives the node it stands for.
    pub node: NodeId,
    /// The value as written where it is used; for an alias that is `*name`.
    pub value: Span,
    /// The key before it; none for a list's item and a root.
    pub key: Option<Span>,
    /// The whole entry or item.
    pub entry: Span,
}

impl Value {
    /// A value that stands nowhere in the text.
    pub const fn of(data: Data) -> Self {
        Self { data, origin: None }
    }

    /// The value under `key`, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_map()?.get(key)
    }

    /// The value at the end of `path`.
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The map, if it is one.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.data {
            Data::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Self]> {
        match &self.data {
            Data::List(items) => Some(items.as_slice()),
            _ => None,
        }
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub const fn as_number(&self) -> Option<f64> {
        match self.data {
            Data::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The boolean, if it is one.
    pub const fn as_bool(&self) -> Option<bool> {
        match self.data {
            Data::Bool(bool) => Some(bool),
            _ => None,
        }
    }

    /// Whether it is null.
    pub const fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }

    /// Whether Go's templates take it for true: not null, false, 0, or empty.
    pub fn truthy(&self) -> bool {
        match &self.data {
            Data::Null => false,
            Data::Bool(bool) => *bool,
            Data::Number(number) => *number != 0.0,
            Data::String(text) => !text.is_empty(),
            Data::List(items) => !items.is_empty(),
            Data::Map(map) => !map.is_empty(),
        }
    }

    /// Its type in an operator's words.
    pub const fn type_name(&self) -> &'static str {
        match self.data {
            Data::Null => "null",
            Data::Bool(_) => "a boolean",
            Data::Number(_) => "a number",
            Data::String(_) => "a string",
            Data::List(_) => "a list",
            Data::Map(_) => "a map",
        }
    }

    /// Whether both are the same value, wherever they stand.
    pub fn same(&self, other: &Self) -> bool {
        match (&self.data, &other.data) {
            (Data::List(a), Data::List(b)) => {
                Arc::ptr_eq(a, b)
                    || a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.same(b))
            }
            (Data::Map(a), Data::Map(b)) => Arc::ptr_eq(a, b) || same_maps(a, b),
            (a, b) => a == b,
        }
    }

    /// The same value without its places.
    pub fn bare(&self) -> Self {
        Self::of(match &self.data {
            Data::List(items) => Data::list(items.iter().map(Self::bare).collect()),
            Data::Map(map) => Data::map(map.iter().map(|(k, v)| (k.clone(), v.bare())).collect()),
            other => other.clone(),
        })
    }
}

fn same_maps(a: &Map, b: &Map) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|((k, a), (l, b))| k == l && a.same(b))
}
