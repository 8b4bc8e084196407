//! Long lists and maps of plain values. They come back from a manifest as they went in, so that a mark is
//! written and read in place of each.

use std::sync::Arc;

use helm_values::{Data, Map, Value};

use super::scope::quoted;

/// From so many items on a list or a map is long.
pub(super) const LONG: usize = 64;

/// So long a key may be (bytes): YAML wants a key and its colon on one line of at most 1,024 letters.
const LONGEST_KEY: usize = 256;

/// So deep values may be nested.
const DEEPEST: usize = 32;

/// No value that is held has this letter, and YAML takes it only in quotes.
const MARK: &str = "\u{1}held ";

/// What the marks in one of the chart's files stand for.
#[derive(Debug)]
pub(super) struct Held {
    long: usize,
    all: Vec<Kept>,
}

#[derive(Debug)]
enum Kept {
    Items(Vec<Value>),
    Entries(Map),
}

impl Default for Held {
    /// Holds nothing.
    fn default() -> Self {
        Self::from(usize::MAX)
    }
}

impl Held {
    /// Holds what has so many items.
    pub(super) const fn from(long: usize) -> Self {
        Self { long, all: Vec::new() }
    }

    /// Holds the items of a list, if it is long and they are plain; gives the item that stands for them.
    pub(super) fn items(&mut self, items: &[Value]) -> Option<String> {
        let plain = items.len() >= self.long && items.iter().all(|item| comes_back(item, 0));
        plain.then(|| self.keep(Kept::Items(items.iter().map(Value::bare).collect())))
    }

    /// Takes plain settings out of a list, if there are many; gives the key that stands for them.
    pub(super) fn settings(&mut self, settings: &mut Vec<(String, &Value)>) -> Option<String> {
        if settings.len() < self.long {
            return None;
        }
        let mut kept = Map::new();
        settings.retain(|(name, value)| {
            let plain = is_plain_name(name)
                && matches!(value.data, Data::String(_))
                && comes_back(value, 0);
            kept.extend(plain.then(|| (name.as_str().into(), value.bare())));
            !plain
        });
        (!kept.is_empty()).then(|| self.keep(Kept::Entries(kept)))
    }

    fn keep(&mut self, kept: Kept) -> String {
        self.all.push(kept);
        quoted(&format!("{MARK}{}", self.all.len() - 1))
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Puts everything into the values of objects in place of its mark; `false` where a mark is not there exactly
    /// once, or a key of a map was there already.
    pub(super) fn put_into<'v>(self, objects: impl Iterator<Item = &'v mut Value>) -> bool {
        let left = self.all.into_iter().map(Some).collect();
        let mut filling = Filling { left, clear: true };
        objects.for_each(|value| filling.value(value));
        filling.clear && filling.left.iter().all(Option::is_none)
    }
}

/// Marks, while values are put in their places.
struct Filling {
    left: Vec<Option<Kept>>,
    clear: bool,
}

impl Filling {
    fn value(&mut self, value: &mut Value) {
        match &mut value.data {
            Data::List(items) => self.list(Arc::make_mut(items)),
            Data::Map(map) => self.map(Arc::make_mut(map)),
            _ => {}
        }
    }

    fn list(&mut self, items: &mut Vec<Value>) {
        items.iter_mut().for_each(|item| self.value(item));
        while let Some((at, number)) =
            items.iter().enumerate().find_map(|(at, item)| Some((at, number(item.as_str()?)?)))
        {
            match self.take(number) {
                Some(Kept::Items(kept)) => drop(items.splice(at..=at, kept)),
                _ => return self.clear = false,
            }
        }
    }

    fn map(&mut self, map: &mut Map) {
        map.values_mut().for_each(|value| self.value(value));
        let marks: Vec<_> = map.keys().filter(|key| number(key).is_some()).cloned().collect();
        for mark in marks {
            map.remove(&mark);
            match number(&mark).and_then(|number| self.take(number)) {
                Some(Kept::Entries(kept)) => {
                    self.clear &= !map.keys().any(|key| kept.contains_key(key));
                    map.extend(kept);
                }
                _ => self.clear = false,
            }
        }
    }

    fn take(&mut self, number: usize) -> Option<Kept> {
        self.left.get_mut(number)?.take()
    }
}

fn number(mark: &str) -> Option<usize> {
    mark.strip_prefix(MARK)?.parse().ok()
}

/// Whether nothing that writes or reads a value changes it: neither Helm, which takes out what Go prints for
/// nothing, nor YAML.
fn comes_back(value: &Value, depth: usize) -> bool {
    match &value.data {
        Data::Null | Data::Bool(_) => true,
        Data::Number(number) => {
            number.fract() == 0.0 && (0.0..1e15).contains(number) && !number.is_sign_negative()
        }
        Data::String(text) => is_plain(text),
        _ if depth == DEEPEST => false,
        Data::List(items) => items.iter().all(|item| comes_back(item, depth + 1)),
        Data::Map(map) => map.iter().all(|(key, value)| {
            let plain = **key != *"<<" && key.len() <= LONGEST_KEY && !key.contains('\n');
            plain && is_plain(key) && comes_back(value, depth + 1)
        }),
    }
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'\n' | b' '..=b'~'))
        && !(text.contains('<') && text.contains("<no value>"))
}

/// Whether a name without quotes is text in YAML, and none that the chart gives a value too.
fn is_plain_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.contains('_')
        && !name.starts_with("TFE_")
        && name.len() <= LONGEST_KEY
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
